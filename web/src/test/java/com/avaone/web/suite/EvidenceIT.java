package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.suite.Caller.Answer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Evidence of the running suite, verified by the program that knows nothing of it. */
@WholeSuite
class EvidenceIT {

    private static final String EVIDENCE = "/api/evidence";

    @LocalServerPort
    private int port;

    @TempDir
    private Path directory;

    private NewOrganization ours;
    private Caller operator;
    private String organization;
    private String key;

    @BeforeEach
    void suspendALicense() {
        ours = NewOrganization.register(port);
        operator = ours.operator();
        organization = ours.organizationId();
        key = new Caller(port).get(EVIDENCE + "/keys").json().path("key").asString();
        happen();
    }

    private Answer happen() {
        var license = "/api/organizations/" + organization + "/license/";
        ok(operator.post(license + "suspend", "{\"reason\":\"invoice 2041 is unpaid\"}"));
        return ok(operator.post(license + "resume", "{\"reason\":\"paid\"}"));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Path bundle(Caller caller, String query) throws IOException, InterruptedException {
        var file = directory.resolve(UUID.randomUUID() + ".zip");
        var answer = caller.client()
                .send(caller.request(EVIDENCE + "/bundle" + query).build(), BodyHandlers.ofFile(file));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .contains("evidence-" + organization);
        return file;
    }

    /** How the program ended, and what it said. */
    private record Verification(int code, String output) {}

    /** As a process of its own, with nothing but its own jar. */
    private static Verification verify(Path bundle, String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                verifier().toString(),
                bundle.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Verification(process.exitValue(), output);
    }

    private static Path verifier() throws ClassNotFoundException, URISyntaxException {
        var place = Path.of(Class.forName("com.avaone.evidence.Verify")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(place.getFileName().toString()).as("built before").isEqualTo("avaone-verify.jar");
        return place;
    }

    @Test
    void aBundleIsVerifiedWithoutTheSuiteAlsoAfterSomebodyWasErased() throws Exception {
        var email = "zqmina%s@northwind.example".formatted(UUID.randomUUID());
        ours.join(email, "employee");
        var users = "/api/organization/" + organization + "/users";
        var user = operator.get(users + "?search=zqmina")
                .json()
                .path("items")
                .path(0)
                .path("userId")
                .asString();
        var kept = directory.resolve("kept.txt");
        Files.writeString(
                kept,
                ok(operator.get(EVIDENCE + "/checkpoint.txt?organizationId=" + organization))
                        .body());
        var before = bundle(operator, "?organizationId=" + organization);
        assertThat(verify(before, "--key", key, "--earlier", kept.toString()))
                .satisfies(done -> assertThat(done.code()).as(done.output()).isZero());

        ok(operator.post(users + "/" + user + "/erase", "{\"reason\":\"zqreason asked for it\"}"));
        happen();

        var after = bundle(operator, "?organizationId=" + organization);
        var done = verify(after, "--key", key, "--organization", organization, "--earlier", kept.toString());
        assertThat(done.code()).as(done.output()).isZero();
        assertThat(done.output())
                .startsWith("about  organization " + organization + "\n")
                .contains("Everything is as it was signed", "that you kept, and that it was compared with: 1\n")
                .contains("documents/users.jsonl");
        for (var each : List.of(before, after)) {
            assertThat(content(each)).as("nobody in the clear").doesNotContain("zqmina", "zqreason", "Mina");
        }
        // Its last event says who took it.
        assertThat(content(after))
                .contains("\"type\":\"audit.read\"", "\"kind\":\"EVIDENCE\"", "\"filter\":\"bundle\"");
    }

    private static String content(Path bundle) throws IOException {
        var content = new StringBuilder();
        try (var zip = new ZipFile(bundle.toFile())) {
            for (var entry : zip.stream().toList()) {
                content.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return content.toString();
    }

    @Test
    void whatSomebodyTouchedIsNamed() throws Exception {
        var touched = directory.resolve("touched.zip");
        try (var zip = new ZipFile(
                        bundle(operator, "?organizationId=" + organization).toFile());
                var target = new ZipOutputStream(Files.newOutputStream(touched))) {
            for (var entry : zip.stream().toList()) {
                var bytes = zip.getInputStream(entry).readAllBytes();
                target.putNextEntry(new ZipEntry(entry.getName()));
                target.write(
                        entry.getName().equals("events.jsonl")
                                ? new String(bytes, StandardCharsets.UTF_8)
                                        .replace("invoice 2041 is unpaid", "invoice 2042 is unpaid")
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes);
            }
        }
        var done = verify(touched, "--key", key);
        assertThat(done.code()).isEqualTo(1);
        assertThat(done.output())
                .containsPattern(
                        "The first fault: events\\.jsonl: event number \\d+ is not as it was signed; now it says: event at position \\d+, id [-0-9a-f]+, license\\.suspended");
    }

    @Test
    void anEventIsProvenByTheApiAndOnThePage() {
        var position = Objects.requireNonNull(happen().header("Avaone-Position"));
        var query = "?position=" + position + "&organizationId=" + organization;
        var proven = ok(operator.get(EVIDENCE + "/inclusion" + query)).json();
        assertThat(proven.path("proven").asBoolean()).isTrue();
        assertThat(proven.path("line").asString()).contains("license.reinstated", organization);
        assertThat(ok(operator.get(EVIDENCE + "/inclusion?position=" + position))
                        .json()
                        .path("checkpoint")
                        .path("origin")
                        .asString())
                .isEqualTo(key.substring(0, key.indexOf('+')));
        var size = proven.path("checkpoint").path("size").asString();
        assertThat(ok(operator.get(
                                EVIDENCE + "/consistency?from=1&to=%s&organizationId=%s".formatted(size, organization)))
                        .json()
                        .path("toRoot")
                        .asString())
                .isEqualTo(proven.path("checkpoint").path("root").asString());
        assertThat(operator.get(EVIDENCE + "/inclusion?position=999999999").status())
                .isEqualTo(404);
        assertThat(operator.get(EVIDENCE + "/consistency?from=2&to=1").status()).isEqualTo(400);
        assertThat(operator.get(EVIDENCE + "/consistency?from=1&to=999999999").status())
                .isEqualTo(400);
        assertThat(operator.get(EVIDENCE + "/bundle").status()).isEqualTo(400);
        assertThat(ok(operator.get("/evidence" + query)).body())
                .contains("exactly as it was signed", "license.reinstated");
        assertThat(ok(operator.get("/evidence?position=999999999")).body())
                .contains("This log has no event at this position");
        for (var typed : List.of("-1", "x", "1e9", "99999999999999999999", "<b>")) {
            assertThat(ok(operator.get("/evidence?position=" + URLEncoder.encode(typed, StandardCharsets.UTF_8)))
                            .body())
                    .contains("must be a position of the log");
        }
        var noted = ok(operator.get("/api/audit/events?type=audit.read&organizationId=" + organization))
                .body();
        assertThat(noted).contains("inclusion&position=" + position, "consistency&from=1");
    }

    @Test
    void everybodySeesTheOwnLogOnly() throws Exception {
        ours.join("auditor@northwind.example", "auditor");
        ours.join("employee@northwind.example", "employee");
        var auditor = ours.signedIn("organization", "auditor@northwind.example");
        var other = NewOrganization.register(port).organizationId();

        assertThat(ok(auditor.get(EVIDENCE + "/checkpoint"))
                        .json()
                        .path("origin")
                        .asString())
                .endsWith("/" + organization);
        assertThat(verify(bundle(auditor, ""), "--key", key).code()).isZero();
        assertThat(ok(auditor.get("/evidence")).body())
                .contains("--organization " + organization)
                .doesNotContain(other);
        assertThat(ok(operator.get("/evidence")).body()).contains("--earlier").doesNotContain("--organization");
        for (var path : List.of("/checkpoint", "/checkpoint.txt", "/checkpoints", "/bundle")) {
            assertThat(auditor.get(EVIDENCE + path + "?organizationId=" + other).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(auditor.get("/evidence?organizationId=" + other).status()).isEqualTo(404);
        var employee = ours.signedIn("workspace", "employee@northwind.example");
        assertThat(employee.get(EVIDENCE + "/checkpoint").status()).isEqualTo(403);
        assertThat(new Caller(port).get(EVIDENCE + "/checkpoint").status()).isEqualTo(401);
    }

    @Test
    void checkpointsAreKept() {
        var first = ok(operator.get(EVIDENCE + "/checkpoint?organizationId=" + organization))
                .json();
        var listed = ok(operator.get(EVIDENCE + "/checkpoints?organizationId=" + organization))
                .json()
                .path("items");
        assertThat(listed.path(0).path("note").asString())
                .isEqualTo(first.path("note").asString());
        assertThat(ok(operator.get(EVIDENCE + "/checkpoints?limit=1&before=0&organizationId=" + organization))
                        .json()
                        .path("items"))
                .isEmpty();
    }
}
