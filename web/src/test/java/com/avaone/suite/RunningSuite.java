package com.avaone.suite;

import com.avaone.web.AvaoneSuite;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole suite in this process on a free port, on the embedded default, with a client that is signed in as the first admin. */
final class RunningSuite implements AutoCloseable {

    static final String EMAIL = "admin@avaone.example";
    static final String PASSWORD = "correct-horse-battery-staple";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    private RunningSuite(ConfigurableApplicationContext context) {
        this.context = context;
        this.token = signIn();
    }

    /** Starts the suite on what is, or will be, in a directory. */
    static RunningSuite start(Path data) {
        return new RunningSuite(SpringApplication.run(
                AvaoneSuite.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--avaone.data-dir=" + data,
                "--avaone.admin.email=" + EMAIL,
                "--avaone.admin.password=" + PASSWORD));
    }

    String address(String path) {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    /** Signs the first admin in with a browser, which then shows the overview. */
    void signIn(Page page) {
        page.navigate(address("/admin/login"));
        page.locator("#email").fill(EMAIL);
        page.locator("#password").fill(PASSWORD);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        page.waitForURL(Pattern.compile(".*/admin/dashboard.*"));
    }

    /** The suite's own client of the cluster that holds its read models. */
    MongoClient mongo() {
        return context.getBean(MongoClient.class);
    }

    /** An answer with its status. */
    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** A field of the answer, by a JSON pointer. */
        String at(String pointer) {
            return json().at(pointer).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    private Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address(path)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    /** A file that it answers. */
    byte[] download(String path) {
        var response = exchange(
                HttpRequest.newBuilder(URI.create(address(path)))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("%s: %d".formatted(path, response.statusCode()));
        }
        return response.body();
    }

    private Answer exchange(HttpRequest request) {
        var response = exchange(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String signIn() {
        var answer = exchange(HttpRequest.newBuilder(URI.create(address("/api/admin/login")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"email": "%s", "password": "%s", "bearer": true}""".formatted(EMAIL, PASSWORD)))
                .build());
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "Nobody can sign in: " + answer.response().body());
        }
        return answer.at("/token");
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
