package com.avaone.events;

import java.net.URI;
import java.nio.file.Path;

/** An example: prints every event, and goes on where it was when it is started again. */
public final class PrintEvents {

    private PrintEvents() {}

    /**
     * Follows until the program is ended.
     *
     * @param arguments address of the suite, and the file of the progress; the token comes from {@code AVAONE_TOKEN}
     */
    @SuppressWarnings("SystemOut") // what it is for
    public static void main(String[] arguments) throws Exception {
        var token = System.getenv("AVAONE_TOKEN");
        if (arguments.length != 2 || token == null) {
            System.err.println(
                    "AVAONE_TOKEN=<token> java ... PrintEvents <address of the suite> <file of the progress>");
            System.exit(2);
        }
        var subscription = new Subscription(URI.create(arguments[0]), String.valueOf(token));
        try (var follower = new EventFollower(subscription, new FileCursorStore(Path.of(arguments[1])))) {
            follower.run(event -> System.out.printf("%d %s %s%n", event.position(), event.type(), event.data()));
        }
    }
}
