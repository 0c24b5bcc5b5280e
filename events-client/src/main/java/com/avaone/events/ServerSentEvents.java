package com.avaone.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events. What the stream ends in the middle of was never sent. */
final class ServerSentEvents {

    private final BufferedReader lines;

    ServerSentEvents(InputStream stream) {
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** @param id the cursor behind it */
    record Message(String id, String event, String data) {}

    /** The next message with data; null at the end. */
    @Nullable
    Message next() throws IOException {
        var id = "";
        var event = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Message(id, event, data.toString());
                }
                continue;
            }
            var colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "id" -> id = value;
                case "event" -> event = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {
                    // A comment, or how long to wait, which the subscription says.
                }
            }
        }
        return null;
    }
}
