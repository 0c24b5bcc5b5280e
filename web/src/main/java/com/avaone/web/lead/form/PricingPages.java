package com.avaone.web.lead.form;

import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.SiteFrame;
import jakarta.validation.Valid;
import java.util.Locale;
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

    private final VisitorForms visitors;
    private final Offers offers;
    private final SiteFrame frame;
    private final Forms forms;

    PricingPages(VisitorForms visitors, Offers offers, SiteFrame frame, Forms forms) {
        this.visitors = visitors;
        this.offers = offers;
        this.frame = frame;
        this.forms = forms;
    }

    /** What is chosen is in the address, so that other pages lead to it; the price follows whenever a choice changes. */
    @GetMapping("/contacts/pricing")
    ModelAndView pricing(
            @RequestParam(required = false) @Nullable String quote,
            @RequestParam(required = false) @Nullable String offer,
            @RequestParam(required = false) @Nullable String seats,
            @RequestParam(required = false) @Nullable String interval,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String from,
            Model model,
            Locale locale) {
        return forms.show(
                page(quote == null ? offer : Offers.QUOTE + quote, seats, interval, currency, from, model, locale),
                model,
                null);
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
                () -> {
                    try {
                        return VisitorFormPages.thanks(visitors.send(form));
                    } catch (Rejected refused) {
                        throw Offers.onThePage(refused);
                    }
                },
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
        var version = offers.inForce();
        var names = Offers.names(version.contents(), locale);
        var known = offer != null && (names.containsKey(offer) || offer.startsWith(Offers.QUOTE))
                ? offer
                : names.keySet().stream().findFirst().orElse("");
        var chosen = Offers.choice(version.contents(), known, seats, interval, currency);
        var cameFrom = Visitor.known(from);
        // Refuses what is no quote, before it gets into an address.
        offers.show(version, chosen, model, locale);
        frame.around(model, address(chosen, cameFrom), "visitor.pricing");
        model.addAttribute("from", cameFrom);
        VisitorFormPages.tellOfMail(visitors, model);
        return PAGE;
    }

    private static String address(Offers.Choice chosen, @Nullable String from) {
        return "/contacts/pricing?offer=%s&seats=%d&interval=%s&currency=%s%s"
                .formatted(
                        chosen.offer(),
                        chosen.seats(),
                        chosen.interval(),
                        chosen.currency(),
                        from == null ? "" : "&from=" + from);
    }
}
