package com.avaone.web.content.site;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.PublishedContent;
import com.avaone.api.content.SiteContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The site with which the suite begins, as its templates and read models know it. */
public final class SiteSamples {

    /** When all of it was published. */
    public static final Instant BEGUN = Instant.parse("2026-01-15T10:00:00Z");

    private record Part(ContentKey key, ContentLanguage language, ContentBody body) {}

    /**
     * A page with the model of its template.
     *
     * @param name of the picture
     */
    public record Sample(String name, String path, String template, Map<String, ?> model) {}

    private SiteSamples() {}

    /** What is published in a language. */
    public static SiteContent content(ContentLanguage language) {
        return new SiteContent(read("/content/first.json", new TypeReference<List<Part>>() {}).stream()
                .filter(part -> part.language == language)
                .map(part -> new PublishedContent(part.key, part.language, 1, BEGUN, part.body))
                .toList());
    }

    /** What is sold. */
    public static CatalogueVersion catalogue() {
        return new CatalogueVersion(1, BEGUN, read("/catalogue/first.json", new TypeReference<CatalogueContents>() {}));
    }

    private static <T> T read(String file, TypeReference<T> type) {
        try (InputStream json = Objects.requireNonNull(SiteSamples.class.getResourceAsStream(file), file)) {
            return JsonMapper.shared().readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every page of the site. */
    public static List<Sample> pages() {
        var english = site(ContentLanguage.EN);
        return List.of(
                sample("home", english, SitePages.texts(english, "site/home", "/", "hero")),
                sample(
                        "site-products",
                        english,
                        SitePages.texts(english, "site/products", "/products", "page/products")),
                sample("site-product", english, product(english, ContentKind.PRODUCT, "/products/ava-cx")),
                sample("site-service", english, product(english, ContentKind.SERVICE, "/services/ava-pingora")),
                sample(
                        "site-pricing",
                        english,
                        SitePages.texts(english, "site/pricing", "/pricing", "page/pricing")
                                .with("choosesAt", "/pricing")),
                sample(
                        "site-bundles",
                        english,
                        SitePages.texts(english, "site/bundles", "/bundles", "page/bundles")
                                .with("choosesAt", "/bundles")),
                sample(
                        "site-page",
                        announced(),
                        SitePages.texts(announced(), "site/page", "/pages/imprint", "page/imprint")));
    }

    static Site site(ContentLanguage language) {
        return new Site(content(language), catalogue(), language, new Choice(BillingInterval.MONTH, null));
    }

    private static SitePage product(Site site, ContentKind kind, String path) {
        var id = path.replaceAll(".*/", "");
        return SitePages.texts(
                        site, "site/product", path, ContentKey.of(kind, id).value())
                .with("product", site.product(id).orElseThrow())
                .with("kind", kind.name())
                .with("choosesAt", path);
    }

    /** With what the first site does not have. */
    private static Site announced() {
        var settings = new HashMap<>(site(ContentLanguage.EN).part("settings").fields());
        settings.put("announcement", "The catalogue of 2027 is out: prices stay as they are.");
        settings.put("announcementLink", "/pricing");
        return site(ContentLanguage.EN)
                .with(published("settings", settings))
                .with(
                        published(
                                "page/imprint",
                                Map.of(
                                        "headline",
                                        "Imprint",
                                        "lead",
                                        "Who is behind these pages.",
                                        "body",
                                        "<h2>Avaone</h2><p>Write to <a href=\"mailto:hello@avaone.example\" rel=\"noopener\">hello@avaone.example</a>.</p><table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Who</th></tr></thead><tbody><tr><td>Words</td><td>The team</td></tr></tbody></table>")));
    }

    private static PublishedContent published(String key, Map<String, String> fields) {
        return new PublishedContent(new ContentKey(key), ContentLanguage.EN, 2, BEGUN, new ContentBody(fields));
    }

    /** The frame of the site around a page of another room. */
    public static Map<String, ?> frame(String path, String title) {
        var page = new SitePage("", path, "", title, title, "", Map.of(), Map.of("ownForm", "forms"));
        return sample("", site(ContentLanguage.EN), page).model();
    }

    /** The frame of the site around a page on which something is chosen, offered or ordered. */
    public static Map<String, ?> frameOfOrder(String path, String title) {
        var page = new SitePage(
                "", path, "", title, title, "", Map.of(), Map.of("ownForm", "order", "noindex", true, "data", ""));
        return sample("", site(ContentLanguage.EN), page).model();
    }

    private static Sample sample(String name, Site site, SitePage page) {
        var model = new HashMap<String, @Nullable Object>(page.model());
        model.put("site", site);
        model.put("page", page);
        model.put("address", "https://suite.example" + page.path());
        model.put("origin", "https://suite.example");
        model.put("data", "{\"@context\":\"https://schema.org\",\"@type\":\"WebSite\",\"name\":\"Avaone Suite\"}");
        model.put("apiDocs", "/api-docs");
        return new Sample(name, page.path(), page.template(), model);
    }
}
