package com.avaone.web.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of server-sent events with a thread of its own. */
final class EventStreamReader implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Thread reading;

    record Message(String id, String event, JsonNode data) {}

    EventStreamReader(int port, String token, String query, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/events" + query))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        reading = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var id = "";
            var event = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    messages.add(new Message(id, event, JsonMapper.shared().readTree(line.substring(6))));
                }
            }
        } catch (IOException _) {
            // Closed by the test, or broken: what came is there.
        }
    }

    int status() {
        return response.statusCode();
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    List<Message> events() {
        return all().filter(message ->
                        !message.event().equals("heartbeat") && !message.event().equals("refused"))
                .toList();
    }

    List<String> ids() {
        return events().stream()
                .map(message -> message.data().path("id").asString())
                .toList();
    }

    Optional<Message> last(String event) {
        return all().filter(message -> message.event().equals(event)).reduce((_, later) -> later);
    }

    private Stream<Message> all() {
        return messages.stream();
    }

    boolean hasEnded() {
        return !reading.isAlive();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
