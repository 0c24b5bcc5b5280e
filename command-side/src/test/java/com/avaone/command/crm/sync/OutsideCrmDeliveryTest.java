package com.avaone.command.crm.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.crm.ContactEvent.ContactChanged;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmSyncEvent.CrmSyncStarted;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncState;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.DealEvent.DealOpened;
import com.avaone.api.crm.DealEvent.DealWon;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadConverted;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.command.crm.sync.OutsideCrm.Answer;
import com.avaone.command.crm.sync.OutsideCrm.Content;
import com.avaone.command.crm.sync.OutsideCrm.NotNow;
import com.avaone.command.crm.sync.OutsideCrm.Refused;
import com.avaone.command.crm.sync.OutsideCrm.Taken;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed of the operator's records goes to the outside CRM, and nothing of anybody else's. */
@SuppressWarnings("NullAway.Init") // opened before each test
class OutsideCrmDeliveryTest {

    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final PersonDetails ASHA =
            new PersonDetails("Asha Rao", new EmailAddress("asha@acme.example"), null, "Acme");

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock(START);

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    /** What the outside CRM has. */
    private final Map<String, Map<String, @Nullable Object>> outside = new ConcurrentHashMap<>();

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** How the next ones are answered, one after another; then each is taken. */
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private SqliteStore file;
    private SqliteMemory memory;
    private StoredCrmSync sync;
    private AnnotationEventHandlerAdapter handler;
    private OutsideCrmDelivery delivery;
    private @Nullable TrackingToken handled;
    private @Nullable CountDownLatch slow;

    @BeforeEach
    void start() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        memory = new SqliteMemory(file, clock);
        sync = new StoredCrmSync(memory, true);
        handler = new AnnotationEventHandlerAdapter(new WhenRecordChangesThenSendItToTheOutsideCrm(memory));
        delivery = new OutsideCrmDelivery(
                Optional.of(this::take), new RecordsOfTheLog(events), memory, clock, Duration.ofMillis(20));
        delivery.start();
    }

    private Answer take(Content content) {
        asked.add(content.key());
        var wait = slow;
        if (wait != null) {
            try {
                wait.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        var answer = answers.poll();
        if (answer != null && !(answer instanceof Taken)) {
            return answer;
        }
        if (content.fields() == null) {
            outside.remove(content.recordId());
        } else {
            outside.put(content.recordId(), new LinkedHashMap<>(content.fields()));
        }
        return new Taken();
    }

    @AfterEach
    void stop() {
        var wait = slow;
        if (wait != null) {
            wait.countDown();
        }
        delivery.stop();
        file.close();
    }

    private void happens(String aggregateId, Object... payloads) {
        for (var payload : payloads) {
            var number = events.lastSequenceNumberFor(aggregateId).orElse(-1L) + 1;
            events.publish(new GenericDomainEventMessage<>("test", aggregateId, number, payload));
        }
        handleNew();
    }

    /** Each event comes twice, as after a crash that came before the position was stored. */
    private void handleNew() {
        var head = events.createHeadToken();
        if (handled != null && handled.covers(head)) {
            return;
        }
        try (var stream = events.openStream(handled)) {
            // A stream may know of an event a moment after it was published: it is waited for.
            while (handled == null || !handled.covers(head)) {
                var event = stream.nextAvailable();
                handler.handle(event);
                handler.handle(event);
                handled = event.trackingToken();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void startSync() {
        happens(CrmSyncId.OPERATOR.value(), new CrmSyncStarted(CrmSyncId.OPERATOR));
    }

    private ContactId contact(OrganizationId organizationId) {
        var id = ContactId.random();
        happens(id.value(), new ContactCreated(id, organizationId, id.value(), ASHA, null, null, null));
        return id;
    }

    private CrmSyncView awaitState(CrmSyncState state) {
        await().until(() -> sync.view().state() == state);
        return sync.view();
    }

    private SyncedRecord record(Object id) {
        return sync.records(null, null, 100).stream()
                .filter(record -> record.recordId().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void awaitRecord(Object id, SyncedRecordState state) {
        await().until(() -> record(id).state() == state);
    }

    @Test
    void sendsNothingBeforeSomebodyStartedIt() {
        var id = contact(OPERATOR);
        assertThat(sync.view())
                .isEqualTo(new CrmSyncView(
                        CrmSyncId.OPERATOR, CrmSyncState.NOT_STARTED, null, -1, new Counts(1, 0, 0, 0, 0)));
        assertThat(asked).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        startSync();
        var view = awaitState(CrmSyncState.FOLLOWING);
        assertThat(record(id).sentAt()).isEqualTo(START.plusSeconds(60));
        assertThat(view.counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));
        assertThat(outside.get(id.value()))
                .containsEntry("name", "Asha Rao")
                .containsEntry("company", "Acme")
                .containsEntry("email", ASHA.email());
        assertThat(asked).containsExactly(id + "-0");
    }

    @Test
    void handsOverALeadAndWhatItBecameAndFollowsWhatChanges() {
        startSync();
        var leadId = LeadId.random();
        var contactId = ContactId.random();
        var dealId = DealId.random();
        happens(
                leadId.value(),
                captured(leadId),
                new ConsentRecorded(leadId, OPERATOR, "fair-2026", START, null),
                new ConsentWithdrawn(leadId, OPERATOR, START),
                new LeadQualified(leadId, OPERATOR),
                new LeadConverted(leadId, OPERATOR, contactId, dealId, null));
        happens(contactId.value(), new ContactCreated(contactId, OPERATOR, leadId.value(), ASHA, leadId, null, null));
        happens(dealId.value(), opened(dealId, contactId, leadId));
        awaitState(CrmSyncState.FOLLOWING);

        assertThat(outside.get(leadId.value()))
                .containsEntry("state", "converted")
                .containsEntry("source", "contact-form")
                .containsEntry("contactId", contactId);
        assertThat(outside.get(dealId.value()))
                .containsEntry("title", "100 seats")
                .containsEntry("amount", "1200.50")
                .containsEntry("currency", "EUR")
                .containsEntry("stage", "proposal")
                .containsEntry("state", "open");

        happens(dealId.value(), new DealWon(dealId, OPERATOR, leadId.value()));
        await().until(() ->
                "won".equals(outside.getOrDefault(dealId.value(), Map.of()).get("state")));
        awaitState(CrmSyncState.FOLLOWING);
        assertThat(sync.view().counts().total()).isEqualTo(3);
    }

    private static LeadCaptured captured(LeadId leadId) {
        return new LeadCaptured(
                leadId, OPERATOR, "7K3MQ-9DXPA", LeadSource.CONTACT_FORM, ASHA, "Call me", null, null, null);
    }

    private static DealOpened opened(DealId dealId, ContactId contactId, LeadId leadId) {
        return new DealOpened(
                dealId,
                OPERATOR,
                leadId.value(),
                contactId,
                leadId,
                "100 seats",
                DealStage.PROPOSAL,
                new Money(120_050, "EUR"),
                null,
                null,
                null);
    }

    @Test
    void keepsRecordsOfOrganizationsToItself() {
        startSync();
        contact(OrganizationId.random());
        var own = contact(OPERATOR);
        awaitRecord(own, SyncedRecordState.SENT);

        assertThat(outside).containsOnlyKeys(own.value());
        assertThat(sync.view().counts().total()).isEqualTo(1);
    }

    @Test
    void removesWhoIsErasedAndTheWordsOfTheirDeals() {
        startSync();
        var leadId = LeadId.random();
        var contactId = ContactId.random();
        var dealId = DealId.random();
        happens(leadId.value(), captured(leadId));
        happens(contactId.value(), new ContactCreated(contactId, OPERATOR, leadId.value(), ASHA, leadId, null, null));
        happens(dealId.value(), opened(dealId, contactId, leadId));
        awaitState(CrmSyncState.FOLLOWING);
        assertThat(outside).hasSize(3);

        happens(contactId.value(), new ContactErased(contactId, OPERATOR, leadId.value()));
        happens(leadId.value(), new LeadErased(leadId, OPERATOR, LeadState.CONVERTED));

        awaitRecord(leadId, SyncedRecordState.REMOVED);
        awaitRecord(contactId, SyncedRecordState.REMOVED);
        awaitState(CrmSyncState.FOLLOWING);
        assertThat(outside).containsOnlyKeys(dealId.value());
        assertThat(outside.get(dealId.value())).containsEntry("title", null).containsEntry("amount", "1200.50");
    }

    @Test
    void tellsWhatWasRefusedAndTriesItAgainWhenAskedToOrWhenItChanges() {
        answers.add(new Refused("No such country"));
        startSync();
        var id = contact(OPERATOR);
        awaitRecord(id, SyncedRecordState.REFUSED);
        assertThat(record(id).problem()).isEqualTo("No such country");
        assertThat(record(id).sentAt()).isNull();
        assertThat(sync.view().state()).isEqualTo(CrmSyncState.FOLLOWING);
        assertThat(sync.records(SyncedRecordState.REFUSED, null, 10)).hasSize(1);

        answers.add(new Refused("Still not"));
        happens(
                id.value(),
                new ContactChanged(id, OPERATOR, id.value(), new PersonDetails("A", ASHA.email(), null, null)));
        await().until(() -> "Still not".equals(record(id).problem()));

        startSync();
        awaitRecord(id, SyncedRecordState.SENT);
        assertThat(record(id).problem()).isNull();
        assertThat(asked).containsExactly(id + "-0", id + "-1", id + "-1");
    }

    @Test
    void triesAgainLaterAndLaterWhileOthersGoOn() {
        answers.addAll(List.of(new NotNow("Busy", null), new Taken(), new NotNow("Busy again", null)));
        startSync();
        var first = contact(OPERATOR);
        awaitRecord(first, SyncedRecordState.RETRYING);
        var second = contact(OPERATOR);
        awaitRecord(second, SyncedRecordState.SENT);
        assertThat(sync.view().cursor()).isEqualTo(record(first).position() - 1);

        clock.advance(Duration.ofSeconds(10));
        await().until(() -> record(first).attempts() == 2);
        awaitRecord(first, SyncedRecordState.RETRYING);
        clock.advance(Duration.ofSeconds(20));
        awaitRecord(first, SyncedRecordState.SENT);
        assertThat(sync.view().cursor()).isEqualTo(record(second).position());
    }

    @Test
    void sendsNothingAtAllWhileTheOutsideCrmWantsNothing() {
        answers.add(new NotNow("Too many", Duration.ofSeconds(5)));
        startSync();
        var first = contact(OPERATOR);
        awaitRecord(first, SyncedRecordState.RETRYING);
        var second = contact(OPERATOR);
        clock.advance(Duration.ofSeconds(4));
        delivery.stop();
        delivery.start();
        assertThat(record(second).attempts()).isZero();

        clock.advance(Duration.ofSeconds(1));
        awaitState(CrmSyncState.FOLLOWING);
        assertThat(outside).containsOnlyKeys(first.value(), second.value());
    }

    @Test
    void sendsAgainWhatChangedWhileItWasSent() {
        slow = new CountDownLatch(1);
        startSync();
        var id = contact(OPERATOR);
        await().until(() -> asked.size() == 1);
        happens(
                id.value(),
                new ContactChanged(
                        id, OPERATOR, id.value(), new PersonDetails("Asha Rao-Lee", ASHA.email(), null, null)));

        slow.countDown();

        await().until(() ->
                "Asha Rao-Lee".equals(outside.getOrDefault(id.value(), Map.of()).get("name")));
        awaitState(CrmSyncState.FOLLOWING);
        assertThat(asked).containsExactly(id + "-0", id + "-1");
    }

    @Test
    void goesOnWhereItWasAfterItsProcessDied() {
        startSync();
        var taken = contact(OPERATOR);
        awaitRecord(taken, SyncedRecordState.SENT);
        delivery.stop();
        var left = contact(OPERATOR);
        memory.outsideRecords().take(clock.instant(), clock.instant().plusSeconds(60));
        file.close();

        file = SqliteStore.open(directory.resolve("events.sqlite"));
        memory = new SqliteMemory(file, clock);
        sync = new StoredCrmSync(memory, true);
        delivery = new OutsideCrmDelivery(
                Optional.of(this::take), new RecordsOfTheLog(events), memory, clock, Duration.ofMillis(20));
        delivery.start();
        clock.advance(Duration.ofSeconds(60));

        awaitRecord(left, SyncedRecordState.SENT);
        assertThat(asked).containsExactly(taken + "-0", left + "-0");
    }
}
