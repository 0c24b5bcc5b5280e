package com.avaone.api.kernel;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All commands and queries of the API, found by their sealed interfaces. */
final class Messages {

    private Messages() {}

    /** The sealed interfaces whose names end so, by room. */
    static List<Class<?>> interfaces(String suffix) throws IOException {
        var root = classes();
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(suffix + ".class"))
                    .sorted()
                    .<Class<?>>map(Messages::load)
                    .filter(Class::isSealed)
                    .toList();
        }
    }

    private static Path classes() {
        try {
            return Path.of(Needs.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The messages of an interface, in the order in which they are declared. */
    static Stream<Class<?>> of(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Messages::of) : Stream.of(type);
    }
}
