package com.avaone.web.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the suite: keeps cookies as a browser does, or sends a bearer token as a program does. */
final class Caller {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern COOKIE = Pattern.compile("([^=]+)=([^;]*)(.*)");

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String address;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Caller(int port) {
        address = "http://localhost:" + port;
    }

    /** An answer. */
    record Answer(int status, String body, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String code() {
            return json().path("code").asString("");
        }
    }

    Caller with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Caller without(String header) {
        headers.remove(header);
        return this;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Answer form(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + java.net.URLEncoder.encode(field.getValue(), java.nio.charset.StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            for (var line : response.headers().allValues("set-cookie")) {
                var cookie = COOKIE.matcher(line);
                if (cookie.matches()) {
                    if (cookie.group(3).contains("Max-Age=0")) {
                        cookies.remove(cookie.group(1));
                    } else {
                        cookies.put(cookie.group(1), cookie.group(2));
                    }
                }
            }
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    HttpClient client() {
        return client;
    }

    /** Signs in as a browser by the API; later changes carry the token against forgery. */
    Caller signIn() {
        var answer = post("/api/admin/login", credentials(WholeSuite.EMAIL, WholeSuite.PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return with("X-CSRF-TOKEN", answer.json().path("csrfToken").asString());
    }

    /** Signs in as a program. */
    Caller signInWithToken() {
        var answer = post(
                "/api/admin/login",
                "{\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}"
                        .formatted(WholeSuite.EMAIL, WholeSuite.PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return with("Authorization", "Bearer " + answer.json().path("token").asString());
    }

    static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }
}
