package com.avaone.api.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of the site in one language, for who writes it.
 *
 * @param version of its stream, for {@code If-Match}
 * @param lastRevision which one was written last
 * @param draft absent where what was written last is published
 * @param published absent where nobody sees it
 * @param scheduled absent where nothing is to be published later
 */
public record ContentView(
        ContentId contentId,
        ContentKey key,
        ContentLanguage language,
        State state,
        long version,
        int lastRevision,
        @Nullable Draft draft,
        @Nullable Publication published,
        @Nullable Schedule scheduled) {

    /** What everybody sees of it. */
    public enum State {
        /** Nobody sees it. */
        DRAFT,
        /** Everybody sees what was written last. */
        PUBLISHED,
        /** Everybody sees an earlier revision. */
        CHANGED,
        /** Nobody sees it any more. */
        UNPUBLISHED
    }

    /**
     * What is being written.
     *
     * @param editedBy who wrote last, as the history names actors
     */
    public record Draft(
            int revision, Instant editedAt, @Nullable String editedBy, ContentBody body) {}

    /** What everybody sees. */
    public record Publication(
            int revision, Instant publishedAt, @Nullable String publishedBy, ContentBody body) {}

    /** What is to be published later. */
    public record Schedule(int revision, Instant publishAt) {}

    /** What an editor goes on from: the draft, or else what is published. */
    public ContentBody body() {
        return draft != null ? draft.body() : published != null ? published.body() : ContentBody.EMPTY;
    }
}
