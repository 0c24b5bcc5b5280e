package com.avaone.web.suite;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Connections that are kept, for thousands of requests by many callers. It keeps no cookies: each request says all there is to say. */
final class Wire implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String address;

    Wire(int port) {
        address = "http://localhost:" + port;
    }

    /** What is sent; {@code body} is absent where there is none. */
    record Request(
            String verb,
            String path,
            Map<String, String> headers,
            @Nullable String body) {

        Request with(String header, @Nullable String value) {
            var all = new LinkedHashMap<>(headers);
            if (value != null) {
                all.put(header, value);
            }
            return new Request(verb, path, all, body);
        }

        Request as(@Nullable String bearer) {
            return with("Authorization", bearer == null ? null : "Bearer " + bearer);
        }

        Request json(@Nullable String json) {
            return new Request(verb, path, headers, json)
                    .with("Content-Type", json == null ? null : "application/json");
        }

        Request csv(String table) {
            return new Request(verb, path, headers, table).with("Content-Type", "text/csv");
        }

        Request form(String fields) {
            return new Request(verb, path, headers, fields).with("Content-Type", "application/x-www-form-urlencoded");
        }
    }

    static Request request(String verb, String path) {
        return new Request(verb, path, Map.of(), null);
    }

    /** What came back. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst()
                    .orElse("");
        }

        /** The rule that refused, where problem details say so. */
        String code() {
            return header("Content-Type").startsWith("application/problem+json")
                    ? json().path("code").asString("")
                    : "";
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        /** Everything that was answered, in lower case. */
        String text() {
            return (headers + "\n" + body).toLowerCase(java.util.Locale.ROOT);
        }
    }

    Answer send(Request request) {
        var building = HttpRequest.newBuilder(URI.create(address + request.path()))
                .timeout(PATIENCE)
                .method(
                        request.verb(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        request.headers().forEach(building::header);
        try {
            var response = client.send(building.build(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var isStream = response.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
                return new Answer(response.statusCode(), response.headers().map(), isStream ? "" : text(body));
            }
        } catch (IOException e) {
            throw new AssertionError(request.verb() + " " + request.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
