package com.avaone.web.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand.AddPasskey;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is left of a person who was erased, wherever the suite keeps anything: the bytes of every file under the data directory (events with
 * their log and free pages, snapshots, the outbox, read models, what is parked, the known users) and all that was logged. Everything that
 * can be said about a person is planted in words that stand nowhere else, for the person and for another.
 */
@WholeSuite
@ExtendWith(OutputCaptureExtension.class)
class ErasureIT {

    private static final String PASSWORD = "lantern orchard violet 42";
    private static final String PARKING = "made-by-hand";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** More than there are events between two snapshots of an account. */
    private static final int PROFILES = 105;

    @LocalServerPort
    private int port;

    @Autowired
    private Environment settings;

    @Autowired
    private CommandGateway commands;

    @Autowired
    private MongoClient mongo;

    private Caller operator;
    private String organization;
    private String users;
    private final Person admin = new Person("head", "127.0.0.1");

    /** Somebody with an address on the network of their own, and the words that were planted about them. */
    private final class Person {

        private final String name;
        private final HttpClient client;
        private final Set<String> markers = new TreeSet<>();
        /** Words that came along and were never to be kept, so that nobody can read them again. */
        private final Set<String> unkept = new TreeSet<>();

        private final String agent;
        private final String source;
        private String userId = "";
        private String token = "";

        Person(String name, String source) {
            this.name = name;
            this.source = source;
            agent = "zq%sagent".formatted(name);
            unkept.add(agent);
            try {
                client = HttpClient.newBuilder()
                        .localAddress(InetAddress.getByName(source))
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A word that stands nowhere else. */
        String marker(String what) {
            var marker = "zq%s%sx%d".formatted(name, what, markers.size());
            markers.add(marker);
            return marker;
        }

        HttpResponse<byte[]> send(String method, String path, @Nullable String body) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .header("User-Agent", agent)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token).header("If-Match", "*");
            }
            try {
                return client.send(request.build(), BodyHandlers.ofByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        String ok(String method, String path, @Nullable String body) {
            var answer = send(method, path, body);
            var text = new String(answer.body(), UTF_8);
            assertThat(answer.statusCode()).as("%s %s: %s", method, path, text).isBetween(200, 202);
            return text;
        }

        void signIn(String door, String email) {
            var answer = ok("POST", "/api/" + door + "/login", """
                            {"organization": "%s", "email": "%s", "password": "%s", "bearer": true}""".formatted(organization, email, PASSWORD));
            token = JSON.readTree(answer).path("token").asString();
        }
    }

    @BeforeEach
    void registerAnOrganization() {
        operator = new Caller(port).signInWithToken();
        var answer = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": 9, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Idempotency-Key").without("Prefer");
        organization = answer.json().path("organizationId").asString();
        users = "/api/organization/" + organization + "/users";
        join(admin, "head@northwind.example", "admin", "{}");
        admin.signIn("organization", "head@northwind.example");
    }

    @Test
    void leavesNothingOfThePersonAndEverythingOfAnother(CapturedOutput log) throws IOException {
        var gone = new Person("gone", "127.77.7.1");
        var stays = new Person("stays", "127.77.7.2");
        plant(gone);
        plant(stays);
        park(gone);
        assertThat(gone.markers).hasSizeGreaterThanOrEqualTo(40);
        assertThat(gone.send("GET", "/api/account", null).statusCode()).isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(traces(gone.markers)).as("what is to be erased").isNotEmpty());

        // What builds the teams comes to the erasure when the others have long been done with it.
        operate("pause", "team");
        admin.ok("POST", users + "/" + gone.userId + "/erase", "{\"reason\":\"%s\"}".formatted(gone.marker("why")));

        gone.markers.add(gone.source);
        gone.markers.addAll(gone.unkept);
        assertThat(operator.get("/api/admin/parked-events?sequence=" + organization)
                        .body())
                .as("what is told of parked events")
                .contains(PARKING)
                .doesNotContain(gone.markers);
        unpark();
        var notOfTeams = gone.markers.stream()
                .filter(marker -> marker.contains("department"))
                .collect(Collectors.toSet());
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(traces(notOfTeams)).isEmpty());
        operate("resume", "team");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(traces(gone.markers)).isEmpty());
        assertThat(log.getAll())
                .as("the log, which tells of what was parked")
                .contains("holds up " + organization)
                .doesNotContain(gone.markers);
        assertThat(gone.send("GET", "/api/account", null).statusCode()).isEqualTo(401);
        assertThat(operator.get(users + "/" + gone.userId + "/history").body())
                .contains("user.erased")
                .doesNotContain(gone.markers);
        assertAllIsReadable(stays);

        var before = readModels();
        rebuildAll();
        assertThat(readModels()).as("read models against a rebuild").isEqualTo(before);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() ->
                        assertThat(traces(gone.markers)).as("after a rebuild").isEmpty());
        assertAllIsReadable(stays);
    }

    /** Everything that the suite can be told about a person. */
    private void plant(Person person) {
        var email = person.marker("mail") + "@northwind.example";
        join(person, email, "employee", profile(person));
        person.signIn("workspace", email);
        for (int i = 0; i < PROFILES; i++) {
            person.ok(
                    "PUT",
                    "/api/account",
                    i < 8 ? profile(person) : "{\"firstName\":\"%s\"}".formatted("Nobody " + i % 2));
        }
        person.ok("PUT", "/api/account", profile(person));
        for (var key : List.of("one", "two", "three")) {
            var userId = new UserId(person.userId);
            var organizationId = new OrganizationId(organization);
            commands.sendAndWait(new GenericCommandMessage<>(
                    new AddPasskey(userId, organizationId, "key-" + key, person.marker("key")),
                    Map.of(
                            MetadataKey.TENANT,
                            organization,
                            MetadataKey.ACTOR_KIND,
                            ActorKind.USER.name(),
                            MetadataKey.ACTOR_ID,
                            person.userId,
                            MetadataKey.SOURCE_ADDRESS,
                            person.source)));
        }
        var other = person.marker("othermail") + "@northwind.example";
        changeEmail(person, other);
        assertThat(operator.post("/api/email-change/confirm", "{\"token\":\"%s\"}".formatted(mailedToken(other)))
                        .status())
                .isEqualTo(200);
        changeEmail(person, person.marker("wanted") + "@northwind.example");
        var typed = "zq%styped".formatted(person.name);
        person.unkept.add(typed);
        person.send(
                "POST",
                "/api/account/email",
                "{\"password\":\"wrong %s\",\"email\":\"%s\"}".formatted(typed, "x@northwind.example"));
        admin.ok("POST", users + "/" + person.userId + "/deactivate", """
                {"reason": "%s", "comment": "%s"}""".formatted(
                        person.marker("why"), person.marker("comment")));
        admin.ok("POST", users + "/" + person.userId + "/activate", """
                {"reason": "%s", "comment": "%s"}""".formatted(
                        person.marker("why"), person.marker("comment")));
        person.signIn("workspace", other);
    }

    /**
     * Lets what happens to the person from now on be parked: an index made by hand, under which two users of billing cannot be of one
     * organization.
     */
    private void park(Person person) {
        admin.ok("PUT", users + "/" + admin.userId + "/service-roles", "{\"billing\": true}");
        await().until(() -> billing().countDocuments(Filters.eq("organizationId", organization)) == 1);
        billing()
                .createIndex(
                        Indexes.ascending("organizationId"),
                        new IndexOptions().unique(true).name(PARKING));
        admin.ok("PUT", users + "/" + person.userId + "/service-roles", "{\"billing\": true}");
        person.ok("PUT", "/api/account", profile(person));
        await().until(() -> parked().size() > 1);
    }

    private void unpark() {
        billing().dropIndex(PARKING);
        parked().forEach(event -> operator.post("/api/admin/parked-events/retry", """
                {"processor": "%s", "sequence": "%s", "reason": "the index is gone"}""".formatted(
                        event.path("processor").asString(), organization)));
        await().atMost(Duration.ofSeconds(20)).until(() -> parked().isEmpty());
    }

    private JsonNode parked() {
        return operator.get("/api/admin/parked-events?sequence=" + organization)
                .json()
                .path("items");
    }

    private MongoCollection<Document> billing() {
        return mongo.getDatabase("billing").getCollection("billing_users");
    }

    private static String profile(Person person) {
        return """
                {"firstName": "%s", "lastName": "%s", "department": "%s", "position": "%s", "accountId": "%s"}""".formatted(
                        person.marker("first"),
                        person.marker("last"),
                        person.marker("department"),
                        person.marker("position"),
                        person.marker("account"));
    }

    private void changeEmail(Person person, String email) {
        person.ok("POST", "/api/account/email", "{\"password\":\"%s\",\"email\":\"%s\"}".formatted(PASSWORD, email));
    }

    private void join(Person person, String email, String role, String profile) {
        var fields = JSON.readTree(profile);
        var body = new LinkedHashMap<String, Object>(Map.of("email", email, "role", role));
        fields.propertyNames().forEach(name -> body.put(name, fields.path(name).asString()));
        var invited = operator.post(users, JSON.writeValueAsString(body));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        person.userId = invited.json().path("id").asString();
        person.ok("POST", "/api/invitation/accept", """
                {"token": "%s", "password": "%s", "firstName": "%s", "lastName": "%s"}""".formatted(
                        mailedToken(email), PASSWORD, person.marker("first"), person.marker("last")));
    }

    /** The token of the newest mail to the address, as its recipient has it. */
    private String mailedToken(String email) {
        var list = "/api/admin/outbox?limit=1&address=" + URLEncoder.encode(email, UTF_8);
        var mail = await().until(
                        () -> operator.get(list).json().path("items"),
                        items -> items.size() == 1
                                && items.path(0).path("state").asString().equals("sent"));
        var text = operator.get(
                        "/api/admin/outbox/" + mail.path(0).path("mailId").asString())
                .json()
                .path("text")
                .asString();
        return text.replaceAll("(?s).*\\?token=(\\S+).*", "$1");
    }

    /** Which words stand in which files. */
    private Map<String, Set<String>> traces(Set<String> markers) {
        var data = Path.of(settings.getRequiredProperty("avaone.data-dir"));
        var found = new TreeMap<String, Set<String>>();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                String content;
                try {
                    content = Files.readString(file, ISO_8859_1);
                } catch (NoSuchFileException _) {
                    continue;
                }
                markers.stream()
                        .filter(content::contains)
                        .forEach(marker -> found.computeIfAbsent(
                                        data.relativize(file).toString(), _ -> new TreeSet<>())
                                .add(marker));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** By the person, as JSON and in the archive. */
    private static void assertAllIsReadable(Person person) throws IOException {
        var own = person.ok("GET", "/api/account/export", null);
        assertThat(own).contains(person.markers).contains(person.source);
        var archive = person.send("GET", "/api/account/export.zip", null);
        assertThat(archive.headers().firstValue("Content-Type")).hasValue("application/zip");
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        assertThat(files.keySet())
                .containsExactly(
                        "README.txt",
                        "account.json",
                        "history.json",
                        "history.txt",
                        "mails.json",
                        "organization.json",
                        "sessions.json");
        var whole = JSON.readTree(own);
        assertThat(JSON.readTree(files.get("history.json"))).isEqualTo(whole.path("history"));
        assertThat(JSON.readTree(files.get("account.json"))).isEqualTo(whole.path("account"));
        assertThat(files)
                .hasEntrySatisfying(
                        "history.txt",
                        text -> assertThat(text)
                                .hasLineCount(whole.path("history").size()));
        assertThat(files.get("README.txt"))
                .contains(whole.path("account").path("email").asString());
        assertThat(own + files)
                .doesNotContain(PASSWORD, person.token)
                .doesNotContainIgnoringCase("argon2")
                .doesNotContain("token=");
    }

    private Map<String, String> readModels() {
        var documents = new TreeMap<String, String>();
        for (var collection :
                mongo.getDatabase(organization).listCollectionNames().into(new ArrayList<>())) {
            for (var document : mongo.getDatabase(organization)
                    .getCollection(collection, RawBsonDocument.class)
                    .find()) {
                documents.put(collection + " " + document.get("_id"), document.toJson());
            }
        }
        return documents;
    }

    private void operate(String operation, String processor) {
        var answer = operator.post("/api/admin/multi-database-status", """
                {"operation": "%s", "processor": "%s", "reason": "to see what comes late"}""".formatted(operation, processor));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void rebuildAll() {
        var rebuildable = new ArrayList<String>();
        for (var processor : processors()) {
            var name = processor.path("name").asString();
            var answer = operator.post("/api/admin/multi-database-status", """
                    {"operation": "rebuild", "processor": "%s", "reason": "to compare"}""".formatted(name));
            if (answer.status() == 200) {
                rebuildable.add(name);
            } else {
                assertThat(answer.code()).as(name).isEqualTo("not-rebuildable");
            }
        }
        assertThat(rebuildable).contains("user");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (var processor : processors()) {
                if (processor.path("lag").asLong() > 0
                        || !processor.path("state").asString().equals("running")) {
                    return false;
                }
            }
            return true;
        });
    }

    private JsonNode processors() {
        return operator.get("/api/admin/multi-database-status").json().path("processors");
    }
}
