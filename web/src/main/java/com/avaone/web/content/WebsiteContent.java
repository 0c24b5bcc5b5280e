package com.avaone.web.content;

import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.PublishedContent;
import com.avaone.api.content.SiteContent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sections of the site, by their keys.
 *
 * @param language that was asked for; a section that is not written in it stands here in English
 */
record WebsiteContent(ContentLanguage language, Map<String, PublishedPart> sections) {

    /**
     * A part of the site, without what does harm.
     *
     * @param publishedAt absent for a draft
     */
    record PublishedPart(
            ContentLanguage language,
            int revision,
            @Nullable Instant publishedAt,
            Map<String, String> fields) {

        static PublishedPart of(PublishedContent part) {
            return new PublishedPart(
                    part.language(),
                    part.revision(),
                    part.publishedAt(),
                    SafeHtml.of(part.key().kind(), part.body()).fields());
        }
    }

    static WebsiteContent of(ContentLanguage language, SiteContent site) {
        return new WebsiteContent(
                language,
                site.parts().stream()
                        .filter(part -> part.key().slug().isEmpty())
                        .collect(Collectors.toMap(
                                part -> part.key().value(), PublishedPart::of, (one, _) -> one, TreeMap::new)));
    }
}
