package com.avaone.api.content;

import java.time.Instant;

/**
 * A part of the site as everybody sees it, or saw it.
 *
 * @param language in which it is written: English where there is none in the reader's
 */
public record PublishedContent(
        ContentKey key, ContentLanguage language, int revision, Instant publishedAt, ContentBody body) {}
