package com.avaone.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged application in a process of its own, on an empty data directory and without limits, and a client of its API. */
final class RunningSuite implements AutoCloseable {

    static final String PASSWORD = "lantern orchard violet 42";

    private static final Path JAR = Path.of(System.getProperty("suite", "web/target/avaone-suite.jar"));

    /** For its Java, for example {@code -Xmx512m}. */
    private static final List<String> OPTIONS = Stream.of(
                    System.getProperty("suiteOptions", "").split(" "))
            .filter(option -> !option.isEmpty())
            .toList();

    private static final String ADMIN = "admin@benchmark.example";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final ProcessBuilder builder;
    private final URI address;
    private volatile Process process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable String token;

    private RunningSuite(ProcessBuilder builder, URI address) throws IOException {
        this.builder = builder;
        this.process = builder.start();
        this.address = address;
    }

    /** Ends it as a power cut would, and starts it again. */
    void killAndStart() throws Exception {
        process.destroyForcibly().waitFor();
        process = builder.start();
        awaitReady();
    }

    /** Starts it and signs in as the system admin. Its output is in {@code suite.log} beside the data. */
    static RunningSuite start(Path data) throws Exception {
        return start(data, Map.of());
    }

    /** As above, with other settings beside. */
    static RunningSuite start(Path data, Map<String, String> settings) throws Exception {
        var port = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-jar", JAR.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "AVAONE_PORT",
                        Integer.toString(port),
                        "AVAONE_DATA_DIR",
                        data.toString(),
                        "AVAONE_ADMIN_EMAIL",
                        ADMIN,
                        "AVAONE_ADMIN_PASSWORD",
                        PASSWORD,
                        "AVAONE_REQUESTS_PER_MINUTE",
                        "0",
                        "AVAONE_SIGN_INS_PER_MINUTE",
                        "0"));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("suite.log").toFile()));
        var suite = new RunningSuite(builder, URI.create("http://127.0.0.1:" + port));
        suite.awaitReady();
        suite.token = suite.post(
                        "/api/admin/login",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}".formatted(ADMIN, PASSWORD))
                .path("token")
                .asString();
        return suite;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws Exception {
        var request = HttpRequest.newBuilder(address.resolve("/api/health")).build();
        for (var begin = System.nanoTime(); System.nanoTime() - begin < START_LIMIT.toNanos(); Thread.sleep(100)) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYetListening) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The suite ended, see its log", notYetListening);
                }
            }
        }
        throw new IllegalStateException("The suite does not become ready");
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return address.getPort();
    }

    /** With which a request comes from the system admin. */
    String authorization() {
        return "Bearer " + token;
    }

    JsonNode put(String path, String body) {
        return exchange(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .PUT(BodyPublishers.ofString(body)));
    }

    JsonNode get(String path) {
        return exchange(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    JsonNode post(String path, String body) {
        return exchange(posting(path, body));
    }

    private HttpRequest.Builder posting(String path, String body) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** What is answered, as it is. */
    String text(String path) {
        return answer(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    /** The lines of what is answered. */
    List<String> lines(String path) {
        return new ArrayList<>(text(path).lines().toList());
    }

    private JsonNode exchange(HttpRequest.Builder request) {
        return JsonMapper.shared().readTree(answer(request));
    }

    private String answer(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.request() + " " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Registers an organization, waits until it can be read, and answers its identifier. */
    String register(int number) {
        return exchange(posting("/api/organizations", """
                                {"name":"Organization %1$d","slug":"organization-%1$d","email":"mail@o%1$d.example",\
                                "adminEmail":"admin@o%1$d.example","userLimit":100,"licenseExpiry":"2099-12-31"}""".formatted(number)).header("Prefer", "return=representation"))
                .path("organizationId")
                .asString();
    }

    /** Invites a user and answers its identifier. */
    String invite(String organizationId, String email, String role) {
        return post(
                        "/api/organization/" + organizationId + "/users",
                        "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role))
                .path("id")
                .asString();
    }

    /** Accepts the invitation of a user. */
    void accept(String organizationId, String userId) {
        var link = get("/api/organization/%s/users/%s/invitation/link".formatted(organizationId, userId));
        var invited = URI.create(link.path("link").asString()).getQuery().substring("token=".length());
        post(
                "/api/invitation/accept",
                "{\"token\":\"%s\",\"password\":\"%s\",\"firstName\":\"Mina\"}".formatted(invited, PASSWORD));
    }

    /** Waits until everything that follows the log has caught up. */
    void settle() throws InterruptedException {
        while (get("/api/admin/multi-database-status").toString().matches(".*\"lag\":[1-9].*")) {
            Thread.sleep(100);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
