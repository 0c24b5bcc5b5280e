package com.avaone.command.kernel.eventstore;

import java.nio.file.Path;

/** Another process works with the data directory. */
public final class DataDirectoryInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryInUse(Path directory) {
        super(
                "The data directory %s is used by another process of the suite: stop that one, or set avaone.data-dir to another directory."
                        .formatted(directory));
    }
}
