package com.avaone.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCursorStoreTest {

    @TempDir
    Path directory;

    private CursorStore store() {
        return new FileCursorStore(directory.resolve("progress"));
    }

    @Test
    void isEmptyAtFirstAndKeepsTheLast() throws IOException {
        assertThat(store().load()).isEmpty();
        store().save(new Progress("1.event-feed.A", 7, "ab".repeat(32)));
        store().save(new Progress("1.event-feed.B", 8, "cd".repeat(32)));

        assertThat(store().load()).contains(new Progress("1.event-feed.B", 8, "cd".repeat(32)));
    }

    /** A crash leaves the file that was to be the next, whole or not. */
    @Test
    void takesNoNoticeOfWhatWasNotKept() throws IOException {
        var kept = new Progress("1.event-feed.A", 7, "ab".repeat(32));
        store().save(kept);
        Files.writeString(directory.resolve("progress.next"), "1.event");

        assertThat(store().load()).contains(kept);
        store().save(kept.at("1.event-feed.C"));
        assertThat(store().load()).contains(kept.at("1.event-feed.C"));
    }

    @Test
    void doesNotBeginAnewWhereTheFileIsSpoilt() throws IOException {
        Files.writeString(directory.resolve("progress"), "");
        assertThatIOException().isThrownBy(() -> store().load());
        Files.writeString(directory.resolve("progress"), "a\nb\nc\n");
        assertThatIOException().isThrownBy(() -> store().load());
    }
}
