package com.avaone.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a consumer has dealt with, a line each, in a file that outlives it. */
final class KeptLines {

    private final Path file;

    KeptLines(Path file) {
        this.file = file;
    }

    synchronized void add(String line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> all() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
