package com.avaone.api.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was written once.
 *
 * @param author who wrote it, as the history names actors; absent for the suite itself
 * @param restoredRevision which earlier one it says again; absent where it was written
 * @param publishedAt when everybody saw it first; absent where nobody did
 */
public record ContentRevision(
        int revision,
        Instant writtenAt,
        @Nullable String author,
        @Nullable Integer restoredRevision,
        @Nullable Instant publishedAt,
        ContentBody body) {}
