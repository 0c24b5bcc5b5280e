package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines, notes and keys byte by byte. */
class FormsTest {

    /** The example of C2SP's signed notes, which Go's package has too. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @Test
    void aLineIsAlwaysTheSameBytes() {
        var line = new LogLine(
                1208,
                "9b2f7a86-4c55-4b5e-8a43-6f2c62c2f6a1",
                Instant.parse("2026-03-04T05:06:07.100999Z"),
                "license.suspended",
                "1",
                new LogLine.Aggregate("lic_1", "license", 3),
                Map.of("tenant", "org_1", "actorKind", "USER", "z", "\"\\\n\u0001é☃😀"),
                "{\"b\" : [1.0],\"a\":\"\\u00e9\"}".getBytes(UTF_8));
        assertThat(new String(line.bytes(), UTF_8))
                .isEqualTo("{\"position\":1208,\"id\":\"9b2f7a86-4c55-4b5e-8a43-6f2c62c2f6a1\","
                        + "\"at\":\"2026-03-04T05:06:07.100Z\",\"type\":\"license.suspended\",\"revision\":\"1\","
                        + "\"aggregate\":\"lic_1\",\"aggregateType\":\"license\",\"number\":3,"
                        + "\"metadata\":{\"actorKind\":\"USER\",\"tenant\":\"org_1\",\"z\":\"\\\"\\\\\\u000a\\u0001é☃😀\"},"
                        + "\"payload\":{\"b\" : [1.0],\"a\":\"\\u00e9\"}}");
        assertThat(JsonFields.of(new String(line.bytes(), UTF_8))).containsEntry("position", "1208");
    }

    @Test
    void whatIsAbsentIsLeftOutAndWhatIsNoTextIsEncoded() {
        var line = new LogLine(1, "e", Instant.EPOCH, "x.y", null, null, Map.of(), new byte[] {'{', '\n', '}'});
        assertThat(new String(line.bytes(), UTF_8))
                .isEqualTo("{\"position\":1,\"id\":\"e\",\"at\":\"1970-01-01T00:00:00.000Z\",\"type\":\"x.y\","
                        + "\"metadata\":{},\"payloadBase64\":\"ewp9\"}");
        assertThat(line.organization()).isNull();
    }

    @Test
    void aNoteOfOthersIsRead() {
        var note = SignedNote.parse(GO_NOTE);
        assertThat(note.isSignedBy(VerifierKey.parse(GO_KEY))).isTrue();
        assertThat(note.note()).isEqualTo(GO_NOTE);
        assertThat(SignedNote.parse(GO_NOTE.replace("answer", "question")).isSignedBy(VerifierKey.parse(GO_KEY)))
                .isFalse();
    }

    @Test
    void aKeyOutlivesBeingWrittenDown() {
        var key = SigningKey.generate("test");
        var again = SigningKey.parse(key.secretText());
        var note = new Checkpoint("o", 5, Hash.OF_NOTHING).signed(again);
        assertThat(note.isSignedBy(key.verifier())).isTrue();
        assertThat(VerifierKey.parse(key.verifier().text())).isEqualTo(key.verifier());
        assertThat(Checkpoint.parse(note.text())).isEqualTo(new Checkpoint("o", 5, Hash.OF_NOTHING));
        assertThat(key.verifier().fingerprint()).matches("([0-9a-f]{8} ){7}[0-9a-f]{8}");
        assertThat(note.isSignedBy(SigningKey.generate("test").verifier())).isFalse();
    }

    @Test
    void halvesOfTwoKeysAreRefused() {
        var one = SigningKey.generate("test").secretText().split(" ", 0);
        var other = SigningKey.generate("test").secretText().split(" ", 0);
        assertThatThrownBy(() -> SigningKey.parse(one[0] + " " + other[1])).isInstanceOf(NotValid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a+b",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void keysOfAnotherFormAreRefused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(NotValid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o\n", "o\n-1\nAAA=\n", "o\n1\nAAA=\n", "o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"})
    void checkpointsOfAnotherFormAreRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(NotValid.class);
    }

    @Test
    void severalNotesAreReadAsTheyWereWritten() {
        var key = SigningKey.generate("test");
        var notes = List.of(
                new Checkpoint("o", 0, Hash.OF_NOTHING).signed(key),
                new Checkpoint("o", 5, Hash.OF_NOTHING).signed(key));
        assertThat(BundleFiles.parseNotes(BundleFiles.notes(notes))).isEqualTo(notes);
        assertThat(BundleFiles.parseNotes(notes.getFirst().note())).containsExactly(notes.getFirst());
        var proofs = List.of(
                new BundleFiles.ConsistencyProof(0, 5, List.of()),
                new BundleFiles.ConsistencyProof(3, 5, List.of(Hash.OF_NOTHING, Hash.ofLeaf(new byte[0]))));
        assertThat(BundleFiles.parseProofs(BundleFiles.proofs(proofs))).isEqualTo(proofs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\"", "{\"a\":}", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "[1]", "{\"a\":\"\\u12"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonFields.of(text)).isInstanceOf(NotValid.class);
    }

    @Test
    void nestedJsonIsPassedOver() {
        assertThat(JsonFields.of("{\"a\":{\"b\":[\"}\",{}]},\"c\":[],\"d\":null,\"e\":\"\\u00e9\\n\"}"))
                .containsExactly(
                        Map.entry("a", "{\"b\":[\"}\",{}]}"),
                        Map.entry("c", "[]"),
                        Map.entry("d", "null"),
                        Map.entry("e", "é\n"));
    }
}
