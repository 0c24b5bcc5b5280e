package com.avaone.web.content.site;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Bundle;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.PublishedContent;
import com.avaone.api.content.SiteContent;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.ProductId;
import com.avaone.web.content.SafeHtml;
import com.avaone.web.kernel.page.MoneyText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The site in one state, for readers of one language: what its pages are made of. What is public here, templates call. */
final class Site {

    private final Map<ContentKey, PublishedContent> parts;
    private final CatalogueVersion catalogue;
    private final ContentLanguage language;
    private final Choice choice;
    private final String currency;

    Site(SiteContent content, CatalogueVersion catalogue, ContentLanguage language, Choice choice) {
        this.parts = content.parts().stream()
                .collect(Collectors.toMap(PublishedContent::key, Site::safe, (one, _) -> one, LinkedHashMap::new));
        this.catalogue = catalogue;
        this.language = language;
        this.choice = choice;
        this.currency = choice.currencyIn(catalogue.contents(), language);
    }

    private static PublishedContent safe(PublishedContent part) {
        return new PublishedContent(
                part.key(),
                part.language(),
                part.revision(),
                part.publishedAt(),
                SafeHtml.of(part.key().kind(), part.body()));
    }

    /** The same site in which one part says something else. */
    Site with(PublishedContent part) {
        var all = new LinkedHashMap<>(parts);
        all.put(part.key(), part);
        return new Site(new SiteContent(List.copyOf(all.values())), catalogue, language, choice);
    }

    /** The language of what is no content, always the same for the same bytes. */
    public Locale locale() {
        return Locale.of(language.tag());
    }

    public CatalogueVersion catalogue() {
        return catalogue;
    }

    public BillingInterval interval() {
        return choice.interval();
    }

    public String currency() {
        return currency;
    }

    public List<String> currencies() {
        return catalogue.contents().currencies();
    }

    public List<BillingInterval> intervals() {
        return List.of(BillingInterval.values());
    }

    // ------------------------------------------------------------------------------------------------ content

    public Optional<PublishedContent> find(ContentKey key) {
        return Optional.ofNullable(parts.get(key));
    }

    public Optional<PublishedContent> find(ContentKind kind, String slug) {
        return find(ContentKey.of(kind, slug));
    }

    public List<PublishedContent> pages() {
        return parts.values().stream()
                .filter(part -> part.key().kind() == ContentKind.PAGE)
                .toList();
    }

    public boolean has(String key) {
        return parts.containsKey(new ContentKey(key));
    }

    /** What a part says; nothing where it is not published. HTML in it does no harm. */
    public ContentBody part(String key) {
        return find(new ContentKey(key)).map(PublishedContent::body).orElse(ContentBody.EMPTY);
    }

    /** The language of a part that is not in the page's; absent where it is. */
    @Nullable
    public String foreign(String key) {
        return find(new ContentKey(key))
                .map(PublishedContent::language)
                .filter(written -> written != language)
                .map(ContentLanguage::tag)
                .orElse(null);
    }

    public String name() {
        var settings = part("settings");
        return settings.lacks("siteName") ? "Avaone Suite" : settings.text("siteName");
    }

    /** The links of the footer by their groups, in their order. */
    public Map<String, List<Map<String, String>>> footer() {
        return part("footer").items().stream()
                .collect(Collectors.groupingBy(
                        item -> item.getOrDefault("group", ""), LinkedHashMap::new, Collectors.toList()));
    }

    /** When the last of what a page is made of was published. */
    public Instant changedAt(String... keys) {
        var at = catalogue.effectiveFrom();
        for (var key : keys) {
            var published =
                    find(new ContentKey(key)).map(PublishedContent::publishedAt).orElse(at);
            at = published.isAfter(at) ? published : at;
        }
        return at;
    }

    // ------------------------------------------------------------------------------------------------ catalogue

    public List<Product> products() {
        return catalogue.contents().products();
    }

    public List<Bundle> bundles() {
        return catalogue.contents().bundles();
    }

    public Optional<Product> product(String productId) {
        return catalogue.contents().product(new ProductId(productId));
    }

    /** The product whose plans stand on the home page. */
    @Nullable
    public Product featured() {
        return product(part("pricing").text("productId"))
                .or(() -> products().stream().findFirst())
                .orElse(null);
    }

    public String text(LocalizedText text) {
        return text.in(locale());
    }

    /** What a seat costs; absent where that is told on request, or not sold so. */
    @Nullable
    public String price(Plan plan) {
        return plan.price(choice.interval(), currency)
                .map(price -> new MoneyText(locale()).of(price.perSeat()))
                .orElse(null);
    }

    /** What the cheapest seat costs; absent where that is told on request. */
    @Nullable
    public String lowestPrice(Product product) {
        return prices(product).stream()
                .min((one, other) -> Long.compare(one.minorUnits(), other.minorUnits()))
                .map(new MoneyText(locale())::of)
                .orElse(null);
    }

    public List<Money> prices(Product product) {
        return product.plans().stream()
                .flatMap(plan -> plan.price(choice.interval(), currency).stream())
                .map(Price::perSeat)
                .toList();
    }

    /** A plan of a bundle, with what it is called. */
    record PartOfBundle(String product, String productId, String plan) {}

    public List<PartOfBundle> parts(Bundle bundle) {
        var named = new ArrayList<PartOfBundle>();
        for (var part : bundle.parts()) {
            catalogue
                    .contents()
                    .product(part.productId())
                    .ifPresent(product -> product.plan(part.planId())
                            .ifPresent(plan -> named.add(new PartOfBundle(
                                    text(product.name()), part.productId().value(), text(plan.name())))));
        }
        return named;
    }

    /** What a seat of all plans of a bundle costs together; absent where one is told on request, or not sold so. */
    @Nullable
    public String price(Bundle bundle) {
        var sum = 0L;
        for (var part : bundle.parts()) {
            var price = catalogue
                    .contents()
                    .product(part.productId())
                    .flatMap(product -> product.plan(part.planId()))
                    .flatMap(plan -> plan.price(choice.interval(), currency));
            if (price.isEmpty()) {
                return null;
            }
            sum = Math.addExact(sum, price.get().perSeat().minorUnits());
        }
        return new MoneyText(locale()).of(new Money(sum, currency).percent(100 - bundle.discountPercent()));
    }
}
