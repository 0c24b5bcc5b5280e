package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.asset.Sha256;
import com.avaone.web.asset.HostileUploads;
import com.avaone.web.asset.TestPictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pictures from an editor's disk to a visitor's screen, and what does not get so far. */
@WholeSuite
@SuppressWarnings("NullAway.Init") // signed in before each test
class AssetIT {

    private static final String UPLOAD = "/api/admin/upload-image";
    private static final String ASSETS = "/api/admin/assets";
    private static final String PAGE = "/admin/website/assets";
    private static final String BOUNDARY = "----picture";
    private static final String MULTIPART = "multipart/form-data; boundary=" + BOUNDARY;

    /** Many times what was measured. */
    private static final Duration LONG = Duration.ofSeconds(5);

    @LocalServerPort
    private int port;

    private Caller editor;
    private Caller visitor;

    @BeforeEach
    void signIn() {
        editor = new Caller(port).signInWithToken();
        visitor = new Caller(port);
    }

    // ---- helpers

    private static byte[] part(String name, @Nullable String fileName, @Nullable String type, byte[] content) {
        var file = fileName == null
                ? ""
                : "; filename=\"" + fileName.replace("\\", "\\\\").replace("\"", "%22") + "\"";
        return TestPictures.join(
                TestPictures.bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file
                        + "\r\n" + (type == null ? "" : "Content-Type: " + type + "\r\n") + "\r\n"),
                content,
                TestPictures.bytes("\r\n"));
    }

    private static byte[] body(byte[]... parts) {
        return TestPictures.join(TestPictures.join(parts), TestPictures.bytes("--" + BOUNDARY + "--\r\n"));
    }

    private static Caller.Answer send(Caller caller, String path, String type, byte[] body) {
        return caller.send(caller.request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private static Caller.Answer upload(Caller caller, String path, byte[] picture) {
        return send(caller, path, MULTIPART, body(part("image", "lantern.png", "image/png", picture)));
    }

    /** A picture that no other test has. */
    private static byte[] picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(new Random().nextInt()));
        graphics.fillRect(3, 3, width / 2, height / 2);
        graphics.dispose();
        for (var x = 0; x < 8; x++) {
            image.setRGB(x, 0, new Random().nextInt());
        }
        return TestPictures.write(image, "png");
    }

    private HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return visitor.client().send(visitor.request(path).GET().build(), BodyHandlers.ofByteArray());
    }

    private static String position(Caller.Answer answer) {
        return Objects.requireNonNull(answer.header("Avaone-Position"));
    }

    // ---- a picture's life

    @Test
    void areHandedToEverybodyInSeveralSizesUntilTheyAreDeleted() throws Exception {
        var picture = picture(700, 500);
        var sent = upload(editor, "/api/cms/upload", picture);
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        var asset = Objects.requireNonNull(sent.header("Location"));
        assertThat(asset).startsWith(ASSETS + "/ast_");

        var view = editor.get(asset + "?minPosition=" + position(sent));
        assertThat(view.header("ETag")).isEqualTo("\"0\"");
        assertThat(view.json().path("fileName").asString()).isEqualTo("lantern.png");
        assertThat(view.json().path("variants").size()).isEqualTo(2);
        var original = view.json().path("original");
        assertThat(original.path("path").asString())
                .isEqualTo("/assets/" + original.path("sha256").asString() + ".png");

        var paths = new ArrayList<String>();
        paths.add(original.path("path").asString());
        view.json()
                .path("variants")
                .forEach(variant -> paths.add(variant.path("path").asString()));
        for (var path : paths) {
            var shown = bytes(path);
            assertThat(shown.statusCode()).as(path).isEqualTo(200);
            assertThat(path).isEqualTo("/assets/" + Sha256.of(shown.body()) + ".png");
            assertThat(shown.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(shown.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
            assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(shown.headers().allValues("Content-Security-Policy"))
                    .containsExactly("sandbox; default-src 'none'");
            var etag = shown.headers().firstValue("ETag").orElseThrow();
            visitor.with("If-None-Match", etag);
            var known = bytes(path);
            visitor.without("If-None-Match");
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
        }
        assertThat(bytes(paths.getFirst().replace(".png", ".jpg")).statusCode()).isEqualTo(404);
        assertThat(bytes("/assets/" + "0".repeat(64) + ".png").statusCode()).isEqualTo(404);
        assertThat(bytes("/assets/..%2f..%2fevents%2fevents.sqlite").statusCode())
                .isIn(400, 404);

        var text = "{\"altEn\": \"A lantern\", \"altHi\": \"एक लालटेन\"}";
        assertThat(editor.put(asset, text).status()).isEqualTo(428);
        assertThat(editor.with("If-Match", "\"7\"").put(asset, text).status()).isEqualTo(412);
        var described = editor.with("If-Match", "\"0\"").put(asset, text);
        editor.without("If-Match");
        assertThat(described.status()).as(described.body()).isEqualTo(200);
        assertThat(editor.get(ASSETS + "?text=lantern&type=png&minPosition=" + position(described))
                        .json()
                        .path("items")
                        .path(0)
                        .path("altText")
                        .path("hi")
                        .asString())
                .isEqualTo("एक लालटेन");

        var deleted = editor.delete(asset);
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
        for (var path : paths) {
            assertThat(bytes(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(editor.get(asset + "?minPosition=" + position(deleted)).status())
                .isEqualTo(404);
        assertThat(editor.delete(asset).status()).isEqualTo(404);

        var again = upload(editor, UPLOAD, picture);
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(bytes(paths.getFirst() + "?minPosition=" + position(again)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void areThereOnceHoweverOftenTheyAreSent() {
        var picture = picture(50, 40);
        var first = upload(editor, UPLOAD, picture);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        editor.with("Avaone-Min-Position", position(first));
        var second = upload(editor, UPLOAD, TestPictures.join(picture, TestPictures.bytes("with something behind")));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    }

    @Test
    void areSentUnderAKeyOnce() {
        var picture = picture(50, 40);
        editor.with("Idempotency-Key", "picture-" + picture.length + "-" + System.nanoTime());
        var first = upload(editor, UPLOAD, picture);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(upload(editor, UPLOAD, picture).json()).isEqualTo(first.json());
        var other = upload(editor, UPLOAD, picture(50, 40));
        assertThat(other.status()).as(other.body()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void areSentByAFormThatRunsNoScript() {
        var browser = new Caller(port).signIn();
        var token = Attacks.csrf(browser, PAGE);
        browser.without("X-CSRF-TOKEN");
        var field = part("_csrf", null, null, TestPictures.bytes(token));
        var key = part("idempotencyKey", null, null, TestPictures.bytes("form-" + System.nanoTime()));

        var refused = send(
                browser,
                PAGE,
                MULTIPART,
                body(field, key, part("image", "logo.svg", "image/png", TestPictures.bytes("<svg/>"))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("It is neither a JPEG nor a PNG nor a GIF.");
        var nothing = send(browser, PAGE, MULTIPART, body(field, key, part("image", "", null, new byte[0])));
        assertThat(nothing.status()).as(nothing.body()).isEqualTo(422);
        assertThat(nothing.body()).contains("Must be a picture.");

        var picture = part("image", "lantern.png", "image/png", picture(50, 40));
        assertThat(send(browser, PAGE, MULTIPART, body(picture)).status())
                .as("without the token")
                .isEqualTo(403);
        var taken = send(browser, PAGE, MULTIPART, body(field, key, picture));
        assertThat(taken.status()).as(taken.body()).isEqualTo(303);
        var shown = browser.get(Objects.requireNonNull(taken.header("Location")).replaceAll("^https?://[^/]+", ""));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("lantern.png", "Picture uploaded.", "/assets/");
        assertThat(browser.get(PAGE).body()).contains("lantern.png");
    }

    // ---- what means harm

    @Test
    void takeNoHarmFromTwoHundredHostileUploads() throws Exception {
        editor.with("Prefer", "return=representation");
        var faults = new ArrayList<String>();
        var times = new LinkedHashMap<String, Long>();
        for (var hostile : HostileUploads.all()) {
            var begun = System.nanoTime();
            var answer = send(
                    editor,
                    UPLOAD,
                    MULTIPART,
                    body(part("image", hostile.fileName(), hostile.contentType(), hostile.content())));
            times.put(hostile.name(), System.nanoTime() - begun);
            if (hostile.isRefused() ? !isRefusal(answer) : !isHarmless(answer)) {
                faults.add("%s: %d %s".formatted(hostile, answer.status(), answer.body()));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(times).hasSizeGreaterThanOrEqualTo(200);
        assertThat(times.values()).allMatch(nanos -> nanos < LONG.toNanos());
    }

    private static boolean isRefusal(Caller.Answer answer) {
        return answer.status() == 422 || answer.status() == 400 || answer.status() == 413;
    }

    private boolean isHarmless(Caller.Answer answer) throws IOException, InterruptedException {
        if (answer.status() != 201 && answer.status() != 200) {
            return false;
        }
        var shown = bytes(answer.json().path("original").path("path").asString());
        var name = answer.json().path("fileName").asString();
        return shown.statusCode() == 200
                && !TestPictures.holds(shown.body(), "canary")
                && !name.contains("/")
                && !name.contains("\\");
    }

    @Test
    void areNotMistakenInTrickyBodies() {
        var picture = picture(20, 20);
        var file = part("image", "a.png", "image/png", picture);
        var bodies = new LinkedHashMap<String, Map.Entry<String, byte[]>>();
        bodies.put("no boundary", Map.entry("multipart/form-data", body(file)));
        bodies.put("an empty boundary", Map.entry("multipart/form-data; boundary=", body(file)));
        bodies.put("another boundary", Map.entry("multipart/form-data; boundary=other", body(file)));
        bodies.put("a long boundary", Map.entry("multipart/form-data; boundary=" + "x".repeat(5_000), body(file)));
        bodies.put("another kind of parts", Map.entry("multipart/mixed; boundary=" + BOUNDARY, body(file)));
        bodies.put("no end", Map.entry(MULTIPART, file));
        bodies.put("cut in the middle", Map.entry(MULTIPART, Arrays.copyOf(file, file.length / 2)));
        bodies.put("nothing", Map.entry(MULTIPART, new byte[0]));
        bodies.put("no parts", Map.entry(MULTIPART, body()));
        bodies.put("two pictures", Map.entry(MULTIPART, body(file, file)));
        bodies.put("a field in its place", Map.entry(MULTIPART, body(part("image", null, null, picture))));
        bodies.put("another name", Map.entry(MULTIPART, body(part("file", "a.png", "image/png", picture))));
        var many = new byte[500][];
        Arrays.fill(many, part("x", null, null, new byte[1]));
        bodies.put("many parts", Map.entry(MULTIPART, body(TestPictures.join(many), file)));
        bodies.put(
                "long headers",
                Map.entry(
                        MULTIPART,
                        body(part("image", "a.png", "image/png\r\nX-Long: " + "x".repeat(100_000), picture))));
        bodies.put(
                "parts in a part",
                Map.entry(MULTIPART, body(part("image", "a.png", "multipart/mixed; boundary=inner", body(file)))));
        bodies.put("text that says it is parts", Map.entry(MULTIPART, TestPictures.bytes("image=a.png")));
        bodies.put("a picture itself", Map.entry("image/png", picture));
        bodies.put("JSON", Map.entry("application/json", TestPictures.bytes("{\"image\":\"a.png\"}")));
        var faults = new ArrayList<String>();
        bodies.forEach((name, body) -> {
            var answer = send(editor, UPLOAD, body.getKey(), body.getValue());
            // The first of two pictures is one; that there is a second changes nothing.
            if (answer.status() >= 500 || answer.status() < 400 && !name.equals("two pictures")) {
                faults.add(name + ": " + answer.status() + " " + answer.body());
            }
        });
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mayHaveTenMegabytes(boolean chunked) {
        var large = body(part("image", "a.png", "image/png", new byte[10 * 1024 * 1024 + 1]));
        var publisher = BodyPublishers.ofByteArray(large);
        var answer = editor.send(editor.request(UPLOAD)
                .header("Content-Type", MULTIPART)
                .POST(chunked ? BodyPublishers.fromPublisher(publisher) : publisher));
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
    }

    @Test
    void areTakenInByFewRoutesAndOfFewPeople() {
        assertThat(upload(visitor, UPLOAD, picture(9, 9)).status()).isEqualTo(401);
        assertThat(upload(visitor, PAGE, picture(9, 9)).status()).isIn(303, 403);
        assertThat(upload(editor, "/api/organizations", picture(9, 9)).status()).isEqualTo(415);
        assertThat(upload(visitor, "/api/send-contact-form", picture(9, 9)).status())
                .isEqualTo(415);
        assertThat(upload(visitor, "/contacts", picture(9, 9)).status()).isEqualTo(415);
    }
}
