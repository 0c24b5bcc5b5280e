package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.evidence.EvidenceBundle;
import com.avaone.api.evidence.EvidenceRule;
import com.avaone.api.evidence.OrganizationDocuments;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.memory.EvidenceTrees.Node;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import com.avaone.evidence.BundleFiles;
import com.avaone.evidence.BundleVerifier;
import com.avaone.evidence.Hash;
import com.avaone.evidence.Proofs;
import com.avaone.evidence.Report;
import com.avaone.evidence.SignedNote;
import com.avaone.evidence.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The evidence log over the embedded store: it grows, proves, goes on after a crash, and signs no fork. */
@SuppressWarnings("NullAway.Init") // opened before each test
class EvidenceLogTest {

    private static final OrganizationDocuments NO_DOCUMENTS = (_, _, _) -> {};

    private final OrganizationId first = OrganizationId.random();
    private final OrganizationId second = OrganizationId.random();
    private final SigningKey key = SigningKey.generate("test");
    private final PersonalSeal seal = KeysOnDisposal.seal();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-31T12:00:00Z"));

    @TempDir
    private Path directory;

    private EvidenceOnDisposal evidence;

    @BeforeEach
    void open() {
        evidence = open(NO_DOCUMENTS);
    }

    private EvidenceOnDisposal open(OrganizationDocuments documents) {
        return new EvidenceOnDisposal(directory, key, seal, documents, clock);
    }

    @AfterEach
    void close() {
        evidence.close();
    }

    private void reopen(OrganizationDocuments documents) {
        evidence.close();
        evidence = open(documents);
    }

    private void appendSome(int seed) {
        var random = new Random(seed);
        for (var i = 0; i < 20; i++) {
            evidence.append(random.nextInt(4) == 0 ? null : random.nextBoolean() ? first : second, random.nextInt(100));
        }
    }

    private List<List<Object>> everyNode() {
        var all = new ArrayList<List<Object>>();
        for (var tree : List.of(StoredTree.OF_SUITE, first.value(), second.value())) {
            for (var level = 0; level < 4; level++) {
                for (Node node : evidence.trees.nodes(tree, level, 0, 100_000)) {
                    all.add(List.of(tree, level, node.number(), node.position(), Hash.of(node.hash())));
                }
            }
        }
        return all;
    }

    @Test
    void everyEventIsProvenInTheSuitesLogAndItsOrganizationsAndInNoOther() {
        appendSome(1);
        var head = evidence.stored.head();
        var inFirst = 0;
        for (var position = 1L; position <= head; position += 7) {
            var inSuite = evidence.log.inclusion(null, position);
            assertThat(inSuite.proven()).isTrue();
            assertThat(Proofs.isIncluded(
                            Hash.ofLeaf(inSuite.line().getBytes(UTF_8)),
                            inSuite.index(),
                            inSuite.checkpoint().size(),
                            inSuite.hashes().stream().map(Hash::ofBase64).toList(),
                            Hash.ofBase64(inSuite.checkpoint().root())))
                    .isTrue();
            if (inSuite.line().contains("\"tenant\":\"" + first)) {
                assertThat(evidence.log.inclusion(first, position).proven()).isTrue();
                inFirst++;
            } else {
                var at = position;
                assertThatThrownBy(() -> evidence.log.inclusion(first, at)).is(refusedBy(KernelRule.NOT_FOUND));
            }
        }
        assertThat(inFirst).isPositive();
        assertThatThrownBy(() -> evidence.log.inclusion(null, head + 1)).isInstanceOf(Rejected.class);
    }

    @Test
    void eachCheckpointHoldsTheOneBefore() {
        for (var round = 0; round < 5; round++) {
            appendSome(round);
            clock.advance(EvidenceOnDisposal.INTERVAL);
            assertThat(evidence.log.checkpoint(first).number()).isEqualTo(round);
        }
        var checkpoints = evidence.log.checkpoints(first, null, 100);
        assertThat(checkpoints).hasSize(5);
        for (var i = 1; i < checkpoints.size(); i++) {
            var later = checkpoints.get(i - 1);
            var earlier = checkpoints.get(i);
            var proof = evidence.log.consistency(first, earlier.size(), later.size());
            assertThat(proof.fromRoot()).isEqualTo(earlier.root());
            assertThat(proof.toRoot()).isEqualTo(later.root());
            assertThat(Proofs.isConsistent(
                            proof.from(),
                            Hash.ofBase64(proof.fromRoot()),
                            proof.to(),
                            Hash.ofBase64(proof.toRoot()),
                            proof.hashes().stream().map(Hash::ofBase64).toList()))
                    .isTrue();
            assertThat(SignedNote.parse(later.note()).isSignedBy(key.verifier()))
                    .isTrue();
        }
        assertThatThrownBy(() -> evidence.log.consistency(first, 0, 100_000)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> evidence.log.consistency(first, 9, 8)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void whatWasSignedIsInTheFileToo() throws IOException {
        appendSome(1);
        evidence.checkpoints.keepUp();
        appendSome(2);
        evidence.checkpoints.keepUp();
        assertThat(evidence.log.checkpoints(null, null, 9)).hasSize(1);
        clock.advance(EvidenceOnDisposal.INTERVAL);
        evidence.checkpoints.keepUp();
        clock.advance(EvidenceOnDisposal.INTERVAL);
        evidence.checkpoints.keepUp(); // nothing happened since
        var signed = evidence.log.checkpoints(null, null, 9);
        assertThat(signed).hasSize(2);
        assertThat(BundleFiles.parseNotes(Files.readString(directory.resolve("checkpoints"))))
                .extracting(SignedNote::note)
                .containsExactly(signed.getLast().note(), signed.getFirst().note());
    }

    /** Wherever it is stopped, it goes on, and is the same as when it is worked out anew. */
    @Test
    void aRestartGoesOnAndARebuildIsTheSame() {
        for (var round = 0; round < 6; round++) {
            appendSome(round);
            if (round % 2 == 0) {
                evidence.growth.catchUp();
            }
            reopen(NO_DOCUMENTS);
        }
        evidence.growth.catchUp();
        var grown = everyNode();
        assertThat(grown.size()).isGreaterThan(4_000);
        assertThat(grown).anyMatch(node -> node.get(1).equals(1));
        evidence.trees.forgetHashes();
        evidence.growth.catchUp();
        assertThat(everyNode()).isEqualTo(grown);
        evidence.checkpoints.lookBack();
        assertThat(evidence.checkpoints.contradiction()).isEmpty();
    }

    @Test
    void aLogThatWasPutBackIsNotSignedOver() {
        appendSome(1);
        evidence.checkpoints.keepUp();
        evidence.tamper("DELETE FROM event WHERE position > 5");
        reopen(NO_DOCUMENTS);
        assertContradicted(evidence.checkpoints::lookBack);
        assertContradicted(() -> evidence.log.checkpoint(null));
        assertThat(health()).isEqualTo("DOWN");
    }

    @Test
    void aForkIsNotSigned() {
        appendSome(1);
        evidence.checkpoints.keepUp();
        evidence.tamper("UPDATE event SET recorded_at = recorded_at + 1 WHERE position = 7");
        evidence.trees.forgetHashes();
        assertContradicted(evidence.checkpoints::lookBack);
        appendSome(2);
        clock.advance(EvidenceOnDisposal.INTERVAL);
        assertContradicted(evidence.checkpoints::keepUp);
        assertThat(evidence.log.checkpoints(null, null, 9)).hasSize(1);
        assertThat(evidence.log.status(null).contradiction()).contains("another root was signed");
        // It is told no more once the event is what it was.
        evidence.tamper("UPDATE event SET recorded_at = recorded_at - 1 WHERE position = 7");
        evidence.trees.forgetHashes();
        evidence.checkpoints.keepUp();
        assertThat(evidence.log.checkpoints(null, null, 9)).hasSize(2);
        assertThat(evidence.log.status(null).contradiction()).isNull();
    }

    /** The database was put back to a copy that knows of nothing; the file remembers. */
    @Test
    void whatOnlyTheFileRemembersIsHeldAgainstTheEvents() throws IOException {
        appendSome(1);
        evidence.checkpoints.keepUp();
        evidence.close();
        Files.delete(directory.resolve("events.sqlite"));
        evidence = open(NO_DOCUMENTS);
        evidence.append(first, 3);
        assertContradicted(evidence.checkpoints::lookBack);
    }

    private Path backup() throws IOException {
        evidence.close();
        var copy = Files.copy(directory.resolve("events.sqlite"), directory.resolve("backup-" + clock.millis()));
        evidence = open(NO_DOCUMENTS);
        return copy;
    }

    private void restore(Path copy) throws IOException {
        evidence.close();
        Files.copy(copy, directory.resolve("events.sqlite"), StandardCopyOption.REPLACE_EXISTING);
        evidence = open(NO_DOCUMENTS);
    }

    private String fileOfCheckpoints() throws IOException {
        return Files.readString(directory.resolve("checkpoints"));
    }

    private String health() {
        return new EvidenceHealth(evidence.checkpoints).health().getStatus().getCode();
    }

    /** Whoever asks for whatever, before and after as many events as were lost happened again. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aStoreThatWasPutBackHasNothingSigned(CapturedOutput output) throws IOException {
        appendSome(1);
        evidence.checkpoints.keepUp();
        var older = backup();
        evidence.append(first, 5);
        clock.advance(EvidenceOnDisposal.INTERVAL);
        evidence.checkpoints.keepUp();
        evidence.log.checkpoint(first);
        var newer = backup();
        var signed = fileOfCheckpoints();

        restore(older);
        assertContradicted(evidence.checkpoints::lookBack);
        for (var round = 0; round < 4; round++) {
            evidence.append(first, 3);
            clock.advance(EvidenceOnDisposal.INTERVAL);
            for (var organizationId : Arrays.asList(null, first, second)) {
                assertContradicted(() -> evidence.log.checkpoint(organizationId));
                assertThat(evidence.log.status(organizationId).contradiction()).isNotNull();
            }
            assertContradicted(() -> evidence.log.bundle(first));
            assertContradicted(() -> evidence.log.bundle(second));
            assertContradicted(() -> evidence.log.inclusion(null, 1));
            assertContradicted(evidence.checkpoints::keepUp);
            assertContradicted(evidence.checkpoints::lookBack);
            assertThat(health()).isEqualTo("DOWN");
        }
        assertThat(fileOfCheckpoints()).isEqualTo(signed);
        assertThat(evidence.log.checkpoints(null, null, 9)).hasSize(1);
        var told = "THE EVENTS CONTRADICT WHAT WAS SIGNED. Of " + key.verifier().name();
        assertThat(output.getOut().split(Pattern.quote(told), -1))
                .as("told once, and what is before and behind it")
                .hasSize(2);

        restore(newer);
        evidence.checkpoints.lookBack();
        evidence.append(first, 1);
        clock.advance(EvidenceOnDisposal.INTERVAL);
        evidence.checkpoints.keepUp();
        assertThat(health()).isEqualTo("UP");
        assertThat(fileOfCheckpoints()).startsWith(signed).hasSizeGreaterThan(signed.length());
    }

    /** It was put back to between the last checkpoint of the suite's log and that of an organization's. */
    @Test
    void anOrganizationsLogIsHeldAgainstTheFileToo() throws IOException {
        appendSome(1);
        evidence.checkpoints.keepUp();
        var older = backup();
        evidence.append(first, 5);
        evidence.log.checkpoint(first);
        var signed = fileOfCheckpoints();
        restore(older);
        evidence.checkpoints.lookBack();
        for (var round = 0; round < 3; round++) {
            assertContradicted(() -> evidence.log.checkpoint(first));
            assertContradicted(() -> evidence.log.bundle(first));
            assertThat(health()).isEqualTo("DOWN");
            evidence.append(first, 4);
        }
        assertThat(fileOfCheckpoints()).isEqualTo(signed);
        assertThat(evidence.log.status(second).contradiction()).isNull();
        evidence.log.checkpoint(second);
    }

    /** The hashes lie elsewhere than the events, as beside Axon Server: the events are put back, and grow beyond where they were. */
    @Test
    void eventsThatWerePutBackAreNotForgottenOnceOthersOvertakeThem() {
        evidence.append(first, 30);
        evidence.checkpoints.keepUp();
        evidence.tamper("DELETE FROM event WHERE position > 20");
        reopen(NO_DOCUMENTS);
        for (var round = 0; round < 10; round++) {
            clock.advance(EvidenceOnDisposal.INTERVAL);
            assertContradicted(evidence.checkpoints::lookBack);
            assertContradicted(evidence.checkpoints::keepUp);
            assertContradicted(() -> evidence.log.checkpoint(first));
            assertThat(health()).isEqualTo("DOWN");
            evidence.append(first, 3);
        }
        assertThat(evidence.stored.head()).isGreaterThan(30);
        assertThat(evidence.trees.position()).isEqualTo(30);
        assertThat(evidence.log.checkpoints(null, null, 9)).hasSize(1);

        // As it is written down for whoever lost them for good.
        evidence.trees.forgetHashes();
        assertContradicted(evidence.checkpoints::lookBack);
        evidence.close();
        evidence = new EvidenceOnDisposal(directory, SigningKey.generate("test"), seal, NO_DOCUMENTS, clock);
        evidence.checkpoints.lookBack();
        evidence.checkpoints.keepUp();
        assertThat(evidence.log.checkpoints(null, null, 9)).hasSize(1);
        assertThat(evidence.log.inclusion(first, evidence.stored.head()).proven())
                .isTrue();
        assertThat(health()).isEqualTo("UP");
    }

    /** Killed behind the database and before the file, of the first, a later one, and an organization's. */
    @Test
    void theFileIsGivenWhatACrashKeptFromIt() throws IOException {
        for (var round = 1; round <= 2; round++) {
            appendSome(round);
            clock.advance(EvidenceOnDisposal.INTERVAL);
            var before = round == 1 ? "" : fileOfCheckpoints();
            evidence.checkpoints.keepUp();
            var ofSuite = fileOfCheckpoints();
            evidence.log.checkpoint(first);
            var all = fileOfCheckpoints();
            assertThat(ofSuite.length()).isBetween(before.length() + 1, all.length() - 1);

            Files.writeString(directory.resolve("checkpoints"), before);
            reopen(NO_DOCUMENTS);
            evidence.checkpoints.lookBack();
            assertThat(fileOfCheckpoints()).isEqualTo(ofSuite);
            evidence.log.checkpoint(first);
            evidence.log.bundle(first).close();
            evidence.checkpoints.keepUp();
            assertThat(fileOfCheckpoints()).isEqualTo(all);
        }
        assertThat(evidence.checkpoints.contradiction()).isEmpty();
    }

    @Test
    void aFileThatWasTakenAwayContradictsNothing() throws IOException {
        for (var round = 0; round < 3; round++) {
            appendSome(round);
            clock.advance(EvidenceOnDisposal.INTERVAL);
            evidence.checkpoints.keepUp();
            evidence.log.checkpoint(first);
            Files.delete(directory.resolve("checkpoints"));
            if (round == 1) {
                reopen(NO_DOCUMENTS);
                evidence.checkpoints.lookBack();
            }
        }
        assertThat(evidence.log.checkpoints(null, null, 9)).hasSize(3);
        assertThat(health()).isEqualTo("UP");
    }

    private static Condition<Throwable> refusedBy(Rule rule) {
        return new Condition<>(
                thrown -> thrown instanceof Rejected refusal
                        && refusal.rejection().code().equals(rule.code()),
                "refused by %s",
                rule.code());
    }

    private static void assertContradicted(ThrowingCallable call) {
        assertThatThrownBy(call).is(refusedBy(EvidenceRule.CONTRADICTED));
    }

    private Report verify(@Nullable Runnable betweenMakingAndWriting) throws IOException {
        var file = directory.resolve("bundle.zip");
        try (var bundle = evidence.log.bundle(first);
                var target = Files.newOutputStream(file)) {
            if (betweenMakingAndWriting != null) {
                betweenMakingAndWriting.run();
            }
            bundle.writeTo(target);
        }
        return BundleVerifier.verify(file, key.verifier(), List.of());
    }

    @Test
    void aBundleIsRightAlsoWhenMoreHappensMeanwhile() throws IOException {
        reopen((_, _, reader) -> {
            for (var i = 0; i < 300; i++) {
                reader.document("licenses", "lic_%03d".formatted(i), "{\"_id\":\"lic_%03d\"}".formatted(i));
            }
            reader.document("users", "usr_1", "{\"_id\":\"usr_1\"}");
            // Something happens while the documents are read.
            evidence.append(first, 1);
        });
        for (var round = 0; round < 3; round++) {
            appendSome(round);
            var report = verify(() -> evidence.append(first, 10));
            assertThat(report.findings()).isEmpty();
            assertThat(report.text()).contains("300 documents", "the %d earlier ones".formatted(round));
        }
        assertThat(directory.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void anOrganizationOfWhichNothingIsKnownHasABundleToo() throws IOException {
        assertThat(verify(null).findings()).isEmpty();
    }

    /** Somebody changes an event in the database: its proof fails, and the bundle names it. */
    @Test
    void aTouchedEventIsNamed() throws IOException {
        evidence.append(first, 50);
        evidence.checkpoints.keepUp();
        evidence.tamper("UPDATE event SET payload = replace(payload, 'event 20', 'event 99') WHERE position = 21");
        assertThat(evidence.log.inclusion(first, 20).proven()).isTrue();
        assertThat(evidence.log.inclusion(first, 21).proven()).isFalse();
        assertThat(verify(null).findings().getFirst().toString())
                .contains("events.jsonl: event number 20 is not as it was signed", "position 21");
        evidence.tamper("DELETE FROM event WHERE position = 21");
        assertThat(evidence.log.inclusion(first, 21).proven()).isFalse();
        assertThat(verify(null).findings().getFirst().toString()).contains("events.jsonl: event number 20 is missing");
    }

    @Test
    void noMoreThanTwoBundlesAreMadeAtOnce() {
        var third = OrganizationId.random();
        reopen((organizationId, _, _) -> {
            // Each while the one before is being made.
            if (organizationId.equals(first)) {
                evidence.log.bundle(second).close();
            } else if (organizationId.equals(second)) {
                assertThatThrownBy(() -> evidence.log.bundle(third)).is(refusedBy(EvidenceRule.TOO_MANY_BUNDLES));
            }
        });
        evidence.log.bundle(first).close();
        evidence.log.bundle(third).close();
    }

    /** Whoever takes one slowly keeps nobody else from theirs, and has no second on the disk. */
    @Test
    void whoTakesABundleKeepsOnlyTheOwnOrganizationWaiting() {
        var taken = new ArrayList<EvidenceBundle>();
        for (var organization = 0; organization < 5; organization++) {
            taken.add(evidence.log.bundle(OrganizationId.random()));
        }
        try (var _ = evidence.log.bundle(first)) {
            assertThatThrownBy(() -> evidence.log.bundle(first)).is(refusedBy(EvidenceRule.TOO_MANY_BUNDLES));
            evidence.log.bundle(second).close();
        }
        evidence.log.bundle(first).close();
        taken.forEach(EvidenceBundle::close);
        assertThat(directory.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void aBundleIsGoneWhenTheClientIs() {
        evidence.append(first, 50);
        for (var attempt = 0; attempt < 4; attempt++) {
            assertThatThrownBy(() -> {
                        try (var bundle = evidence.log.bundle(first)) {
                            bundle.writeTo(new OutputStream() {
                                @Override
                                public void write(int single) throws IOException {
                                    throw new IOException("Broken pipe");
                                }
                            });
                        }
                    })
                    .hasMessage("Broken pipe");
            assertThat(directory.resolve("unfinished")).isEmptyDirectory();
        }
    }

    @Test
    void whatACrashLeftOfABundleIsDeleted() throws IOException {
        var unfinished = directory.resolve("unfinished");
        Spool.forgetUnfinished(unfinished);
        try (var _ = evidence.log.bundle(first)) {
            Files.writeString(unfinished.resolve("bundle-of-a-crash"), "left");
            Spool.forgetUnfinished(unfinished);
            assertThat(unfinished).isEmptyDirectory();
        }
    }

    @Test
    void aPlaceIsFreeAgainWhenABundleCannotBeMade() {
        reopen((_, _, _) -> {
            throw new Rejected(KernelRule.READ_MODEL_BEHIND, "Not yet.");
        });
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> evidence.log.bundle(first)).is(refusedBy(KernelRule.READ_MODEL_BEHIND));
        }
        assertThat(directory.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void theKeyIsTheSameAfterARestartAndIsNowhereInTheClear() throws IOException {
        var memory = new com.avaone.command.kernel.memory.SqliteMemory(evidence.store, clock);
        var made = SigningKeys.of("1", memory.credentialVault(), seal);
        assertThat(SigningKeys.of("1", memory.credentialVault(), seal).verifier())
                .isEqualTo(made.verifier());
        assertThat(SigningKeys.of("2", memory.credentialVault(), seal).verifier())
                .isNotEqualTo(made.verifier());
        assertThat(made.verifier().name()).startsWith("avaone/");
        var secret = made.secretText().split(" ", 2)[1];
        for (var stored : Files.list(directory).filter(Files::isRegularFile).toList()) {
            assertThat(new String(Files.readAllBytes(stored), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret);
        }
    }
}
