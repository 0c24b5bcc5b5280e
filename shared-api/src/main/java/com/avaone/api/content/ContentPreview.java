package com.avaone.api.content;

import java.time.Instant;

/**
 * What whoever has a link sees of a draft.
 *
 * @param expiresAt when the link is over
 */
public record ContentPreview(
        ContentKey key, ContentLanguage language, int revision, Instant expiresAt, ContentBody body) {}
