package com.avaone.web.content.site;

import com.avaone.api.content.ContentKind;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What search engines are told. */
@Controller
@Access(Audience.PUBLIC)
class SearchEngines {

    private static final MediaType XML = new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8);
    private static final MediaType PLAIN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /** Content of pages that have an address of their own. */
    private static final Set<String> ELSEWHERE =
            Set.of("products", "pricing", "services-pricing", "bundles", "contacts");

    private static final List<String> NOT_FOR_THEM = List.of(
            "/admin",
            "/api",
            "/organization",
            "/workspace",
            "/account",
            "/live",
            "/preview",
            "/invitation",
            "/password-reset",
            "/email-change",
            "/unlock",
            "/lead-confirmation",
            "/quotes",
            "/checkout",
            "/contacts/thanks",
            "/contacts/confirmed",
            "/test-login",
            "/test-users",
            "/*?*asOf=",
            "/*?*interval=",
            "/*?*currency=",
            "/*?*from=");

    private final SiteAnswers answers;

    SearchEngines(SiteAnswers answers) {
        this.answers = answers;
    }

    @GetMapping("/robots.txt")
    ResponseEntity<byte[]> robots(HttpServletRequest request) {
        return answers.text(
                request,
                PLAIN,
                _ -> "User-agent: *\n%s\nSitemap: %s\n"
                        .formatted(
                                String.join(
                                        "",
                                        NOT_FOR_THEM.stream()
                                                .map("Disallow: %s\n"::formatted)
                                                .toList()),
                                answers.address("/sitemap.xml")));
    }

    @GetMapping("/sitemap.xml")
    ResponseEntity<byte[]> sitemap(HttpServletRequest request) {
        return answers.text(request, XML, site -> {
            var xml = new StringBuilder("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
                    """);
            addresses(site).forEach((path, changedAt) -> {
                for (var suffix : List.of("", "?lang=hi")) {
                    xml.append("<url><loc>%1$s%2$s</loc><lastmod>%3$s</lastmod>"
                            .formatted(answers.address(path), suffix, changedAt.truncatedTo(ChronoUnit.SECONDS)));
                    xml.append("<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"%1$s\"/>"
                            .formatted(answers.address(path)));
                    xml.append("<xhtml:link rel=\"alternate\" hreflang=\"hi\" href=\"%1$s?lang=hi\"/></url>\n"
                            .formatted(answers.address(path)));
                }
            });
            return xml.append("</urlset>\n").toString();
        });
    }

    /** Every page that is to be found, and when it changed last. */
    private static Map<String, Instant> addresses(Site site) {
        var pages = new LinkedHashMap<String, Instant>();
        pages.put("/", site.changedAt("hero", "stats", "features", "testimonials", "pricing", "footer", "settings"));
        pages.put("/products", site.changedAt("page/products"));
        for (var product : site.products()) {
            pages.put("/products/" + product.productId(), site.changedAt("product/" + product.productId()));
        }
        pages.put("/pricing", site.changedAt("page/pricing"));
        pages.put("/bundles", site.changedAt("page/bundles"));
        pages.put("/custom-bundle", site.changedAt());
        pages.put("/contacts", site.changedAt("page/contacts"));
        for (var page : site.pages()) {
            var slug = page.key().slug();
            if (!ELSEWHERE.contains(slug) && page.key().kind() == ContentKind.PAGE) {
                pages.put("/pages/" + slug, page.publishedAt());
            }
        }
        return pages;
    }
}
