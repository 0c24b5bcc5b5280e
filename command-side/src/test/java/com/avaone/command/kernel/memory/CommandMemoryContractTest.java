package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.command.kernel.UniqueValues;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import com.avaone.command.kernel.memory.IdempotencyOutcomes.Claim;
import com.avaone.command.kernel.memory.Outbox.Taken;
import com.avaone.command.kernel.personal.ConcealedReservations;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command side's memory must do, whatever keeps it. */
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class CommandMemoryContractTest {

    private static final String SLUG = "organization.slug";
    private static final Duration ALMOST_A_MINUTE = Duration.ofSeconds(59);
    private static final Duration OVER_A_MINUTE = Duration.ofSeconds(61);

    private final String key = "key-" + TimeOrderedId.next();
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    CommandMemory memory;

    /** Opens the memory, or opens it again on what it held when it was closed. */
    abstract CommandMemory open();

    abstract void close();

    @BeforeEach
    void openMemory() {
        memory = open();
    }

    @AfterEach
    void closeMemory() {
        close();
    }

    private void restart() {
        close();
        memory = open();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    // Reservations

    @Test
    void givesAValueToOneOwnerOnly() {
        assertThat(reserve("first", true)).isTrue();
        assertThat(reserve("second", true)).isFalse();
        assertThat(reserve("first", true)).isTrue();
    }

    @Test
    void keepsKindsOfValuesApart() {
        assertThat(reserve("first", true)).isTrue();
        assertThat(memory.reservations().reserve("user.email", key, "second", null, owner -> true))
                .isTrue();
    }

    @Test
    void givesAReleasedValueToTheNext() {
        assertThat(reserve("first", true)).isTrue();
        memory.reservations().release(SLUG, key, "second");
        assertThat(reserve("second", true)).isFalse();

        memory.reservations().release(SLUG, key, "first");

        assertThat(reserve("second", true)).isTrue();
    }

    @Test
    void remembersAReservationAfterARestart() {
        assertThat(reserve("first", true)).isTrue();
        restart();
        assertThat(reserve("second", true)).isFalse();
    }

    @Test
    void takesOverWhatAnOwnerReservedThatNeverCameToExist() {
        assertThat(reserve("lost", true)).isTrue();

        pass(ALMOST_A_MINUTE);
        assertThat(reserve("second", false)).isFalse();
        pass(OVER_A_MINUTE);
        assertThat(reserve("second", true)).isFalse();
        assertThat(reserve("second", false)).isTrue();
        assertThat(reserve("lost", true)).isFalse();
    }

    @Test
    void givesAValueToExactlyOneOfManyAtOnce() throws Exception {
        assertThat(atOnce(owner -> reserve("owner " + owner, true))).containsOnlyOnce(true);
    }

    @Test
    void givesALostValueToExactlyOneOfManyAtOnce() throws Exception {
        assertThat(reserve("lost", true)).isTrue();
        pass(OVER_A_MINUTE);

        assertThat(atOnce(owner -> reserve("owner " + owner, false))).containsOnlyOnce(true);
    }

    @Test
    void takesOverWhatHasRunOut() {
        assertThat(reserveUntil("first", now.plusSeconds(100))).isTrue();

        pass(Duration.ofSeconds(99));
        assertThat(reserve("second", true)).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(reserve("second", true)).isTrue();
        assertThat(reserve("first", true)).isFalse();
        pass(Duration.ofDays(1));
        assertThat(reserve("first", true)).isFalse();
    }

    @Test
    void givesWhatHasRunOutToExactlyOneOfManyAtOnce() throws Exception {
        assertThat(reserveUntil("first", now)).isTrue();

        assertThat(atOnce(owner -> reserve("owner " + owner, true))).containsOnlyOnce(true);
    }

    @Test
    void keepsForGoodWhatItsOwnerReservesAgainInTime() {
        assertThat(reserveUntil("first", now.plusSeconds(100))).isTrue();

        assertThat(reserve("first", true)).isTrue();
        pass(Duration.ofDays(1));

        assertThat(reserve("second", true)).isFalse();
    }

    @Test
    void releasesAllOfAnOwnerAndKindButWhatIsKept() {
        for (var value : List.of("kept", "freed", "freed too")) {
            assertThat(memory.reservations().reserve(SLUG, key + value, "first", null, owner -> true))
                    .isTrue();
        }
        assertThat(memory.reservations().reserve(SLUG, key + "other", "other", null, owner -> true))
                .isTrue();
        assertThat(memory.reservations().reserve("user.email", key, "first", null, owner -> true))
                .isTrue();

        memory.reservations().releaseAllBut(Set.of(key + "kept", key + "never had"), SLUG, "first");

        assertThat(List.of("kept", "freed", "freed too", "other").stream()
                        .filter(value -> memory.reservations().reserve(SLUG, key + value, "next", null, owner -> true)))
                .containsExactly("freed", "freed too");
        assertThat(memory.reservations().reserve("user.email", key, "next", null, owner -> true))
                .isFalse();
    }

    private boolean reserve(String ownerId, boolean otherExists) {
        return memory.reservations().reserve(SLUG, key, ownerId, null, other -> otherExists);
    }

    private boolean reserveUntil(String ownerId, Instant until) {
        return memory.reservations().reserve(SLUG, key, ownerId, until, other -> true);
    }

    // Idempotency outcomes

    @Test
    void answersTheFirstOutcomeAgain() {
        var receipt = new Receipt("org_1", 7, 4_000_000_000L);
        assertThat(claim("digest")).isEqualTo(new Claim.Claimed());
        assertThat(claim("digest")).isEqualTo(new Claim.InProgress());

        memory.idempotencyOutcomes().complete(key, receipt);

        assertThat(claim("digest")).isEqualTo(new Claim.Done(receipt));
        restart();
        assertThat(claim("digest")).isEqualTo(new Claim.Done(receipt));
    }

    @Test
    void tellsAnotherRequestUnderTheSameKey() {
        assertThat(claim("digest")).isEqualTo(new Claim.Claimed());
        assertThat(claim("other digest")).isEqualTo(new Claim.OtherRequest());

        memory.idempotencyOutcomes().complete(key, new Receipt("org_1", 0, 1));

        assertThat(claim("other digest")).isEqualTo(new Claim.OtherRequest());
    }

    @Test
    void freesTheKeyOfARefusedCommand() {
        assertThat(claim("digest")).isEqualTo(new Claim.Claimed());

        memory.idempotencyOutcomes().abandon(key);

        assertThat(claim("other digest")).isEqualTo(new Claim.Claimed());
    }

    @Test
    void neverFreesTheKeyOfAnAcceptedCommand() {
        var receipt = new Receipt("org_1", 0, 1);
        assertThat(claim("digest")).isEqualTo(new Claim.Claimed());
        memory.idempotencyOutcomes().complete(key, receipt);

        memory.idempotencyOutcomes().abandon(key);

        assertThat(claim("digest")).isEqualTo(new Claim.Done(receipt));
    }

    @Test
    void handsAClaimThatWasLeftBehindToExactlyOne() throws Exception {
        assertThat(claim("digest")).isEqualTo(new Claim.Claimed());
        restart();
        pass(IdempotencyOutcomes.CLAIM_LIMIT.plusSeconds(1));

        assertThat(atOnce(caller -> claim("digest")))
                .containsOnlyOnce(new Claim.Orphaned("org_1"))
                .containsOnly(new Claim.Orphaned("org_1"), new Claim.InProgress());
    }

    @Test
    void letsExactlyOneOfManyAtOnceRunTheCommand() throws Exception {
        assertThat(atOnce(caller -> claim("digest")))
                .containsOnlyOnce(new Claim.Claimed())
                .containsOnly(new Claim.Claimed(), new Claim.InProgress());
    }

    private Claim claim(String digest) {
        return memory.idempotencyOutcomes().claim(key, digest, "org_1");
    }

    // Deadlines

    @Test
    void findsWhatIsDueTheEarliestFirst() {
        var late = deadline("late", 30);
        var early = deadline("early", 10);
        var future = deadline("future", 100);
        memory.deadlines().schedule(late);
        memory.deadlines().schedule(early);
        memory.deadlines().schedule(future);

        assertThat(memory.deadlines().due(now.plusSeconds(30), 10)).containsExactly(early, late);
        assertThat(memory.deadlines().due(now.plusSeconds(30), 1)).containsExactly(early);
        assertThat(memory.deadlines().nextDue()).hasValue(early.due());
    }

    @Test
    void forgetsWhatHappenedOrWasCancelled() {
        var done = deadline("done", 10);
        memory.deadlines().schedule(done);
        memory.deadlines().schedule(deadline("cancelled", 20));

        memory.deadlines().done(done);
        memory.deadlines().cancel(key + "cancelled");

        assertThat(memory.deadlines().nextDue()).isEmpty();
        assertThat(memory.deadlines().due(now.plusSeconds(100), 10)).isEmpty();
    }

    @Test
    void replacesADeadlineOfTheSameKey() {
        var first = deadline("same", 10);
        var second = deadline("same", 50);
        memory.deadlines().schedule(first);
        memory.deadlines().schedule(second);

        assertThat(memory.deadlines().due(now.plusSeconds(100), 10)).containsExactly(second);
    }

    @Test
    void keepsADeadlineThatWasReplacedWhileTheOldOneHappened() {
        var first = deadline("same", 10);
        var second = deadline("same", 50);
        memory.deadlines().schedule(first);
        memory.deadlines().schedule(second);

        memory.deadlines().done(first);

        assertThat(memory.deadlines().nextDue()).hasValue(second.due());
    }

    @Test
    void remembersADeadlineAfterARestart() {
        var deadline = new Deadline(key, now, "user.lock", null, "usr_1", "{\"why\":\"€\"}");
        memory.deadlines().schedule(deadline);
        restart();
        assertThat(memory.deadlines().due(now, 10)).containsExactly(deadline);
    }

    private Deadline deadline(String suffix, int seconds) {
        return new Deadline(key + suffix, now.plusSeconds(seconds), "license.expire", "org_1", "lic_1", "data");
    }

    // Credential vault

    @Test
    void keepsTheNewestSecretUntilItIsRemoved() {
        var vault = memory.credentialVault();
        assertThat(vault.get("password", key)).isEmpty();

        vault.put("password", key, new Secret("old"));
        vault.put("password", key, new Secret("new"));
        vault.put("totp", key, new Secret("other kind"));
        restart();
        assertThat(memory.credentialVault().get("password", key)).hasValue(new Secret("new"));

        memory.credentialVault().remove("password", key);
        assertThat(memory.credentialVault().get("password", key)).isEmpty();
        restart();
        assertThat(memory.credentialVault().get("password", key)).isEmpty();
        assertThat(memory.credentialVault().get("totp", key)).hasValue(new Secret("other kind"));
    }

    @Test
    void storesExactlyOneOfManySecretsAtOnce() throws Exception {
        var vault = memory.credentialVault();

        var answers = atOnce(caller -> vault.putIfAbsent("key", key, new Secret("of caller " + caller)));

        assertThat(answers).containsOnly(answers.getFirst());
        restart();
        assertThat(memory.credentialVault().get("key", key)).hasValue(answers.getFirst());
    }

    @Test
    void storesASecretAgainThatWasRemoved() {
        var vault = memory.credentialVault();
        vault.put("key", key, new Secret("first"));
        vault.remove("key", key);

        assertThat(vault.putIfAbsent("key", key, new Secret("second"))).isEqualTo(new Secret("second"));
        assertThat(vault.get("key", key)).hasValue(new Secret("second"));
    }

    @Test
    void replacesASecretOnlyAsItWasSeen() {
        var vault = memory.credentialVault();
        assertThat(vault.replace("key", key, new Secret("old"), new Secret("new")))
                .isFalse();
        assertThat(vault.get("key", key)).isEmpty();
        vault.put("key", key, new Secret("old"));

        assertThat(vault.replace("key", key, new Secret("other"), new Secret("new")))
                .isFalse();
        assertThat(vault.replace("key", key, new Secret("old"), new Secret("new")))
                .isTrue();

        restart();
        assertThat(memory.credentialVault().get("key", key)).hasValue(new Secret("new"));
    }

    @Test
    void leavesAMarkInThePlaceOfAnErasedSecret() {
        var vault = memory.credentialVault();
        vault.put("key", key, new Secret("secret"));
        vault.erase("key", key, new Secret("mark"));
        vault.erase("key", key + "never there", new Secret("mark"));
        restart();

        assertThat(memory.credentialVault().all("key"))
                .containsEntry(key, new Secret("mark"))
                .containsEntry(key + "never there", new Secret("mark"));
    }

    @Test
    void tellsAllSecretsOfAKind() {
        var vault = memory.credentialVault();
        vault.put("key", key + "1", new Secret("one"));
        vault.put("key", key + "2", new Secret("two"));
        vault.put("password", key, new Secret("other kind"));

        assertThat(vault.all("key")).isEqualTo(Map.of(key + "1", new Secret("one"), key + "2", new Secret("two")));
        assertThat(vault.find("key", key + "1")).hasValue(new Secret("one"));
        assertThat(vault.find("key", key)).isEmpty();
    }

    // Unique values

    private static final String EMAIL = "user.email";
    private static final String ADDRESS = "org_1 ada.lovelace@example.com";

    @Test
    void givesAUniqueValueToOneOwnerOnlyWithoutStoringIt() {
        uniqueValues("first").take(EMAIL, ADDRESS, "first", KernelRule.VALUE_TAKEN, "email");
        restart();

        assertThatThrownBy(() -> uniqueValues("first").take(EMAIL, ADDRESS, "second", KernelRule.VALUE_TAKEN, "email"))
                .isInstanceOf(Rejected.class);
        uniqueValues("first").take("other.kind", ADDRESS, "second", KernelRule.VALUE_TAKEN, "email");
        assertThat(stored()).contains(EMAIL, "first").doesNotContain("lovelace");
    }

    @Test
    void givesAFreedUniqueValueToTheNext() {
        uniqueValues("first").take(EMAIL, ADDRESS, "first", KernelRule.VALUE_TAKEN, "email");
        uniqueValues("first").free(EMAIL, ADDRESS, "first");

        uniqueValues("first").take(EMAIL, ADDRESS, "second", KernelRule.VALUE_TAKEN, "email");

        assertThatThrownBy(() -> uniqueValues("second").take(EMAIL, ADDRESS, "first", KernelRule.VALUE_TAKEN, "email"))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void takesOverAUniqueValueWhoseOwnerNeverCameToExist() {
        uniqueValues().take(EMAIL, ADDRESS, "lost", KernelRule.VALUE_TAKEN, "email");
        pass(OVER_A_MINUTE);

        uniqueValues().take(EMAIL, ADDRESS, "second", KernelRule.VALUE_TAKEN, "email");

        assertThatThrownBy(() -> uniqueValues("second").take(EMAIL, ADDRESS, "lost", KernelRule.VALUE_TAKEN, "email"))
                .isInstanceOf(Rejected.class);
    }

    /** As rooms use them, where these owners exist. */
    private UniqueValues uniqueValues(String... existing) {
        return new UniqueValues(
                new ConcealedReservations(memory.reservations(), KeysOnDisposal.in(memory.credentialVault())),
                List.of(existing)::contains);
    }

    /** All that lies in the store, as text. */
    abstract String stored();

    // Process state

    @Test
    void keepsTheNewestNoteUntilItIsRemoved() {
        assertThat(memory.processState().get("process", key)).isEmpty();

        memory.processState().put("process", key, "first");
        memory.processState().put("process", key, "second");
        memory.processState().put("other process", key, "another");
        restart();
        assertThat(memory.processState().get("process", key)).hasValue("second");

        memory.processState().remove("process", key);
        assertThat(memory.processState().get("process", key)).isEmpty();
        assertThat(memory.processState().get("other process", key)).hasValue("another");
    }

    // Records for an outside CRM

    @Test
    void givesARecordThatChangedToOneOfMany() throws Exception {
        var id = record("con_", "person", 7);

        assertThat(atOnce(caller -> memory.outsideRecords().take(now, now.plusSeconds(60))))
                .containsOnlyOnce(Optional.of(new OutsideRecords.Taken(id, SyncedKind.CONTACT, 7, 1)))
                .containsOnly(Optional.of(new OutsideRecords.Taken(id, SyncedKind.CONTACT, 7, 1)), Optional.empty());
        restart();
        assertThat(memory.outsideRecords().take(now.plusSeconds(59), now.plusSeconds(90)))
                .isEmpty();
        assertThat(memory.outsideRecords().take(now.plusSeconds(60), now.plusSeconds(90)))
                .hasValue(new OutsideRecords.Taken(id, SyncedKind.CONTACT, 7, 2));
    }

    @Test
    void sendsARecordOnceForAChangeThatIsNotedAgain() {
        var id = record("con_", "person", 7);
        became(SyncedRecordState.SENT, null);

        memory.outsideRecords().changed(id, SyncedKind.CONTACT, "person", 7);
        memory.outsideRecords().changed(id, SyncedKind.CONTACT, "person", 6);
        assertThat(memory.outsideRecords().take(now, now)).isEmpty();
        assertThat(memory.outsideRecords().cursor()).isEqualTo(7);

        memory.outsideRecords().changed(id, SyncedKind.CONTACT, "person", 8);
        assertThat(memory.outsideRecords().cursor()).isEqualTo(7);
        assertThat(memory.outsideRecords().take(now, now))
                .hasValue(new OutsideRecords.Taken(id, SyncedKind.CONTACT, 8, 1));
    }

    @Test
    void sendsARecordAgainThatChangedOnItsWay() {
        var id = record("con_", "person", 7);
        var taken = memory.outsideRecords().take(now, now.plusSeconds(60)).orElseThrow();
        memory.outsideRecords().changed(id, SyncedKind.CONTACT, "person", 8);
        assertThat(memory.outsideRecords().take(now, now.plusSeconds(60))).isEmpty();

        memory.outsideRecords().became(taken, SyncedRecordState.SENT, now, null);

        assertThat(memory.outsideRecords().take(now, now.plusSeconds(60)))
                .hasValue(new OutsideRecords.Taken(id, SyncedKind.CONTACT, 8, 1));
    }

    @Test
    void sendsEverythingAboutAPersonAgainWhoIsErased() {
        var first = record("con_", "person", 7);
        became(SyncedRecordState.SENT, null);
        var second = record("dea_", "person", 8);
        became(SyncedRecordState.REFUSED, "Their name is odd");
        record("con_", "other", 9);
        became(SyncedRecordState.SENT, null);

        memory.outsideRecords().personErased("person", 10);

        assertThat(memory.outsideRecords().records(SyncedRecordState.WAITING, null, 10))
                .extracting(SyncedRecord::recordId)
                .containsExactlyInAnyOrder(first, second);
        assertThat(memory.outsideRecords().records(null, null, 10))
                .extracting(SyncedRecord::problem)
                .containsOnlyNulls();
    }

    @Test
    void tellsWhatBecameOfEachRecord() {
        assertThat(memory.outsideRecords().cursor()).isEqualTo(-1);
        var sent = record("con_", "1", 3);
        became(SyncedRecordState.SENT, null);
        var refused = record("dea_", "1", 4);
        became(SyncedRecordState.REFUSED, "No");
        var retried = record("led_", "2", 5);
        var taken = memory.outsideRecords().take(now, now).orElseThrow();
        memory.outsideRecords().notSent(taken, "Busy", now.plusSeconds(10));
        restart();

        assertThat(memory.outsideRecords().records(null, null, 10))
                .containsExactly(
                        new SyncedRecord(sent, SyncedKind.CONTACT, SyncedRecordState.SENT, 3, 1, now, null),
                        new SyncedRecord(refused, SyncedKind.CONTACT, SyncedRecordState.REFUSED, 4, 1, null, "No"),
                        new SyncedRecord(retried, SyncedKind.CONTACT, SyncedRecordState.RETRYING, 5, 1, null, "Busy"));
        assertThat(memory.outsideRecords().records(null, sent, 1))
                .extracting(SyncedRecord::recordId)
                .containsExactly(refused);
        assertThat(memory.outsideRecords().counts()).isEqualTo(new Counts(0, 1, 1, 1, 0));
        assertThat(memory.outsideRecords().cursor()).isEqualTo(4);
        assertThat(memory.outsideRecords().take(now.plusSeconds(9), now)).isEmpty();

        memory.outsideRecords().retryRefused();

        assertThat(memory.outsideRecords().counts()).isEqualTo(new Counts(1, 1, 1, 0, 0));
        assertThat(memory.outsideRecords().take(now, now.plusSeconds(60)))
                .hasValue(new OutsideRecords.Taken(refused, SyncedKind.CONTACT, 4, 1));
    }

    private String record(String prefix, String personId, long position) {
        var id = prefix + TimeOrderedId.next();
        memory.outsideRecords().changed(id, SyncedKind.CONTACT, personId, position);
        return id;
    }

    private void became(SyncedRecordState state, @Nullable String problem) {
        var taken = memory.outsideRecords().take(now, now.plusSeconds(60)).orElseThrow();
        memory.outsideRecords().became(taken, state, now, problem);
    }

    // Outbox

    @Test
    void writesAMailOfOneEventToOneRecipientOnce() {
        var mail = mail("event", "asha@acme.example", "Your invitation");

        assertThat(memory.outbox().write(mail)).isTrue();
        restart();

        assertThat(memory.outbox().write(mail("event", "asha@acme.example", "Again")))
                .isFalse();
        assertThat(memory.outbox().write(mail("event", "old@acme.example", "A notice")))
                .isTrue();
        assertThat(memory.outbox().write(mail("other event", "asha@acme.example", "Another")))
                .isTrue();
        assertThat(subjects(null, null, null, null, 10)).containsExactly("Another", "A notice", "Your invitation");
    }

    @Test
    void writesAMailOnceForManyAtOnce() throws Exception {
        assertThat(atOnce(caller -> memory.outbox().write(mail("event", "asha@acme.example", "By " + caller))))
                .containsOnlyOnce(true);
    }

    @Test
    void showsWhatAMailSaysOnlyToWhoAsksForTheOne() {
        var mail = mail("event", "asha@acme.example", "Your invitation");
        memory.outbox().write(mail);
        restart();

        assertThat(memory.outbox().find(mail.mailId()))
                .hasValue(view(mail, MailState.WAITING, 0, null, null, "the text", "<p>the page"));
        assertThat(memory.outbox().newest(null, null, null, null, 10))
                .containsExactly(view(mail, MailState.WAITING, 0, null, null, null, null));
        assertThat(memory.outbox().find(MailId.random())).isEmpty();
    }

    @Test
    void givesAMailThatIsDueToExactlyOneOfManyAtOnce() throws Exception {
        var mail = mail("event", "asha@acme.example", "Your invitation");
        memory.outbox().write(mail);

        assertThat(memory.outbox().take(now.minusMillis(1), now)).isEmpty();
        assertThat(atOnce(caller -> memory.outbox().take(now, now.plusSeconds(60))))
                .containsOnlyOnce(Optional.of(new Taken(mail, 1)))
                .containsOnly(Optional.of(new Taken(mail, 1)), Optional.empty());
    }

    @Test
    void givesAMailAgainWhoseTakerDied() {
        var mail = mail("event", "asha@acme.example", "Your invitation");
        memory.outbox().write(mail);
        memory.outbox().take(now, now.plusSeconds(60));
        restart();

        assertThat(memory.outbox().take(now.plusSeconds(59), now.plusSeconds(120)))
                .isEmpty();
        assertThat(memory.outbox().take(now.plusSeconds(60), now.plusSeconds(120)))
                .hasValue(new Taken(mail, 2));
    }

    @Test
    void givesTheMailFirstThatHasBeenDueForLongest() {
        var retried = mail("first", "asha@acme.example", "First");
        memory.outbox().write(retried);
        memory.outbox().take(now, now);
        memory.outbox().notSent(retried.mailId(), "No answer", now.plusSeconds(30));
        pass(Duration.ofSeconds(20));
        var second = mail("second", "asha@acme.example", "Second");
        memory.outbox().write(second);
        pass(Duration.ofSeconds(20));

        assertThat(memory.outbox().take(now, now.plusSeconds(60))).hasValue(new Taken(second, 1));
        assertThat(memory.outbox().take(now, now.plusSeconds(60))).hasValue(new Taken(retried, 2));
        assertThat(memory.outbox().take(now, now.plusSeconds(60))).isEmpty();
    }

    @Test
    void tellsWhatBecameOfAMail() {
        var mail = mail("event", "asha@acme.example", "Your invitation");
        memory.outbox().write(mail);

        memory.outbox().take(now, now);
        memory.outbox().notSent(mail.mailId(), "No answer", now);
        assertThat(only()).isEqualTo(view(mail, MailState.WAITING, 1, null, "No answer", null, null));
        memory.outbox().take(now, now);
        memory.outbox().sent(mail.mailId(), now.plusSeconds(5));

        assertThat(only()).isEqualTo(view(mail, MailState.SENT, 2, now.plusSeconds(5), null, null, null));
        assertThat(memory.outbox().take(now, now)).isEmpty();
    }

    @Test
    void givesNoMailAnyMoreThatWasGivenUp() {
        var mail = mail("event", "asha@acme.example", "Your invitation");
        memory.outbox().write(mail);

        memory.outbox().take(now, now);
        memory.outbox().givenUp(mail.mailId(), MailState.FAILED, "No such address");

        assertThat(only()).isEqualTo(view(mail, MailState.FAILED, 1, null, "No such address", null, null));
        assertThat(memory.outbox().take(now.plusSeconds(1), now)).isEmpty();
    }

    /** Two processes have one mail where the first hangs for longer than it was given; and a report may be quicker than who sent. */
    @Test
    void keepsWhatBecameOfAMailWhateverSomebodySaysWhoHadItBefore() {
        var mail = mail("event", "asha@acme.example", "Your invitation");
        memory.outbox().write(mail);
        memory.outbox().take(now, now);
        memory.outbox().take(now, now);

        memory.outbox().sent(mail.mailId(), now.plusSeconds(5));
        memory.outbox().notSent(mail.mailId(), "No answer", now);
        memory.outbox().givenUp(mail.mailId(), MailState.FAILED, "It could not be sent in time.");
        assertThat(only()).isEqualTo(view(mail, MailState.SENT, 2, now.plusSeconds(5), null, null, null));

        memory.outbox().became(mail.mailId(), MailState.BOUNCED, "No such address");
        memory.outbox().sent(mail.mailId(), now.plusSeconds(6));
        assertThat(only())
                .isEqualTo(view(mail, MailState.BOUNCED, 2, now.plusSeconds(5), "No such address", null, null));
        assertThat(memory.outbox().take(now.plusSeconds(10), now)).isEmpty();
    }

    @Test
    void findsMailsByWordsRecipientAndState() {
        var sent = mail("1", "asha@acme.example", "Your invitation to Müller & Co. (100%)");
        memory.outbox().write(sent);
        memory.outbox().sent(sent.mailId(), now);
        memory.outbox().write(mail("2", "asha.rao@acme.example", "Choose a new password"));
        memory.outbox().write(mail("3", "zoe@acme.example", "Your invitation to Zebra"));

        assertThat(subjects("MÜLLER & CO. (100%)", null, null, null, 10))
                .containsExactly("Your invitation to Müller & Co. (100%)");
        assertThat(subjects("Rao@", null, null, null, 10)).containsExactly("Choose a new password");
        assertThat(subjects("a.b", null, null, null, 10)).isEmpty();
        assertThat(subjects("%", null, MailState.WAITING, null, 10)).isEmpty();
        for (var pattern : List.of(".*", "\\E.*\\Q", "^", "[", "(", "\\", "\0")) {
            assertThat(subjects(pattern, null, MailState.WAITING, null, 10)).isEmpty();
        }
        assertThat(subjects(null, new EmailAddress("asha@acme.example"), null, null, 10))
                .containsExactly("Your invitation to Müller & Co. (100%)");
        assertThat(subjects("invitation", null, MailState.WAITING, null, 10))
                .containsExactly("Your invitation to Zebra");
    }

    @Test
    void showsMailsInPagesTheNewestFirst() {
        for (var subject : List.of("1", "2", "3", "4", "5")) {
            memory.outbox().write(mail(subject, "asha@acme.example", subject));
        }

        var page = memory.outbox().newest(null, null, null, null, 2);
        assertThat(page).extracting(MailView::subject).containsExactly("5", "4");
        assertThat(subjects(null, null, null, page.getLast().mailId(), 2)).containsExactly("3", "2");
    }

    @Test
    void findsAllMailAboutAPersonTheNewestFirstWithoutWhatItSays() {
        var person = UserId.random();
        memory.outbox().write(mail("1", "asha@acme.example", "First", person, OrganizationId.random()));
        memory.outbox().write(mail("2", "zoe@acme.example", "Another's"));
        memory.outbox().write(mail("3", "asha.rao@acme.example", "Second", person, OrganizationId.random()));

        assertThat(memory.outbox().about(person))
                .allSatisfy(mail -> assertThat(mail.text()).isNull())
                .extracting(MailView::subject)
                .containsExactly("Second", "First");
    }

    @Test
    void forgetsAllMailAboutAPersonWhoeverGotIt() {
        memory.outbox().write(mail("kept", "zoe@acme.example", "Kept"));
        var forgotten = UserId.random();
        memory.outbox().write(mail("new", "new@acme.example", "Confirm", forgotten, OrganizationId.random()));
        memory.outbox().write(mail("new", "old@acme.example", "A notice", forgotten, OrganizationId.random()));

        memory.outbox().forgetPerson(forgotten.value());

        assertThat(subjects(null, null, null, null, 10)).containsExactly("Kept");
    }

    @Test
    void forgetsAllMailAboutTheUsersOfAnOrganization() {
        memory.outbox().write(mail("kept", "zoe@acme.example", "Kept"));
        var forgotten = OrganizationId.random();
        memory.outbox().write(mail("1", "asha@gone.example", "1", UserId.random(), forgotten));
        memory.outbox().write(mail("2", "zoe@gone.example", "2", UserId.random(), forgotten));

        memory.outbox().forgetOrganization(forgotten);

        assertThat(subjects(null, null, null, null, 10)).containsExactly("Kept");
    }

    @Test
    void forgetsOldMailInSteps() {
        for (var subject : List.of("1", "2", "3")) {
            memory.outbox().write(mail(subject, "asha@acme.example", subject));
            pass(Duration.ofSeconds(1));
        }

        assertThat(memory.outbox().forgetOlder(now.minusSeconds(1), 1)).isEqualTo(1);
        assertThat(memory.outbox().forgetOlder(now.minusSeconds(1), 10)).isEqualTo(1);
        assertThat(memory.outbox().forgetOlder(now.minusSeconds(1), 10)).isZero();
        assertThat(subjects(null, null, null, null, 10)).containsExactly("3");
    }

    private Mail mail(String event, String to, String subject) {
        return mail(event, to, subject, UserId.random(), OrganizationId.random());
    }

    private Mail mail(String event, String to, String subject, UserId about, OrganizationId organization) {
        return new Mail(
                MailId.random(),
                key + event,
                new EmailAddress(to),
                about.value(),
                organization,
                MailTemplate.INVITATION,
                "Acme (Avaone Suite)",
                new EmailAddress("hello@acme.example"),
                subject,
                new Secret("the text"),
                new Secret("<p>the page"),
                new MailAttachment("meeting.ics", "text/calendar", "BEGIN:VCALENDAR\r\n"),
                now,
                now.plusSeconds(3_600));
    }

    private static MailView view(
            Mail mail,
            MailState state,
            int attempts,
            @Nullable Instant sentAt,
            @Nullable String problem,
            @Nullable String text,
            @Nullable String html) {
        return new MailView(
                mail.mailId(),
                mail.to(),
                mail.subject(),
                mail.template(),
                mail.organizationId(),
                state,
                attempts,
                mail.createdAt(),
                sentAt,
                problem,
                text,
                html,
                html == null ? null : mail.attachment());
    }

    private MailView only() {
        var mails = memory.outbox().newest(null, null, null, null, 10);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private List<String> subjects(
            @Nullable String text,
            @Nullable EmailAddress address,
            @Nullable MailState state,
            @Nullable MailId before,
            int limit) {
        return memory.outbox().newest(text, address, state, before, limit).stream()
                .map(MailView::subject)
                .toList();
    }

    /** Something that callers numbered from 0 do. */
    @FunctionalInterface
    interface Deed<T> {
        T by(int caller);
    }

    private static <T> ArrayList<T> atOnce(Deed<T> deed) throws Exception {
        int callers = 16;
        var start = new CountDownLatch(1);
        var results = new ArrayList<T>();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                Callable<T> task = () -> {
                    start.await();
                    return deed.by(caller);
                };
                running.add(threads.submit(task));
            }
            start.countDown();
            for (var each : running) {
                results.add(each.get(30, TimeUnit.SECONDS));
            }
        }
        return results;
    }
}
