package com.avaone.web.content.site;

import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.SiteContent;
import com.avaone.web.kernel.ReaderLanguage;
import com.avaone.web.kernel.page.SiteFrame;
import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** Keeps the site in each language until it changes: pages with a form are made anew for everybody, and the site around them is not. */
@Component
class FrameOfSite implements SiteFrame {

    private static final Logger LOG = LoggerFactory.getLogger(FrameOfSite.class);

    /** Of an address, what the page in another language has of its own. */
    private static final Set<String> NOT_KEPT = Set.of(ReaderLanguage.PARAMETER, "minPosition", "done");

    private static final Duration QUIET = Duration.ofSeconds(1);

    /** Around the first page where nothing could be read yet. */
    private static final CatalogueVersion NOTHING_SOLD =
            new CatalogueVersion(0, Instant.EPOCH, new CatalogueContents(List.of(), List.of()));

    /**
     * A site as it was read.
     *
     * @param position which it knows of
     * @param until when it must be read again at the latest
     */
    private record Kept(Site site, long position, Instant until) {}

    private final SiteReader reader;
    private final RenderedPages pages;
    private final SiteAnswers answers;
    private final MessageSource messages;
    private final AvaoneProperties properties;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Clock clock;
    private final Map<ContentLanguage, Kept> sites = new ConcurrentHashMap<>(new EnumMap<>(ContentLanguage.class));

    FrameOfSite(
            SiteReader reader,
            RenderedPages pages,
            SiteAnswers answers,
            MessageSource messages,
            AvaoneProperties properties,
            HttpServletRequest request,
            HttpServletResponse response,
            Clock clock) {
        this.reader = reader;
        this.pages = pages;
        this.answers = answers;
        this.messages = messages;
        this.properties = properties;
        this.request = request;
        this.response = response;
        this.clock = clock;
    }

    @Override
    public void around(Model model, String address, String text) {
        var locale = RequestContextUtils.getLocale(request);
        var own = UriComponentsBuilder.fromUriString(address);
        around(
                model,
                Objects.requireNonNull(own.build().getPath()),
                messages.getMessage(text + ".title", null, locale),
                messages.getMessage(text + ".lead", null, "", locale));
        model.addAttribute("ownForm", "forms");
        model.addAttribute("inEnglish", inLanguage(own, "en"));
        model.addAttribute("inHindi", inLanguage(own, "hi"));
    }

    private static String inLanguage(UriComponentsBuilder address, String language) {
        return address.cloneBuilder()
                .replaceQueryParam(ReaderLanguage.PARAMETER, language)
                .encode()
                .toUriString();
    }

    @Override
    public void around(Model model, String path, String title, @Nullable String description, @Nullable String query) {
        around(model, path, title, description == null ? "" : description);
        model.addAttribute("ownForm", "order");
        model.addAttribute("inEnglish", "?" + kept(query) + "lang=en");
        model.addAttribute("inHindi", "?" + kept(query) + "lang=hi");
        if (description == null) {
            model.addAttribute("noindex", true);
            response.setHeader("X-Robots-Tag", "noindex");
        }
    }

    /** What goes before the language in a link: nothing, or parameters with a sign behind each. */
    private static String kept(@Nullable String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.isEmpty() && !NOT_KEPT.contains(pair.replaceAll("=.*", "")))
                        .map(pair -> pair + "&")
                        .collect(Collectors.joining());
    }

    private void around(Model model, String path, String title, @Nullable String description) {
        var site = site(ContentLanguage.of(RequestContextUtils.getLocale(request)));
        var page = new SitePage("", path, "", title, description == null ? "" : description, "", Map.of(), Map.of());
        model.addAllAttributes(answers.frame(site, page));
        ReaderLanguage.chosen(request, properties.isHttps())
                .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    }

    private Site site(ContentLanguage language) {
        var wanted = pages.position();
        var kept = sites.get(language);
        var now = clock.instant();
        if (kept != null && kept.position() >= wanted && now.isBefore(kept.until())) {
            return kept.site();
        }
        try {
            var site = reader.now(language, Choice.USUAL, Math.max(0, wanted));
            if (wanted >= 0) {
                sites.put(language, new Kept(site, wanted, reader.until()));
            }
            return site;
        } catch (RuntimeException failure) {
            LOG.warn("The site is shown around a form as it was before: {}", failure.toString());
            var last = kept == null
                    ? new Site(new SiteContent(List.of()), NOTHING_SOLD, language, Choice.USUAL)
                    : kept.site();
            sites.put(language, new Kept(last, wanted, now.plus(QUIET)));
            return last;
        }
    }
}
