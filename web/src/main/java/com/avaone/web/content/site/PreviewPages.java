package com.avaone.web.content.site;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentQuery.FindContent;
import com.avaone.api.content.ContentView;
import com.avaone.api.content.PublishedContent;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.content.ContentForm;
import com.avaone.web.content.Previews;
import com.avaone.web.content.SafeHtml;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Queries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The site as it would be with a draft: for whoever has a link, and in the frame beside the editor. */
@Controller
class PreviewPages {

    /** As every page, but that our own pages show it in a frame, and nothing is sent from there. */
    private static final String FRAMED =
            "default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'self'; form-action 'none'; frame-ancestors 'self'";

    private final SiteAnswers answers;
    private final SitePages pages;
    private final Previews previews;
    private final Queries queries;

    PreviewPages(SiteAnswers answers, SitePages pages, Previews previews, Queries queries) {
        this.answers = answers;
        this.pages = pages;
        this.previews = previews;
        this.queries = queries;
    }

    @GetMapping(Previews.PATH + "{token}")
    @Access(Audience.PUBLIC)
    ResponseEntity<byte[]> shared(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        var preview = previews.find(token);
        response.setHeader("Referrer-Policy", "no-referrer");
        return show(preview.key(), preview.language(), preview.body(), request, response);
    }

    @GetMapping("/admin/cms/edit/preview")
    @Access(Audience.SYSTEM_ADMIN)
    ResponseEntity<byte[]> draft(
            @RequestParam String key,
            @RequestParam ContentLanguage language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var part = ContentKey.parse("key", key);
        return framed(part, language, written(part, language), request, response);
    }

    /** As it is typed in the editor, which need not be right yet. */
    @PostMapping("/admin/cms/edit/preview")
    @Access(Audience.SYSTEM_ADMIN)
    ResponseEntity<byte[]> typed(
            @RequestParam String key,
            @RequestParam ContentLanguage language,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        return framed(ContentKey.parse("key", key), language, ContentForm.typed(form), request, response);
    }

    private ContentBody written(ContentKey key, ContentLanguage language) {
        try {
            return queries.ask(new FindContent(OrganizationId.OPERATOR, ContentId.of(key, language)), ContentView.class)
                    .body();
        } catch (Rejected refused) {
            if (refused.rejection().code().equals(KernelRule.NOT_FOUND.code())) {
                return ContentBody.EMPTY; // about to be written for the first time
            }
            throw refused;
        }
    }

    private ResponseEntity<byte[]> framed(
            ContentKey key,
            ContentLanguage language,
            ContentBody body,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", FRAMED);
        return show(key, language, body, request, response);
    }

    private ResponseEntity<byte[]> show(
            ContentKey key,
            ContentLanguage language,
            ContentBody body,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex");
        var shown = new PublishedContent(key, language, 0, Instant.EPOCH, harmless(key, body));
        return answers.draft(request, response, language, site -> site.with(shown), site -> pages.about(site, key));
    }

    /** Links of a draft are judged when it is saved; until then those that are none lead nowhere. */
    private static ContentBody harmless(ContentKey key, ContentBody body) {
        var fields = new HashMap<>(SafeHtml.of(key.kind(), body).fields());
        fields.entrySet()
                .removeIf(field -> field.getValue().isBlank() || !isJudged(key, field.getKey(), field.getValue()));
        return new ContentBody(fields);
    }

    private static boolean isJudged(ContentKey key, String name, String text) {
        try {
            new ContentBody(Map.of(name, text)).judged(key.kind());
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
