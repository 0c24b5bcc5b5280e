package com.avaone.web.content.site;

import com.avaone.api.content.ContentLanguage;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.ReaderLanguage;
import com.avaone.web.kernel.page.SiteFrame;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The site around pages of other rooms. While the database is away, the frame is the one that was seen last, so that nobody loses what they typed. */
@Component
class FramedPages implements SiteFrame {

    /** Of an address, what another page in another language has of its own. */
    private static final Set<String> NOT_KEPT = Set.of(ReaderLanguage.PARAMETER, "minPosition", "done");

    private final SiteReader reader;
    private final SiteAnswers answers;
    private final AvaoneProperties properties;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    /** One for each language. */
    private final Map<ContentLanguage, Site> lastSeen = new ConcurrentHashMap<>();

    FramedPages(
            SiteReader reader,
            SiteAnswers answers,
            AvaoneProperties properties,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.reader = reader;
        this.answers = answers;
        this.properties = properties;
        this.request = request;
        this.response = response;
    }

    @Override
    public void around(Model model, String path, String title, @Nullable String description, @Nullable String query) {
        var page = new SitePage(
                "", path, "page" + path, title, description == null ? "" : description, "", Map.of(), Map.of());
        answers.model(site(ContentLanguage.of(RequestContextUtils.getLocale(request))), page)
                .forEach(model::addAttribute);
        model.addAttribute("forms", true);
        model.addAttribute("query", kept(query));
        if (description == null) {
            model.addAttribute("noindex", true);
            response.setHeader("X-Robots-Tag", "noindex");
        }
        ReaderLanguage.chosen(request, properties.isHttps())
                .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    }

    private Site site(ContentLanguage language) {
        try {
            var site = reader.now(language, Choice.USUAL, 0);
            lastSeen.put(language, site);
            return site;
        } catch (Rejected | RequestRefused unanswered) {
            var seen = lastSeen.get(language);
            if (seen == null) {
                throw unanswered;
            }
            return seen;
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
}
