package com.avaone.web.content.site;

import com.avaone.api.content.ContentBody;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One page of the site.
 *
 * @param template that shows it
 * @param path at which it is found; that of another page where that one is to be found in its place
 * @param key of the content from which it takes its texts
 * @param title as search engines and tabs show it
 * @param description absent texts are empty
 * @param data what machines read of it (schema.org), beside that it is a page
 * @param model what the template wants beside the site
 */
record SitePage(
        String template,
        String path,
        String key,
        String title,
        String description,
        String image,
        Map<String, ?> data,
        Map<String, ?> model) {

    /** A page with the texts of a part of the content. */
    static SitePage of(String template, String path, String key, ContentBody body, String title) {
        return new SitePage(
                template,
                path,
                key,
                title,
                body.lacks("description") ? body.text("lead") : body.text("description"),
                body.text("image"),
                Map.of(),
                Map.of());
    }

    SitePage describedBy(Map<String, ?> described) {
        return new SitePage(template, path, key, title, description, image, described, model);
    }

    SitePage with(String name, Object value) {
        var more = new LinkedHashMap<String, Object>(model);
        more.put(name, value);
        return new SitePage(template, path, key, title, description, image, data, more);
    }
}
