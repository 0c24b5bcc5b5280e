package com.avaone.web.lead.form;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.MoneyText;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.SiteFrame;
import com.avaone.web.kernel.problem.RequestRefused;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a visitor sees what something costs, and asks for it. */
@PageController
@Access(Audience.PUBLIC)
class PricingPages {

    private static final String PAGE = "lead/pricing";
    private static final int USUAL_SEATS = 10;

    private final VisitorForms visitors;
    private final Queries queries;
    private final SiteFrame frame;
    private final Forms forms;
    private volatile @Nullable CatalogueVersion lastSeen;

    PricingPages(VisitorForms visitors, Queries queries, SiteFrame frame, Forms forms) {
        this.visitors = visitors;
        this.queries = queries;
        this.frame = frame;
        this.forms = forms;
    }

    /** What is chosen is in the address, so that other pages lead to it; the price follows whenever a choice changes. */
    @GetMapping("/contacts/pricing")
    ModelAndView pricing(
            @RequestParam(required = false) @Nullable String offer,
            @RequestParam(required = false) @Nullable String seats,
            @RequestParam(required = false) @Nullable String interval,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String from,
            Model model,
            Locale locale) {
        return forms.show(page(offer, seats, interval, currency, from, model, locale), model, null);
    }

    @PostMapping("/contacts/pricing")
    ModelAndView sendPricing(
            @Valid @ModelAttribute(Forms.FORM) PricingPageForm form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable String offer,
            @RequestParam(required = false) @Nullable String seats,
            @RequestParam(required = false) @Nullable String interval,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String from,
            Model model,
            Locale locale) {
        return forms.submit(
                PricingPageForm.class,
                binding,
                model,
                locale,
                () -> VisitorFormPages.thanks(visitors.send(form)),
                () -> page(offer, seats, interval, currency, from, model, locale));
    }

    private String page(
            @Nullable String offer,
            @Nullable String seats,
            @Nullable String interval,
            @Nullable String currency,
            @Nullable String from,
            Model model,
            Locale locale) {
        var version = catalogue();
        var offers = offers(version.contents(), locale);
        var currencies = version.contents().currencies();
        var chosen = new Choice(
                offer != null && offers.containsKey(offer)
                        ? offer
                        : offers.keySet().stream().findFirst().orElse(""),
                seats(seats),
                interval(interval),
                currency != null && currencies.contains(currency)
                        ? currency
                        : currencies.stream().findFirst().orElse(""));
        var known = Visitor.known(from);
        frame.around(model, chosen.address(known), "visitor.pricing");
        model.addAttribute("from", known);
        model.addAttribute("offers", offers);
        model.addAttribute("currencies", currencies);
        model.addAttribute("intervals", List.of(BillingInterval.values()));
        model.addAttribute("money", new MoneyText(locale));
        model.addAttribute("chosen", chosen);
        model.addAttribute("catalogueVersion", version.catalogueVersion());
        price(version, chosen, model);
        VisitorFormPages.tellOfMail(visitors, model);
        return PAGE;
    }

    /** What is sold; while the database is away, what was sold when it was last seen, so that nobody loses what they typed. */
    private CatalogueVersion catalogue() {
        try {
            var inForce = queries.ask(new FindCatalogue(null), CatalogueVersion.class);
            lastSeen = inForce;
            return inForce;
        } catch (Rejected | RequestRefused unanswered) {
            var seen = lastSeen;
            if (seen == null || isAnswer(unanswered)) {
                throw unanswered;
            }
            return seen;
        }
    }

    private static boolean isAnswer(RuntimeException unanswered) {
        return unanswered instanceof Rejected rejected && rejected.rejection().kind() != Rule.Kind.UNAVAILABLE;
    }

    /** Prices are in the version itself; by which one a form is priced, the command side says. */
    private static void price(CatalogueVersion version, Choice chosen, Model model) {
        if (chosen.offer().isEmpty()) {
            return;
        }
        try {
            var selection = PricingPageForm.selection(
                            chosen.offer(), chosen.seats(), chosen.interval(), chosen.currency())
                    .toSelection("");
            model.addAttribute("quote", version.quote(selection));
        } catch (InvalidValue | Rejected notPossible) {
            model.addAttribute(
                    "notPriced",
                    notPossible instanceof Rejected rejected
                            ? rejected.rejection().code()
                            : "invalid-value");
        }
    }

    /**
     * What is chosen on the page.
     *
     * @param offer as {@link PricingPageForm#offer} has it
     */
    record Choice(String offer, int seats, BillingInterval interval, String currency) {

        String address(@Nullable String from) {
            return "/contacts/pricing?offer=%s&seats=%d&interval=%s&currency=%s%s"
                    .formatted(offer, seats, interval, currency, from == null ? "" : "&from=" + from);
        }
    }

    private static Map<String, String> offers(CatalogueContents contents, Locale locale) {
        var offers = new LinkedHashMap<String, String>();
        for (var product : contents.products()) {
            for (var plan : product.plans()) {
                offers.put(
                        product.productId() + "/" + plan.planId(),
                        "%s – %s"
                                .formatted(
                                        product.name().in(locale), plan.name().in(locale)));
            }
        }
        for (var bundle : contents.bundles()) {
            offers.put(PricingPageForm.BUNDLE + bundle.bundleId(), bundle.name().in(locale));
        }
        return offers;
    }

    private static int seats(@Nullable String text) {
        try {
            return text == null ? USUAL_SEATS : Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            return USUAL_SEATS;
        }
    }

    private static BillingInterval interval(@Nullable String text) {
        return Arrays.stream(BillingInterval.values())
                .filter(known -> known.name().equals(text))
                .findFirst()
                .orElse(BillingInterval.MONTH);
    }
}
