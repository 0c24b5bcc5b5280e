package com.avaone.web.gallery;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentPage;
import com.avaone.api.content.ContentRevision;
import com.avaone.api.content.ContentRevisionPage;
import com.avaone.api.content.ContentView;
import com.avaone.web.catalogue.PricingSamples;
import com.avaone.web.content.site.SiteSamples;
import com.avaone.web.gallery.Gallery.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages on which the site and its prices are written. */
final class ContentSamples {

    private static final String CMS = "/admin/cms";
    private static final String ADMIN = "usr_01kaq2vd3s8c4g9q0vbwx6tz1m";
    private static final Instant AT = Instant.parse("2026-11-21T09:30:00Z");
    private static final Map<String, String> PEOPLE = Map.of(ADMIN, "Ada Byron");

    private ContentSamples() {}

    static List<Sample> pages() {
        var samples = new ArrayList<>(List.of(
                new Sample("content", CMS, "content/list", list(views(), "more")),
                new Sample("content-none", CMS + "/none", "content/list", list(List.of(), null)),
                new Sample("content-edit", CMS + "/edit", "content/edit", editor()),
                new Sample("content-edit-refused", CMS + "/edit/refused", "content/edit", refused())));
        // What the editor shows beside itself.
        SiteSamples.pages().stream()
                .filter(page -> page.name().equals("home"))
                .forEach(home -> samples.add(
                        new Sample("content-preview", CMS + "/edit/preview", home.template(), home.model())));
        PricingSamples.pages()
                .forEach(page -> samples.add(new Sample(page.name(), page.path(), page.template(), page.model())));
        return samples;
    }

    private static Map<String, Object> list(List<ContentView> views, @Nullable String next) {
        var model = new HashMap<String, Object>();
        model.put("page", new ContentPage(views, next));
        model.put("languages", ContentLanguage.values());
        model.put("people", PEOPLE);
        model.put("form", Map.of());
        return model;
    }

    private static List<ContentView> views() {
        return List.of(
                view(ContentKey.of(ContentKind.HERO), ContentLanguage.EN, ContentView.State.PUBLISHED),
                view(ContentKey.of(ContentKind.HERO), ContentLanguage.HI, ContentView.State.CHANGED),
                view(ContentKey.of(ContentKind.PRODUCT, "ava-cx"), ContentLanguage.EN, ContentView.State.DRAFT),
                view(ContentKey.of(ContentKind.PAGE, "imprint"), ContentLanguage.EN, ContentView.State.UNPUBLISHED));
    }

    private static ContentView view(ContentKey key, ContentLanguage language, ContentView.State state) {
        var body = new ContentBody(Map.of(
                "headline", "A day with it",
                "lead", "What somebody sees who works with it from the morning on.",
                "items/0/title", "Morning",
                "items/0/text", "What came in over night lies in one list.",
                "items/1/title", "Evening",
                "items/1/text", "Nothing is left over."));
        var isPublished = state == ContentView.State.PUBLISHED || state == ContentView.State.CHANGED;
        return new ContentView(
                ContentId.of(key, language),
                key,
                language,
                state,
                7,
                3,
                state == ContentView.State.PUBLISHED ? null : new ContentView.Draft(3, AT, ADMIN, body),
                isPublished ? new ContentView.Publication(2, AT.minusSeconds(86_400), null, body) : null,
                state == ContentView.State.CHANGED ? new ContentView.Schedule(3, AT.plusSeconds(86_400)) : null);
    }

    private static Map<String, Object> editor() {
        var key = ContentKey.of(ContentKind.PAGE, "a-day");
        var view = view(key, ContentLanguage.EN, ContentView.State.CHANGED);
        var model = new HashMap<String, Object>();
        model.put("key", key);
        model.put("kind", key.kind());
        model.put("language", ContentLanguage.EN);
        model.put("languages", ContentLanguage.values());
        model.put("content", view);
        model.put("body", view.body());
        model.put("itemCount", 3);
        model.put("version", 7L);
        model.put("people", PEOPLE);
        model.put(
                "revisions",
                new ContentRevisionPage(
                        List.of(
                                new ContentRevision(3, AT, ADMIN, 1, null, view.body()),
                                new ContentRevision(2, AT.minusSeconds(86_400), null, null, AT, view.body())),
                        null));
        return model;
    }

    private static Map<String, Object> refused() {
        var model = editor();
        model.put("errors", Map.of("fields[image]", "Must be an address of an image in the media library."));
        model.put("form", Map.of("fields[headline]", "A day with it", "fields[image]", "/img/lantern.png"));
        return model;
    }
}
