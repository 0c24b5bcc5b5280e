package com.avaone.api.content;

import java.util.List;
import java.util.Optional;

/**
 * Everything of the site that is published, or was at an instant.
 *
 * @param parts each once, by its key
 */
public record SiteContent(List<PublishedContent> parts) {

    /** One of the parts, if it is published. */
    public Optional<PublishedContent> part(ContentKey key) {
        return parts.stream().filter(part -> part.key().equals(key)).findFirst();
    }
}
