package com.avaone.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code java -jar avaone-suite.jar} on a data directory of the test's, and a client of its API. */
final class SuiteProcess implements AutoCloseable {

    static final String ADMIN = "admin@crash.example";
    static final String PASSWORD = "seven slow herons cross a bay";

    private static final Path JAR = Path.of("target", "avaone-suite.jar").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile @Nullable String token;

    private SuiteProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the suite and waits until it is ready. Its output is appended to {@code suite.log} in the data directory. */
    static SuiteProcess start(Path dataDir) throws IOException {
        return start(dataDir, Map.of());
    }

    /** As above, with more settings. */
    static SuiteProcess start(Path dataDir, Map<String, String> more) throws IOException {
        Files.createDirectories(dataDir);
        var port = freePort();
        var settings = new HashMap<>(more);
        settings.putAll(Map.of(
                "AVAONE_PORT",
                Integer.toString(port),
                "AVAONE_ADMIN_EMAIL",
                ADMIN,
                "AVAONE_ADMIN_PASSWORD",
                PASSWORD,
                "AVAONE_REQUESTS_PER_MINUTE",
                "1000000",
                "AVAONE_SIGN_INS_PER_MINUTE",
                "1000",
                "AVAONE_FORMS_PER_MINUTE",
                "0"));
        var builder = java(dataDir, settings);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(dataDir.resolve("suite.log").toFile()));
        var suite = new SuiteProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        Awaitility.await("ready")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(suite.process.isAlive())
                            .as("see " + dataDir.resolve("suite.log"))
                            .isTrue();
                    return suite.isReady();
                });
        return suite;
    }

    /** How a process ended, and what it said before. */
    record End(int exitCode, String output) {}

    /** Starts the suite with settings under which it does not run, and waits for its end. */
    static End end(Path dataDir, Map<String, String> settings) throws IOException {
        var process = java(dataDir, settings).start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new End(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder java(Path dataDir, Map<String, String> settings) {
        assertThat(JAR).as("the packaged application").exists();
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString());
        builder.environment().put("AVAONE_DATA_DIR", dataDir.toString());
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The address of a page. */
    String at(String path) {
        return address.resolve(path).toString();
    }

    private boolean isReady() {
        try {
            return send("GET", "/api/health", null, Map.of()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** Opens a session; what follows is sent with it. */
    void signIn() throws IOException {
        var answer = send(
                "POST",
                "/api/admin/login",
                JSON.writeValueAsString(Map.of("email", ADMIN, "password", PASSWORD, "bearer", true)),
                Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        token = JSON.readTree(answer.body()).get("token").asString();
    }

    /** One exchange with a JSON body. */
    HttpResponse<String> send(String method, String path, @Nullable String body, Map<String, String> headers)
            throws IOException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(15))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The JSON at {@code path}, which must be there. */
    JsonNode get(String path) throws IOException {
        var answer = send("GET", path, null, Map.of());
        assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Waits until every processor has come to the head of the log. */
    void awaitCaughtUp() {
        Awaitility.await("no processor behind").atMost(Duration.ofSeconds(60)).until(() -> {
            for (var processor : get("/api/admin/multi-database-status").get("processors")) {
                if (processor.get("lag").asLong() > 0
                        || !"running".equals(processor.get("state").asString())) {
                    return false;
                }
            }
            return true;
        });
    }

    /** {@code kill -9}: nothing is flushed, nothing is closed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the process to stop and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static List<JsonNode> list(JsonNode array) {
        return array.valueStream().toList();
    }
}
