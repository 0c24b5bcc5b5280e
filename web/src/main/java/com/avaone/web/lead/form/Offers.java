package com.avaone.web.lead.form;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.QuoteQuery.FindQuote;
import com.avaone.api.catalogue.QuoteView;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SelectionRequest;
import com.avaone.web.kernel.SelectionRequest.PlanChoice;
import com.avaone.web.kernel.page.CatalogueInForce;
import com.avaone.web.kernel.page.MoneyText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What visitors ask and order: one thing of the catalogue for so many people, or a saved quote. Its text is {@code <product>/<plan>}, {@code
 * bundle/<bundle>} or {@code quote/<quote>}.
 */
@Component
class Offers {

    /** What such a text looks like. */
    static final String FORM = "[a-z0-9-]{1,40}/[a-z0-9-]{1,40}|quote/qte_[0-9a-z]{32}";

    private static final Pattern WELL_FORMED = Pattern.compile(FORM);

    /** What the text of a bundle begins with. */
    static final String BUNDLE = "bundle/";

    /** What the text of a saved quote begins with. */
    static final String QUOTE = "quote/";

    private static final int USUAL_SEATS = 10;

    private final Queries queries;
    private final CatalogueInForce catalogue;

    Offers(Queries queries, CatalogueInForce catalogue) {
        this.queries = queries;
        this.catalogue = catalogue;
    }

    /**
     * What is chosen on a page.
     *
     * @param offer its text; empty where nothing is sold
     */
    record Choice(String offer, int seats, BillingInterval interval, String currency) {}

    /** The saved quote that an offer is; absent where it is another. */
    static @Nullable QuoteId quote(String offer) {
        return offer.startsWith(QUOTE) ? new QuoteId(offer.substring(QUOTE.length())) : null;
    }

    /** What an offer for so many people asks for. */
    static SelectionRequest selection(String offer, int seats, BillingInterval interval, String currency) {
        var slash = offer.indexOf('/');
        return offer.startsWith(BUNDLE)
                ? new SelectionRequest(offer.substring(BUNDLE.length()), seats, null, interval, currency)
                : new SelectionRequest(
                        null,
                        null,
                        List.of(new PlanChoice(offer.substring(0, slash), offer.substring(slash + 1), seats)),
                        interval,
                        currency);
    }

    /** A refusal that names the field as pages have it: they price one plan, and know nothing of a list. */
    static Rejected onThePage(Rejected refused) {
        var rejection = refused.rejection();
        var field = rejection.field();
        return field == null || !field.startsWith("plans[")
                ? refused
                : new Rejected(new Rejection(
                        rejection.code(),
                        rejection.kind(),
                        rejection.detail(),
                        field.endsWith(".seats") ? "seats" : "offer",
                        rejection.facts()));
    }

    /** What is sold. */
    CatalogueVersion inForce() {
        return catalogue.get();
    }

    /** Names of everything that is sold, by the text of the offer. */
    static Map<String, String> names(CatalogueContents contents, Locale locale) {
        var names = new LinkedHashMap<String, String>();
        for (var product : contents.products()) {
            for (var plan : product.plans()) {
                names.put(
                        product.productId() + "/" + plan.planId(),
                        "%s – %s"
                                .formatted(
                                        product.name().in(locale), plan.name().in(locale)));
            }
        }
        for (var bundle : contents.bundles()) {
            names.put(BUNDLE + bundle.bundleId(), bundle.name().in(locale));
        }
        return names;
    }

    /** What is chosen, as far as it is sold; else the usual. */
    static Choice choice(
            CatalogueContents contents,
            String offer,
            @Nullable String seats,
            @Nullable String interval,
            @Nullable String currency) {
        var currencies = contents.currencies();
        return new Choice(
                offer,
                seats(seats).orElseGet(() -> usualSeats(contents, offer)),
                Arrays.stream(BillingInterval.values())
                        .filter(known -> known.name().equalsIgnoreCase(interval))
                        .findFirst()
                        .orElse(BillingInterval.MONTH),
                currency != null && currencies.contains(currency)
                        ? currency
                        : currencies.stream().findFirst().orElse(""));
    }

    private static Optional<Integer> seats(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Integer.valueOf(text.strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Ten, where the plans are sold so. */
    private static int usualSeats(CatalogueContents contents, String offer) {
        var slash = offer.indexOf('/');
        if (slash < 0) {
            return USUAL_SEATS;
        }
        var name = offer.substring(slash + 1);
        var plans = offer.startsWith(BUNDLE)
                ? contents.bundles().stream()
                        .filter(bundle -> bundle.bundleId().value().equals(name))
                        .flatMap(bundle -> bundle.parts().stream())
                        .flatMap(part -> contents.product(part.productId()).stream()
                                .flatMap(product -> product.plan(part.planId()).stream()))
                        .toList()
                : contents.product(new ProductId(offer.substring(0, slash))).stream()
                        .flatMap(product -> product.plan(new PlanId(name)).stream())
                        .toList();
        var seats = USUAL_SEATS;
        for (var plan : plans) {
            seats = Math.max(seats, plan.minSeats());
        }
        for (var plan : plans) {
            seats = plan.maxSeats() == null ? seats : Math.min(seats, plan.maxSeats());
        }
        return seats;
    }

    /** Adds to a page what is chosen and what it costs, by the version of the catalogue in force, or as the quote offers it. */
    void show(CatalogueVersion version, Choice chosen, Model model, Locale locale) {
        model.addAttribute("offers", names(version.contents(), locale));
        model.addAttribute("currencies", version.contents().currencies());
        model.addAttribute("intervals", List.of(BillingInterval.values()));
        model.addAttribute("money", new MoneyText(locale));
        model.addAttribute("chosen", chosen);
        model.addAttribute("catalogueVersion", version.catalogueVersion());
        if (chosen.offer().startsWith(QUOTE)) {
            var saved = saved(chosen.offer());
            model.addAttribute("saved", saved);
            model.addAttribute("quote", saved.quote());
        } else if (WELL_FORMED.matcher(chosen.offer()).matches()) {
            price(version, chosen, model);
        } else {
            model.addAttribute("notPriced", CatalogueRule.NOT_IN_CATALOGUE.code());
        }
    }

    /** A saved quote, for who knows its identifier. */
    private QuoteView saved(String offer) {
        try {
            return queries.ask(new FindQuote(QuoteId.parse(offer.substring(QUOTE.length()))), QuoteView.class);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such quote.");
        }
    }

    /** Prices are in the version itself; by which one a form is priced, the command side says. */
    private static void price(CatalogueVersion version, Choice chosen, Model model) {
        try {
            var selection = selection(chosen.offer(), chosen.seats(), chosen.interval(), chosen.currency())
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
}
