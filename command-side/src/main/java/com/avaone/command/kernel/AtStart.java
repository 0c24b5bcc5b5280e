package com.avaone.command.kernel;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fresh installation needs before it says that it is ready. An outage then does not keep the suite from starting. */
public final class AtStart {

    private static final Logger LOG = LoggerFactory.getLogger(AtStart.class);
    private static final Duration START_WAITS = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private AtStart() {}

    /**
     * Attempts something until it is there, and waits a while for it; the attempts go on behind the start where that is not enough.
     *
     * @param name of what is made, for the log
     * @param attempt makes it if it is not there, and answers whether it is; may be repeated, and fail
     */
    public static void until(String name, BooleanSupplier attempt) throws InterruptedException {
        // Not a virtual thread: it reads files of the packaged application, and with their lock held it could be the
        // one that no carrier is
        // left for, because those of all the others wait for that lock while they load classes.
        Thread.ofPlatform()
                .daemon()
                .name(name)
                .start(() -> repeat(name, attempt))
                .join(START_WAITS);
    }

    private static void repeat(String name, BooleanSupplier attempt) {
        try {
            while (!isThere(name, attempt)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isThere(String name, BooleanSupplier attempt) {
        try {
            return attempt.getAsBoolean();
        } catch (RuntimeException failure) {
            LOG.warn("Whether there is a {} cannot be told yet; trying again", name.replace('-', ' '), failure);
            return false;
        }
    }
}
