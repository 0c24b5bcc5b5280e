package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not touched is called right, and what was touched is named. */
class BundleVerifierTest {

    private static final SigningKey KEY = SigningKey.generate("test");
    private static final int EVENTS = 300;

    @TempDir
    private Path directory;

    private Path bundle;
    private List<LogLine> events;

    @BeforeEach
    void makeBundle() throws IOException {
        var random = new Random(7);
        bundle = directory.resolve("bundle.zip");
        events = Bundles.events(EVENTS, random);
        Bundles.write(
                bundle,
                events,
                Map.of("users", Bundles.documents(40, random), "licenses", Bundles.documents(1, random)),
                List.of(0, 1, 100, 128, 299),
                KEY);
    }

    private Report verify(SignedNote... kept) throws IOException {
        return BundleVerifier.verify(bundle, KEY.verifier(), List.of(kept));
    }

    private void change(String file, Consumer<List<String>> change) throws IOException {
        Bundles.change(bundle, files -> {
            var lines = new ArrayList<>(Arrays.asList(of(files, file).split("\n", 0)));
            change.accept(lines);
            files.put(file, String.join("\n", lines) + "\n");
            return files;
        });
    }

    private static String of(Map<String, String> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }

    private void assertFirst(Report report, String where, String... what) {
        assertThat(report.isClean()).isFalse();
        assertThat(report.findings().getFirst().where()).isEqualTo(where);
        assertThat(report.findings().getFirst().what()).contains(what);
    }

    @Test
    void whatNobodyTouchedIsRight() throws IOException {
        var report = verify(Bundles.checkpoint(events, 200, KEY));
        assertThat(report.findings()).isEmpty();
        assertThat(report.text())
                .contains("300 events, each as it was signed", "40 documents", "Everything is as it was signed");
    }

    @Test
    void eventsThatTheDocumentsDoNotShowYetAreNoFaultAndAreTold() throws IOException {
        Bundles.write(bundle, events, Map.of("parked_events", Bundles.documents(2, new Random(7))), List.of(), KEY);

        var report = verify();

        assertThat(report.isClean()).isTrue();
        assertThat(report.text()).contains("note   2 events had not come into the read models");
    }

    @Test
    void hundredBundlesWithoutFalseAlarm() throws IOException {
        for (var seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var count = random.nextInt(seed < 5 ? 3 : 600);
            var some = Bundles.events(count, random);
            var earlier = IntStream.range(0, random.nextInt(5))
                    .map(_ -> random.nextInt(count + 1))
                    .sorted()
                    .distinct()
                    .boxed()
                    .toList();
            Bundles.write(bundle, some, Map.of("users", Bundles.documents(random.nextInt(30), random)), earlier, KEY);
            assertThat(verify().findings()).as("seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 298, 299})
    void oneByteIsFound(int number) throws IOException {
        change(
                BundleFiles.EVENTS,
                lines -> lines.set(number, lines.get(number).replaceFirst("suspended", "suspendee")));
        assertFirst(
                verify(),
                BundleFiles.EVENTS,
                "event number %d is not as it was signed".formatted(number),
                "position " + events.get(number).position(),
                events.get(number).eventId());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 150, 298})
    void aDroppedEventIsFound(int number) throws IOException {
        change(BundleFiles.EVENTS, lines -> lines.remove(number));
        assertFirst(verify(), BundleFiles.EVENTS, "event number %d is missing".formatted(number));
    }

    @Test
    void eventsInAnotherOrderAreFound() throws IOException {
        change(BundleFiles.EVENTS, lines -> Collections.swap(lines, 200, 201));
        assertFirst(verify(), BundleFiles.EVENTS, "event number 200 stands in another place");
    }

    @Test
    void aLogCutShortIsFound() throws IOException {
        change(BundleFiles.EVENTS, lines -> lines.subList(250, EVENTS).clear());
        assertFirst(verify(), BundleFiles.EVENTS, "event number 250 and all behind it are missing, 50 in all");
    }

    @Test
    void anAddedEventIsFound() throws IOException {
        change(BundleFiles.EVENTS, lines -> lines.add(10, lines.getLast().replace("\"id\":\"", "\"id\":\"x")));
        assertFirst(verify(), BundleFiles.EVENTS, "was put in before event number 10");
    }

    @Test
    void anEventBehindTheLastIsFound() throws IOException {
        change(BundleFiles.EVENTS, lines -> lines.add(lines.getLast().replace("\"id\":\"", "\"id\":\"x")));
        assertFirst(verify(), BundleFiles.EVENTS, "stands behind the last one");
    }

    /** Somebody changes an event and works everything out anew, but has not the key. */
    @Test
    void whatWasWorkedOutAnewWithoutTheKeyIsFound() throws IOException {
        recompute(110, SigningKey.generate("test"));
        var report = verify();
        assertThat(report.findings()).extracting(Report.Finding::where).contains("manifest", "checkpoint");
        assertThat(report.findings())
                .extracting(Report.Finding::what)
                .anyMatch(what -> what.contains("the fault is in number 100 to 127"));
    }

    /** The signatures of before stand under what was changed. */
    @Test
    void oldSignaturesUnderNewTextAreFound() throws IOException {
        var before = new LinkedHashMap<String, String>();
        Bundles.change(bundle, files -> {
            before.putAll(files);
            return files;
        });
        recompute(5, KEY);
        Bundles.change(bundle, files -> {
            files.put(BundleFiles.MANIFEST, signedAsBefore(files, before, BundleFiles.MANIFEST));
            files.put(BundleFiles.CHECKPOINT, signedAsBefore(files, before, BundleFiles.CHECKPOINT));
            files.put(BundleFiles.EARLIER, before.get(BundleFiles.EARLIER));
            return files;
        });
        var report = verify();
        assertFirst(report, BundleFiles.MANIFEST, "is not signed by the key");
        assertThat(report.text()).contains("the fault is in number 1 to 99");
    }

    private static String signedAsBefore(Map<String, String> files, Map<String, String> before, String name) {
        return SignedNote.parse(of(files, name)).text()
                + "\n"
                + of(before, name).substring(of(before, name).lastIndexOf("\n\n") + 2);
    }

    private void recompute(int number, SigningKey key) throws IOException {
        var event = events.get(number);
        var changed = new ArrayList<>(events);
        changed.set(
                number,
                new LogLine(
                        event.position(),
                        event.eventId(),
                        event.at(),
                        event.type(),
                        event.revision(),
                        event.aggregate(),
                        event.metadata(),
                        "{}".getBytes(UTF_8)));
        var before = new LinkedHashMap<String, String>();
        Bundles.change(bundle, files -> {
            before.putAll(files);
            return files;
        });
        Bundles.write(bundle, changed, Map.of("users", Map.of()), List.of(), key);
        // What was signed before is kept: without it the fault is found, but not where it is.
        Bundles.change(bundle, files -> {
            files.put(BundleFiles.EARLIER, before.get(BundleFiles.EARLIER));
            return files;
        });
    }

    /** Even the key was replaced, and nobody gave the right one: what somebody kept shows it. */
    @Test
    void anotherKeyIsFoundByWhatSomebodyKept() throws IOException {
        var kept = Bundles.checkpoint(events, 100, KEY);
        var other = SigningKey.generate("test");
        Bundles.write(bundle, events.subList(0, 200), Map.of(), List.of(), other);
        assertThat(BundleVerifier.verify(bundle, null, List.of()).isClean()).isTrue();
        assertThat(BundleVerifier.verify(bundle, null, List.of()).text()).contains("Who signed is not proven");
        assertThat(verify().isClean()).isFalse();
        assertFirst(
                BundleVerifier.verify(bundle, null, List.of(kept)),
                "the checkpoints that you kept",
                "none is of the log " + Bundles.origin(other),
                "the first is of " + Bundles.origin(KEY));
    }

    /** Another key may be called as the one before. */
    @Test
    void anotherKeyOfTheSameNameIsFoundByTheSuitesCheckpoint() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var other = SigningKey.parse(
                VerifierKey.of(KEY.verifier().name(), pair.getPublic()).text()
                        + " "
                        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        Bundles.write(bundle, events, Map.of(), List.of(), other);
        assertFirst(
                BundleVerifier.verify(bundle, null, List.of(ofSuite(7))),
                "the checkpoints that you kept",
                "are not signed by the key");
    }

    private static SignedNote ofSuite(int size) {
        return new Checkpoint(KEY.verifier().name(), size, Hash.OF_NOTHING).signed(KEY);
    }

    private static SignedNote ofAnother() {
        return new Checkpoint(KEY.verifier().name() + "/org_of_others", 5, Hash.OF_NOTHING).signed(KEY);
    }

    /** The bundle of somebody else, given as that of whom the checkpoint is. */
    @Test
    void whatIsOfNoneOfTheLogsThatSomebodyKeptIsFound() throws IOException {
        assertFirst(verify(ofAnother()), "the checkpoints that you kept", "the first is of", "/org_of_others");
    }

    /** A copy of what a suite appended to its file knows nothing of an organization that has its first bundle. */
    @Test
    void aFirstBundleIsNotAccusedByACopyOfAllThatTheSuiteSigned() throws IOException {
        for (var kept : List.of(List.of(ofSuite(7)), List.of(ofAnother(), ofSuite(7)))) {
            var report = BundleVerifier.verify(bundle, KEY.verifier(), kept);
            assertThat(report.findings()).isEmpty();
            assertThat(report.text()).contains("None of the checkpoints that you kept is of this log");
        }
    }

    @Test
    void itSaysFirstWhatTheBundleIsAbout() throws IOException {
        assertThat(verify().text()).startsWith("""
                        about  organization %s
                        about  made 2026-01-31T12:00:00Z
                        about  300 events, up to position %d
                        about  root %s
                        about  documents as of position %2$d
                        """.formatted(
                        Bundles.ORGANIZATION,
                        events.getLast().position(),
                        Bundles.root(events, EVENTS).base64()));
    }

    @Test
    void theBundleOfAnotherOrganizationIsFound() throws IOException {
        var key = KEY.verifier();
        assertThat(BundleVerifier.verify(bundle, key, Bundles.ORGANIZATION, List.of())
                        .isClean())
                .isTrue();
        assertFirst(
                BundleVerifier.verify(bundle, key, "org_x", List.of()),
                BundleFiles.MANIFEST,
                "is of the organization " + Bundles.ORGANIZATION + ", not of org_x");
        assertThat(run(bundle.toString(), "--key", key.text(), "--organization", Bundles.ORGANIZATION))
                .isZero();
        assertThat(run(bundle.toString(), "--key", key.text(), "--organization", "org_x"))
                .isEqualTo(1);
        assertThat(run(bundle.toString(), "--organization")).isEqualTo(2);
    }

    /** The suite's own log is signed each minute, for years. */
    @Test
    void checkpointsAreReadAsTheyWereKept() throws IOException {
        var first = Bundles.checkpoint(events, 100, KEY);
        var kept = directory.resolve("kept");
        var notes = BundleFiles.notes(List.of(first, ofSuite(1), ofAnother(), ofSuite(2), ofSuite(3)));
        for (var text : List.of(notes, notes.stripTrailing(), "\uFEFF" + notes.replace("\n", "\r\n"), "\n\n" + notes)) {
            Files.writeString(kept, text);
            assertThat(KeptCheckpoints.read(kept)).containsExactly(first, ofAnother(), ofSuite(3));
        }
    }

    /** Power was lost when the first was half written, and the second was appended to it; or it is a copy of half a file. */
    @Test
    void aTornCheckpointThatSomebodyKeptAccusesNoBundle() throws IOException {
        var kept = directory.resolve("kept");
        var torn = BundleFiles.notes(List.of(Bundles.checkpoint(events, 100, KEY)));
        var next = BundleFiles.notes(List.of(Bundles.checkpoint(events, 200, KEY)));
        // Without the padding and line feeds at its end it is still whole.
        for (var length = 1; length < torn.length() - 3; length++) {
            for (var text : List.of(torn.substring(0, length) + next, next + torn.substring(0, length))) {
                Files.writeString(kept, text);
                assertThat(run(bundle.toString(), "--earlier", kept.toString()))
                        .as("%s in %s", output, text)
                        .isEqualTo(2);
                assertThat(output).contains(kept.toString());
            }
        }
        assertThat(output).contains("at line 7: ");
    }

    @Test
    void whatIsNoFileOfCheckpointsAccusesNoBundle() throws IOException {
        var kept = directory.resolve("kept");
        for (var text : List.of("", "\n\n\n", "nonsense")) {
            Files.writeString(kept, text);
            assertThat(run(bundle.toString(), "--earlier", kept.toString())).isEqualTo(2);
        }
        Files.write(kept, BundleFiles.notes(List.of(ofSuite(5))).getBytes(UTF_16));
        assertThat(run(bundle.toString(), "--earlier", kept.toString())).isEqualTo(2);
        assertThat(output).contains("is no text in UTF-8");
    }

    @Test
    void whatStandsBehindTheLastIsCounted() throws IOException {
        change(BundleFiles.EVENTS, lines -> lines.add(lines.getLast()));
        change(BundleFiles.EVENT_HASHES, lines -> lines.add(lines.getLast()));
        assertFirst(verify(), BundleFiles.EVENTS, "behind the 300 of the checkpoint stand 1 more");
    }

    @Test
    void aForkUnderTheSameKeyIsFoundByWhatSomebodyKept() throws IOException {
        var kept = Bundles.checkpoint(Bundles.events(EVENTS, new Random(8)), 100, KEY);
        assertThat(verify(kept).text()).contains("the log was forked").doesNotContain("Everything is as");
    }

    @Test
    void anOlderLogIsFoundByWhatSomebodyKept() throws IOException {
        var kept = Bundles.checkpoint(events, EVENTS, KEY);
        Bundles.write(bundle, events.subList(0, 200), Map.of(), List.of(), KEY);
        assertFirst(verify(kept), "the checkpoint that you kept", "signs 300 events");
    }

    @Test
    void anEditedDocumentIsFound() throws IOException {
        change("documents/users.jsonl", lines -> lines.set(17, lines.get(17).replace("seats", "sofas")));
        assertFirst(verify(), "documents/users.jsonl", "document usr_000017 is not as it was signed");
    }

    @Test
    void anEditedDocumentWithItsDigestIsFound() throws IOException {
        change("documents/users.jsonl", lines -> lines.set(17, lines.get(17).replace("seats", "sofas")));
        Bundles.change(bundle, files -> {
            var line = of(files, "documents/users.jsonl").split("\n", 0)[17];
            var hashes = of(files, "documents/users.hashes").split("\n", 0);
            hashes[17] = Hash.sha256(line.getBytes(UTF_8)).hex() + " usr_000017";
            files.put("documents/users.hashes", String.join("\n", hashes) + "\n");
            return files;
        });
        assertThat(verify().findings())
                .extracting(Report.Finding::where)
                .containsExactly("documents/users.jsonl", "documents/users.hashes");
    }

    @Test
    void aMissingDocumentAndAnAddedOneAreFound() throws IOException {
        change("documents/users.jsonl", lines -> {
            lines.remove(3);
            lines.add("{\"_id\":\"usr_of_nobody\"}");
        });
        assertThat(verify().findings())
                .extracting(Report.Finding::toString)
                .contains(
                        "documents/users.jsonl: document usr_000003 is missing",
                        "documents/users.jsonl: document usr_of_nobody stands behind the last one, and nobody signed it");
    }

    @Test
    void changedHashesDoNotAccuseTheEvents() throws IOException {
        change(BundleFiles.EVENT_HASHES, lines -> lines.set(9, Hash.OF_NOTHING.hex()));
        assertFirst(verify(), BundleFiles.EVENT_HASHES, "the events themselves are");
    }

    @Test
    void aMissingFileAndOneTooManyAreFound() throws IOException {
        Bundles.change(bundle, files -> {
            files.remove("documents/licenses.jsonl");
            files.put("more.txt", "");
            return files;
        });
        assertThat(verify().findings())
                .extracting(Report.Finding::toString)
                .contains("documents/licenses.jsonl: is missing", "more.txt: is not in the manifest");
    }

    @Test
    void aProofThatProvesNothingIsFound() throws IOException {
        change(BundleFiles.CONSISTENCY, lines -> lines.set(lines.size() - 1, Hash.OF_NOTHING.base64()));
        assertFirst(verify(), BundleFiles.CONSISTENCY, "299 events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "documents/../../x", "a\\b", "C:x", "documents/a/b"})
    void namesThatLeadElsewhereAreRefused(String name) throws IOException {
        Bundles.change(bundle, files -> {
            files.put(name, "");
            return files;
        });
        assertFirst(verify(), "bundle.zip", "No file of a bundle is called");
    }

    @Test
    void aFileThatIsThereTwiceIsRefused() throws IOException {
        Bundles.change(bundle, files -> {
            files.put("kex", "");
            return files;
        });
        // A ZIP with the same name twice is written by hand: the writer refuses to.
        var bytes = new String(Files.readAllBytes(bundle), java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.write(bundle, bytes.replace("kex", "key").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertFirst(verify(), "bundle.zip", "is there twice");
    }

    @Test
    void aBombIsRefusedBeforeItGoesOff() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            zip.putNextEntry(new ZipEntry("events.jsonl"));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1100; i++) {
                zip.write(zeros);
            }
        }
        assertFirst(verify(), "bundle.zip", "packed more tightly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "checkpoint", "checkpoints", "consistency", "key", "events.hashes"})
    void filesOfAnotherFormAreRefusedInWords(String name) throws IOException {
        Bundles.change(bundle, files -> {
            files.put(name, "nonsense\n\nof somebody");
            return files;
        });
        assertThat(BundleVerifier.verify(bundle, null, List.of()).isClean()).isFalse();
    }

    @Test
    void aTornFileIsRefusedInWords() throws IOException {
        var bytes = Files.readAllBytes(bundle);
        Files.write(bundle, Arrays.copyOf(bytes, bytes.length / 2));
        assertFirst(verify(), "bundle.zip", "is no whole ZIP");
    }

    /** As a terminal would read it: clear the screen, and go on at its top. */
    private static final String CLEARED = "\u001b[2J\u001b[HEverything\u202eis\u2028as\rit was signed.";

    @Test
    void nothingInABundleReachesTheTerminalAsACommand() throws IOException {
        change(BundleFiles.MANIFEST, lines -> lines.set(3, "made " + CLEARED.replace(' ', '_')));
        assertThat(run(bundle.toString(), "--key", KEY.verifier().text())).isEqualTo(1);
        assertHarmless();
        Bundles.change(bundle, files -> {
            var key = KEY.verifier();
            files.put(BundleFiles.KEY, key.text().replace("+" + key.id() + "+", "+\n\n" + CLEARED + "\n+"));
            return files;
        });
        assertThat(run(bundle.toString())).isEqualTo(1);
        assertHarmless();
    }

    @Test
    void nothingInAFileBesideItReachesTheTerminalAsACommand() throws IOException {
        var key = directory.resolve("key");
        Files.writeString(key, KEY.verifier().text().replaceFirst("\\+[0-9a-f]+\\+", "+" + CLEARED + "+"));
        assertThat(run(bundle.toString(), "--key", key.toString())).isEqualTo(2);
        assertHarmless();
    }

    private void assertHarmless() {
        assertThat(output).contains("?[2J").doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}&&[^\n]]");
        assertThat(output.lines()).noneMatch(line -> line.startsWith("Everything is as it was signed"));
    }

    @Test
    void aWordWithoutEndIsCutOff() throws IOException {
        change(BundleFiles.MANIFEST, lines -> lines.set(3, "made " + "x".repeat(1 << 20)));
        assertThat(verify().text().length()).isLessThan(10_000);
    }

    @Test
    void theProgramTellsByItsExitCode() throws IOException {
        var key = KEY.verifier().text();
        assertThat(run(bundle.toString(), "--key", key)).isZero();
        var kept = directory.resolve("kept");
        Files.writeString(
                kept,
                BundleFiles.notes(List.of(Bundles.checkpoint(events, 100, KEY), Bundles.checkpoint(events, 200, KEY))));
        assertThat(run(bundle.toString(), "--key", key, "--earlier", kept.toString()))
                .isZero();
        assertThat(output).contains("Checkpoints of this log that you kept, and that it was compared with: 2");
        change(BundleFiles.EVENTS, lines -> lines.remove(0));
        assertThat(run(bundle.toString(), "--key", key)).isEqualTo(1);
        assertThat(output).contains("The first fault: events.jsonl: event number 0 is missing");
        assertThat(run()).isEqualTo(2);
        assertThat(run(bundle.toString(), "--key", "nonsense+1+2")).isEqualTo(2);
        assertThat(run(bundle.toString(), "--other", "1")).isEqualTo(2);
        assertThat(run(directory.resolve("nowhere.zip").toString())).isEqualTo(2);
    }

    private String output = "";

    private int run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        var code = Verify.run(arguments, stream, stream);
        output = out.toString(UTF_8);
        return code;
    }
}
