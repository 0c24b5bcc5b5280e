package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Bundle;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.Product;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.page.CatalogueInForce;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.MoneyText;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.SiteFrame;
import com.avaone.web.kernel.problem.ProblemTexts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The page on which a visitor puts a bundle together and sees what it costs, and the one of a quote that was saved. */
@PageController
@Access(Audience.PUBLIC)
class CustomBundlePages {

    private static final String PATH = "/custom-bundle";
    private static final String PAGE = "catalogue/custom-bundle";
    private static final String QUOTE = "catalogue/quote";
    private static final int MONTHS = 12;
    private static final String RUPEES = "INR";

    private final SavedQuotes quotes;
    private final CatalogueInForce catalogue;
    private final Forms forms;
    private final SiteFrame frame;
    private final ProblemTexts problems;
    private final MessageSource messages;

    CustomBundlePages(
            SavedQuotes quotes,
            CatalogueInForce catalogue,
            Forms forms,
            SiteFrame frame,
            ProblemTexts problems,
            MessageSource messages) {
        this.quotes = quotes;
        this.catalogue = catalogue;
        this.forms = forms;
        this.frame = frame;
        this.problems = problems;
        this.messages = messages;
    }

    /** What is chosen is in the address; the price follows whenever a choice changes. */
    @GetMapping(PATH)
    ModelAndView customBundle(
            @ModelAttribute(Forms.FORM) CustomBundleForm form, Model model, Locale locale, HttpServletRequest request) {
        return forms.show(page(form, request.getQueryString(), model, locale), model, null);
    }

    /** Without a script a button asks for the price; another saves the quote. */
    @PostMapping(PATH)
    ModelAndView save(
            @ModelAttribute(Forms.FORM) CustomBundleForm form,
            BindingResult binding,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(name = CurrentRequest.IDEMPOTENCY_FIELD, required = false) @Nullable String key,
            Model model,
            Locale locale) {
        var contents = catalogue.get().contents();
        if (action.equals("price")) {
            var address = UriComponentsBuilder.fromPath(PATH);
            form.parameters(contents, usualCurrency(locale)).forEach(address::queryParam);
            return Forms.seeOther(address.build().encode().toUriString());
        }
        var chosen = form.chosen(contents);
        var answer = forms.submit(
                CustomBundleForm.class,
                binding,
                model,
                locale,
                () -> {
                    try {
                        var saved = quotes.save(
                                form.selection(contents, usualCurrency(locale)), form.seen(), form.website());
                        quotes.await(saved);
                        return new Done("/quotes/" + saved.quoteId(), 0, "quote-saved");
                    } catch (Rejected refused) {
                        throw CustomBundleForm.of(refused, chosen);
                    } catch (InvalidValue invalid) {
                        throw new InvalidValue(
                                CustomBundleForm.field(invalid.field(), chosen), String.valueOf(invalid.getMessage()));
                    }
                },
                () -> page(form, null, model, locale));
        if (key != null && answer.getStatus() != null && answer.getStatus().is5xxServerError()) {
            // Nobody knows whether it was saved: sent again under the same key, it is saved once.
            answer.addObject(CurrentRequest.IDEMPOTENCY_FIELD, key);
        }
        return answer;
    }

    private String page(CustomBundleForm form, @Nullable String query, Model model, Locale locale) {
        var version = catalogue.get();
        var contents = version.contents();
        var shown = form.isUntouched() ? begun(form, contents.products()) : form;
        frame.around(model, PATH, text("bundle.title", locale), text("bundle.description", locale), query);
        model.addAttribute(
                "rows",
                contents.products().stream()
                        .map(product -> row(product, shown, locale))
                        .toList());
        model.addAttribute("intervals", List.of(BillingInterval.values()));
        model.addAttribute("currencies", contents.currencies());
        model.addAttribute("interval", shown.chosenInterval());
        model.addAttribute("currency", shown.chosenCurrency(contents, usualCurrency(locale)));
        model.addAttribute("catalogueVersion", version.catalogueVersion());
        model.addAttribute("money", new MoneyText(locale));
        model.addAttribute("names", names(version, locale));
        price(version, shown, model, locale);
        return PAGE;
    }

    /** So that there is a price to be seen from the first moment. */
    private static CustomBundleForm begun(CustomBundleForm form, List<Product> products) {
        var plans = products.stream()
                .filter(product ->
                        product.plans().stream().anyMatch(plan -> !plan.prices().isEmpty()))
                .limit(1)
                .collect(Collectors.toMap(
                        product -> product.productId().value(),
                        product -> product.plans()
                                .get(Math.min(1, product.plans().size() - 1))
                                .planId()
                                .value()));
        return new CustomBundleForm(plans, null, form.interval(), form.currency(), null, null);
    }

    private static String usualCurrency(Locale locale) {
        return locale.getLanguage().equals("hi") ? RUPEES : "USD";
    }

    /**
     * A product, as it can be chosen.
     *
     * @param plans their names by their identifiers
     * @param plan the chosen one; blank where none is
     * @param seats as typed
     */
    record Row(String productId, String name, String summary, Map<String, String> plans, String plan, String seats) {}

    private static Row row(Product product, CustomBundleForm form, Locale locale) {
        var id = product.productId().value();
        var plans = new LinkedHashMap<String, String>();
        product.plans()
                .forEach(plan -> plans.put(plan.planId().value(), plan.name().in(locale)));
        return new Row(
                id, product.name().in(locale), product.summary().in(locale), plans, form.plan(id), form.seats(id));
    }

    /** Names of plans and products, by what a line has. */
    private static Map<String, String> names(CatalogueVersion version, Locale locale) {
        var names = new LinkedHashMap<String, String>();
        for (var product : version.contents().products()) {
            for (var plan : product.plans()) {
                names.put(
                        product.productId() + "/" + plan.planId(),
                        "%s – %s"
                                .formatted(
                                        product.name().in(locale), plan.name().in(locale)));
            }
        }
        return names;
    }

    private void price(CatalogueVersion version, CustomBundleForm form, Model model, Locale locale) {
        var chosen = form.chosen(version.contents());
        if (chosen.isEmpty()) {
            return;
        }
        try {
            var selection = form.selection(version.contents(), usualCurrency(locale));
            var quote = version.quote(selection);
            model.addAttribute("quote", quote);
            yearSaves(version, selection, quote).ifPresent(saved -> model.addAttribute("yearSaves", saved));
            bundle(version, selection, quote).ifPresent(cheaper -> {
                model.addAttribute("cheaper", cheaper);
                model.addAttribute("cheaperName", cheaper.bundle().name().in(locale));
            });
        } catch (InvalidValue invalid) {
            fault(invalid.field(), problems.expectation(invalid, locale), version, model, locale);
        } catch (Rejected refused) {
            var named = CustomBundleForm.of(refused, chosen).rejection();
            fault(named.field(), problems.detail(named, locale), version, model, locale);
        }
    }

    /** Beside the sum, the product is named: it may be far away on a small screen. */
    private static void fault(
            @Nullable String field, String sentence, CatalogueVersion version, Model model, Locale locale) {
        var product = version.contents().products().stream()
                .filter(one -> field != null && field.endsWith("[%s]".formatted(one.productId())))
                .findFirst();
        model.addAttribute("faultyField", field);
        model.addAttribute(
                "fault",
                product.map(one -> one.name().in(locale) + ": " + sentence).orElse(sentence));
    }

    /** How much less a year costs than twelve months. */
    private static Optional<Money> yearSaves(CatalogueVersion version, Selection selection, Quote year) {
        var total = year.total();
        if (selection.interval() != BillingInterval.YEAR || total == null) {
            return Optional.empty();
        }
        return priced(
                        version,
                        new Selection(null, null, selection.plans(), BillingInterval.MONTH, selection.currency()))
                .map(month -> month.minorUnits() * MONTHS - total.minorUnits())
                .filter(saved -> saved > 0)
                .map(saved -> new Money(saved, total.currency()));
    }

    /**
     * The same as a bundle that costs less.
     *
     * @param seats for how many people
     */
    record Cheaper(Bundle bundle, int seats, Money total) {}

    private static Optional<Cheaper> bundle(CatalogueVersion version, Selection selection, Quote quote) {
        var total = quote.total();
        var seats = selection.plans().getFirst().seats();
        if (total == null || selection.plans().stream().anyMatch(plan -> plan.seats() != seats)) {
            return Optional.empty();
        }
        var parts = selection.plans().stream()
                .map(plan -> new Bundle.Part(plan.productId(), plan.planId()))
                .collect(Collectors.toSet());
        return version.contents().visible().bundles().stream()
                .filter(bundle -> parts.equals(Set.copyOf(bundle.parts())))
                .flatMap(bundle -> priced(
                        version,
                        new Selection(bundle.bundleId(), seats, List.of(), selection.interval(), selection.currency()))
                        .filter(less -> less.minorUnits() < total.minorUnits())
                        .map(less -> new Cheaper(bundle, seats, less))
                        .stream())
                .findFirst();
    }

    private static Optional<Money> priced(CatalogueVersion version, Selection selection) {
        try {
            return Optional.ofNullable(version.quote(selection).total());
        } catch (Rejected _) {
            return Optional.empty();
        }
    }

    /** A quote as it was saved, whatever the catalogue says now; for who knows its address. */
    @GetMapping("/quotes/{quoteId}")
    ModelAndView quote(
            @PathVariable String quoteId,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var saved = quotes.find(PathId.quote(quoteId));
        response.setHeader("Referrer-Policy", "no-referrer");
        frame.around(model, "/quotes/" + saved.quoteId(), text("quote.title", locale), null, request.getQueryString());
        model.addAttribute("saved", saved);
        model.addAttribute("names", names(catalogue.get(), locale));
        model.addAttribute("money", new MoneyText(locale));
        model.addAttribute("anew", anew(saved.selection()));
        return new ModelAndView(QUOTE, model.asMap());
    }

    /** Where the same can be chosen anew. */
    private static String anew(Selection selection) {
        var address = UriComponentsBuilder.fromPath(selection.bundleId() == null ? PATH : "/bundles");
        if (selection.bundleId() == null) {
            CustomBundleForm.parameters(selection).forEach(address::queryParam);
        }
        return address.build().encode().toUriString();
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
