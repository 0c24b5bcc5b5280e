package com.avaone.web.content.site;

import com.avaone.api.content.ContentLanguage;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Instants;
import com.avaone.web.kernel.ReaderLanguage;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers pages of the site. Their bytes depend on the site, the language and what is chosen, and on nothing else: not on the moment, and not
 * on who asks. So they are kept until the site changes, and are the same again where somebody asks for an earlier moment.
 */
@Component
class SiteAnswers {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final SiteReader reader;
    private final RenderedPages pages;
    private final SpringTemplateEngine templates;
    private final JsonMapper json;
    private final AvaoneProperties properties;
    private final Environment environment;
    private final CurrentRequest caller;

    SiteAnswers(
            SiteReader reader,
            RenderedPages pages,
            SpringTemplateEngine templates,
            JsonMapper json,
            AvaoneProperties properties,
            Environment environment,
            CurrentRequest caller) {
        this.reader = reader;
        this.pages = pages;
        this.templates = templates;
        this.json = json;
        this.properties = properties;
        this.environment = environment;
        this.caller = caller;
    }

    /**
     * The page as it is, or as it was at the instant or on the day that {@code asOf} in the address names.
     *
     * @param page that the site shows, in any of its states
     */
    ResponseEntity<byte[]> page(
            HttpServletRequest request, HttpServletResponse response, Function<Site, SitePage> page) {
        var language = ContentLanguage.of(RequestContextUtils.getLocale(request));
        var choice = Choice.of(request);
        var asOf = Text.orNull(request.getParameter("asOf"));
        if (asOf != null) {
            if (caller.caller().isEmpty()) {
                throw new Rejected(
                        UserRule.NOT_SIGNED_IN, "Only who may read the history sees how a page was. Sign in.");
            }
            var site = reader.at(instant(asOf), language, choice);
            return once(html(site, page.apply(site), request, response));
        }
        return kept(request, language, choice, HTML, site -> html(site, page.apply(site), request, response));
    }

    /** A text that is made of the site and is no page. */
    ResponseEntity<byte[]> text(HttpServletRequest request, MediaType type, Function<Site, String> text) {
        return kept(request, ContentLanguage.EN, Choice.USUAL, type, text);
    }

    /** A page with something in it that is not published: for this answer only. */
    ResponseEntity<byte[]> draft(
            HttpServletRequest request,
            HttpServletResponse response,
            ContentLanguage language,
            Function<Site, Site> change,
            Function<Site, SitePage> page) {
        var site = change.apply(reader.now(language, Choice.of(request), 0));
        return once(html(site, page.apply(site), request, response));
    }

    private ResponseEntity<byte[]> kept(
            HttpServletRequest request,
            ContentLanguage language,
            Choice choice,
            MediaType type,
            Function<Site, String> text) {
        var found = pages.get(new RenderedPages.Key(request.getRequestURI(), language, choice), position -> {
            var site = reader.now(language, choice, position);
            return Rendered.of(text.apply(site), position, reader.until());
        });
        var compressed = acceptsGzip(request);
        var answer = ResponseEntity.ok()
                .contentType(type)
                .eTag(found.etag())
                .cacheControl(CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE);
        ReaderLanguage.chosen(request, properties.isHttps())
                .ifPresent(cookie -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
        if (compressed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(compressed ? found.compressed() : found.bytes());
    }

    private static ResponseEntity<byte[]> once(String html) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .body(html.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private String html(Site site, SitePage page, HttpServletRequest request, HttpServletResponse response) {
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        return templates.process(page.template(), new WebContext(exchange, site.locale(), frame(site, page)));
    }

    /** What the frame of a page wants, and what the page wants beside. */
    Map<String, @Nullable Object> frame(Site site, SitePage page) {
        var model = new LinkedHashMap<String, @Nullable Object>(page.model());
        model.put("site", site);
        model.put("page", page);
        model.put("address", address(page.path()));
        model.put("origin", properties.publicUrl().toString().replaceAll("/+$", ""));
        model.put("data", page.data().isEmpty() ? "" : script(page.data()));
        model.put("apiDocs", apiDocs());
        return model;
    }

    /** JSON that can stand in HTML: nothing in it ends the element around it. */
    private String script(Map<String, ?> data) {
        return json.writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    /** The whole address of a path of this site. */
    String address(String path) {
        return UriComponentsBuilder.fromUri(properties.publicUrl())
                .path(path)
                .build()
                .toUriString();
    }

    private @Nullable String apiDocs() {
        return environment.getProperty("springdoc.swagger-ui.enabled", Boolean.class, false)
                ? environment.getProperty("springdoc.swagger-ui.path")
                : null;
    }

    /** An instant, or the end of a day in UTC. */
    private static Instant instant(String text) {
        try {
            return Instants.checked(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .minusMillis(1));
        } catch (DateTimeException _) {
            throw new InvalidValue(
                    "asOf", "must be an instant such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31");
        }
    }
}
