package com.avaone.web.content.site;

import com.avaone.api.catalogue.Product;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pages that visitors read. */
@Controller
@Access(Audience.PUBLIC)
class SitePages {

    /** Where pages moved to that were once at another address. */
    private static final Map<String, String> MOVED = Map.ofEntries(
            Map.entry("/ava-cx", "/products/ava-cx"),
            Map.entry("/ava-pingora", "/products/ava-pingora"),
            Map.entry("/ava-flow", "/products/ava-flow"),
            Map.entry("/ava-smartbill", "/products/ava-smartbill"),
            Map.entry("/products/cx", "/products/ava-cx"),
            Map.entry("/products/pingora", "/products/ava-pingora"),
            Map.entry("/products/flow", "/products/ava-flow"),
            Map.entry("/products/smartbill", "/products/ava-smartbill"),
            Map.entry("/services/cx", "/services/ava-cx"),
            Map.entry("/services/pingora", "/services/ava-pingora"),
            Map.entry("/services/flow", "/services/ava-flow"),
            Map.entry("/services/smartbill", "/services/ava-smartbill"),
            Map.entry("/services", "/products"),
            Map.entry("/contact", "/contacts"),
            Map.entry("/pages/products", "/products"),
            Map.entry("/pages/pricing", "/pricing"),
            Map.entry("/pages/services-pricing", "/services/pricing"),
            Map.entry("/pages/bundles", "/bundles"),
            Map.entry("/pages/contacts", "/contacts"));

    private final SiteAnswers answers;

    SitePages(SiteAnswers answers) {
        this.answers = answers;
    }

    @GetMapping("/")
    ResponseEntity<byte[]> home(HttpServletRequest request, HttpServletResponse response) {
        return answers.page(request, response, this::home);
    }

    SitePage home(Site site) {
        var settings = site.part("settings");
        var hero = site.part("hero");
        var name = site.name();
        var title = hero.lacks("headline")
                ? name
                : "%s: %s %s"
                        .formatted(name, hero.text("headline"), hero.text("highlight"))
                        .strip();
        return new SitePage(
                "site/home",
                "/",
                "hero",
                title,
                settings.text("description"),
                settings.lacks("image") ? hero.text("image") : settings.text("image"),
                Map.of(
                        "@context",
                        "https://schema.org",
                        "@graph",
                        List.of(
                                Map.of("@type", "Organization", "name", name, "url", answers.address("/")),
                                Map.of("@type", "WebSite", "name", name, "url", answers.address("/")))),
                Map.of());
    }

    @GetMapping("/products")
    ResponseEntity<byte[]> products(HttpServletRequest request, HttpServletResponse response) {
        return answers.page(request, response, site -> texts(site, "site/products", "/products", "page/products"));
    }

    @GetMapping("/products/{productId}")
    ResponseEntity<byte[]> product(
            @PathVariable String productId, HttpServletRequest request, HttpServletResponse response) {
        return MOVED.containsKey(request.getRequestURI())
                ? moved(request)
                : answers.page(request, response, site -> product(site, ContentKind.PRODUCT, productId));
    }

    /** Has its product's page as the one to be found: both speak of the same thing. */
    @GetMapping("/services/{productId}")
    ResponseEntity<byte[]> service(
            @PathVariable String productId, HttpServletRequest request, HttpServletResponse response) {
        return MOVED.containsKey(request.getRequestURI())
                ? moved(request)
                : answers.page(request, response, site -> product(site, ContentKind.SERVICE, productId));
    }

    SitePage product(Site site, ContentKind kind, String productId) {
        var product = site.product(productId).orElseThrow(SitePages::notFound);
        var key = (kind == ContentKind.PRODUCT ? "product/" : "service/") + productId;
        var body = site.part(key);
        var name = site.text(product.name());
        var headline = body.lacks("headline") ? name : body.text("headline");
        var page = SitePage.of(
                        "site/product",
                        "/products/" + productId,
                        key,
                        body,
                        headline.contains(name) ? headline : name + ": " + headline)
                .with("product", product)
                .with("kind", kind.name())
                .with("choosesAt", (kind == ContentKind.PRODUCT ? "/products/" : "/services/") + productId);
        return page.describedBy(data(site, product));
    }

    private Map<String, ?> data(Site site, Product product) {
        var data = new LinkedHashMap<String, Object>();
        data.put("@context", "https://schema.org");
        data.put("@type", "SoftwareApplication");
        data.put("name", site.text(product.name()));
        data.put("description", site.text(product.summary()));
        data.put("applicationCategory", "BusinessApplication");
        data.put("operatingSystem", "Web");
        data.put("url", answers.address("/products/" + product.productId()));
        data.put(
                "offers",
                site.prices(product).stream()
                        .map(price ->
                                Map.of("@type", "Offer", "price", price.amount(), "priceCurrency", price.currency()))
                        .toList());
        return data;
    }

    @GetMapping("/pricing")
    ResponseEntity<byte[]> pricing(HttpServletRequest request, HttpServletResponse response) {
        return answers.page(request, response, SitePages::pricing);
    }

    private static SitePage pricing(Site site) {
        return texts(site, "site/pricing", "/pricing", "page/pricing").with("choosesAt", "/pricing");
    }

    @GetMapping("/services/pricing")
    ResponseEntity<byte[]> pricingOfServices(HttpServletRequest request, HttpServletResponse response) {
        return answers.page(request, response, SitePages::pricingOfServices);
    }

    private static SitePage pricingOfServices(Site site) {
        return texts(site, "site/pricing", "/services/pricing", "page/services-pricing")
                .with("choosesAt", "/services/pricing");
    }

    @GetMapping("/bundles")
    ResponseEntity<byte[]> bundles(HttpServletRequest request, HttpServletResponse response) {
        return answers.page(request, response, SitePages::bundles);
    }

    private static SitePage bundles(Site site) {
        return texts(site, "site/bundles", "/bundles", "page/bundles").with("choosesAt", "/bundles");
    }

    @GetMapping("/pages/{slug}")
    ResponseEntity<byte[]> page(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response) {
        return MOVED.containsKey(request.getRequestURI())
                ? moved(request)
                : answers.page(request, response, site -> {
                    if (site.find(ContentKind.PAGE, slug).isEmpty()) {
                        throw notFound();
                    }
                    return texts(site, "site/page", "/pages/" + slug, "page/" + slug);
                });
    }

    /** The page on which a part of the content is seen. */
    SitePage about(Site site, ContentKey key) {
        var slug = key.slug();
        return switch (key.kind()) {
            case PRODUCT, SERVICE ->
                site.product(slug).isPresent()
                        ? product(site, key.kind(), slug)
                        : texts(site, "site/page", "/products/" + slug, key.value());
            case PAGE ->
                switch (slug) {
                    case "products" -> texts(site, "site/products", "/products", key.value());
                    case "pricing" -> pricing(site);
                    case "services-pricing" -> pricingOfServices(site);
                    case "bundles" -> bundles(site);
                    default -> texts(site, "site/page", "/pages/" + slug, key.value());
                };
            case HERO, STATS, FEATURES, TESTIMONIALS, PRICING, FOOTER, NAVIGATION, SETTINGS -> home(site);
        };
    }

    static SitePage texts(Site site, String template, String path, String key) {
        var body = site.part(key);
        return SitePage.of(template, path, key, body, body.lacks("headline") ? site.name() : body.text("headline"));
    }

    /** Addresses of an earlier site. */
    @GetMapping({"/ava-cx", "/ava-pingora", "/ava-flow", "/ava-smartbill", "/services", "/contact"})
    ResponseEntity<byte[]> moved(HttpServletRequest request) {
        var query = request.getQueryString();
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .location(URI.create(MOVED.get(request.getRequestURI()) + (query == null ? "" : "?" + query)))
                .build();
    }

    private static RequestRefused notFound() {
        return new RequestRefused(HttpRule.NO_SUCH_ROUTE, "There is no such page.");
    }
}
