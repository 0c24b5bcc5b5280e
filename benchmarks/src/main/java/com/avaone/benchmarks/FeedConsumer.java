package com.avaone.benchmarks;

import com.avaone.events.EventFollower;
import com.avaone.events.FileCursorStore;
import com.avaone.events.Subscription;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** A program that follows the event stream: fails at a part of the events at random, keeps what it dealt with. It is killed now and then. */
final class FeedConsumer {

    private FeedConsumer() {}

    static void run() throws Exception {
        var directory = Path.of(Objects.requireNonNull(System.getProperty("directory")));
        var taken = new KeptLines(directory.resolve("feed.taken"));
        var refused = new KeptLines(directory.resolve("feed.refused"));
        var failing = Integer.getInteger("failing", 30);
        var subscription = new Subscription(
                URI.create(Objects.requireNonNull(System.getProperty("suite"))),
                Objects.requireNonNull(System.getenv("AVAONE_TOKEN")),
                System.getProperty("organization"),
                List.of(),
                // It fails so often that a second each time would be the whole of what is measured.
                Duration.ofMillis(1));
        try (var follower = new EventFollower(subscription, new FileCursorStore(directory.resolve("feed.progress")))) {
            follower.run(event -> {
                if (ThreadLocalRandom.current().nextInt(100) < failing) {
                    refused.add(event.id());
                    throw new IllegalStateException("Not now");
                }
                taken.add(ConsumedEvent.ofJson(event.json()).line());
            });
        }
    }
}
