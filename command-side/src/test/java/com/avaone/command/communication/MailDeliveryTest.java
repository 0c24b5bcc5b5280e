package com.avaone.command.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailEvent;
import com.avaone.api.communication.MailEvent.AddressSuppressed;
import com.avaone.api.communication.MailEvent.AddressUnsuppressed;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadConfirmed;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadState;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.Mail;
import com.avaone.command.kernel.memory.Secret;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Mail is sent as soon as it can be, and given up when it would be of no use any more. */
@SuppressWarnings("NullAway.Init") // opened before each test
@ExtendWith(OutputCaptureExtension.class)
class MailDeliveryTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String LINK = "https://suite.example/invitation?token=secret";

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock(START);

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    private final Suppressions suppressions = new Suppressions(events, address -> new MailAddressId(address.value()));

    /** What was handed over, in order. */
    private final Queue<MailId> handedOver = new ConcurrentLinkedQueue<>();

    /** How mails are refused, one after another; then every mail is taken. */
    private final Queue<RuntimeException> refusals = new ConcurrentLinkedQueue<>();

    private SqliteStore file;
    private SqliteMemory memory;
    private MailDelivery delivery;

    @BeforeEach
    void start() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        memory = new SqliteMemory(file, clock);
        delivery = new MailDelivery(
                memory, this::take, suppressions, new Recipients(events), clock, Duration.ofMillis(20));
        delivery.start();
    }

    private void take(Mail mail) {
        handedOver.add(mail.mailId());
        var refusal = refusals.poll();
        if (refusal != null) {
            throw refusal;
        }
    }

    @AfterEach
    void stop() {
        delivery.stop();
        file.close();
    }

    @Test
    void handsEveryMailOverOnce() {
        var first = write("first", Duration.ofDays(1));
        var second = write("second", Duration.ofDays(1));

        awaitState(second, MailState.SENT);

        clock.advance(Duration.ofMinutes(1));
        delivery.stop();
        delivery.start();
        var third = write("third", Duration.ofDays(1));
        awaitState(third, MailState.SENT);
        assertThat(handedOver).containsExactly(first, second, third);
        assertThat(view(third).sentAt()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void triesAgainLaterAndLaterWhileOtherMailGoesOn() {
        for (var i = 0; i < 3; i++) {
            refusals.add(new IllegalStateException("No answer " + i));
        }
        var refused = write("refused", Duration.ofDays(1));
        awaitAttempts(refused, 1);
        assertThat(view(refused).problem()).isEqualTo("No answer 0");

        clock.advance(Duration.ofSeconds(29));
        refusals.clear();
        var other = write("other", Duration.ofDays(1));
        awaitState(other, MailState.SENT);
        assertThat(view(refused).attempts()).isEqualTo(1);

        refusals.add(new IllegalStateException());
        clock.advance(Duration.ofSeconds(1));
        awaitAttempts(refused, 2);
        assertThat(view(refused).problem()).isEqualTo("IllegalStateException");
        clock.advance(Duration.ofSeconds(59));
        awaitState(write("another", Duration.ofDays(1)), MailState.SENT);
        assertThat(view(refused).attempts()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        awaitState(refused, MailState.SENT);
        assertThat(view(refused).problem()).isNull();
    }

    @Test
    void triesAtLeastEveryHourAndAfterARestart() {
        for (var i = 0; i < 12; i++) {
            refusals.add(new IllegalStateException("No answer"));
        }
        var mail = write("mail", Duration.ofDays(1));
        for (var attempt = 1; attempt <= 12; attempt++) {
            awaitAttempts(mail, attempt);
            clock.advance(Duration.ofHours(1));
            if (attempt == 6) {
                delivery.stop();
                delivery.start();
            }
        }
        awaitState(mail, MailState.SENT);
    }

    @Test
    void givesUpWhatWouldBeOfNoUseAnyMore() {
        refusals.add(new IllegalStateException("No answer"));
        refusals.add(new IllegalStateException("Still no answer"));
        var mail = write("mail", Duration.ofSeconds(60));
        awaitAttempts(mail, 1);
        clock.advance(Duration.ofSeconds(30));

        awaitState(mail, MailState.FAILED);

        assertThat(view(mail).problem()).isEqualTo("Still no answer");
        assertThat(handedOver).hasSize(2);
    }

    @Test
    void sendsNothingThatLayTooLong() {
        delivery.stop();
        var mail = write("mail", Duration.ofSeconds(60));
        clock.advance(Duration.ofSeconds(60));
        delivery.start();

        awaitState(mail, MailState.FAILED);

        assertThat(view(mail).problem()).isEqualTo("It could not be sent in time.");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void givesUpAtOnceWhatIsRefusedForGood() {
        refusals.add(MailNotTaken.forGood("The address is none."));
        var mail = write("mail", Duration.ofDays(1));

        awaitState(mail, MailState.FAILED);

        assertThat(view(mail).problem()).isEqualTo("The address is none.");
        assertThat(view(mail).attempts()).isEqualTo(1);
    }

    @Test
    void sendsNothingToAnAddressThatIsSuppressed() {
        var address = new MailAddressId("asha@acme.example");
        happens(0, new AddressSuppressed(address, SuppressionCause.BOUNCED, null));
        var suppressed = write("suppressed", Duration.ofDays(1));
        awaitState(suppressed, MailState.SUPPRESSED);
        assertThat(view(suppressed).problem()).isEqualTo("Nothing is sent to this address: mail came back from it.");

        happens(1, new AddressUnsuppressed(address));
        var sent = write("sent", Duration.ofDays(1));
        awaitState(sent, MailState.SENT);

        assertThat(handedOver).containsExactly(sent);
    }

    @Test
    void asksNobodyForConfirmationWhoTookTheConsentBackMeanwhile() {
        var lead = LeadId.random();
        delivery.stop();
        happens(lead, 0, new ConsentRecorded(lead, OrganizationId.OPERATOR, "fair-2026", START, null));
        happens(lead, 1, new ConsentWithdrawn(lead, OrganizationId.OPERATOR, START));
        var question = write("question", lead.value(), MailTemplate.LEAD_CONFIRMATION, Duration.ofDays(1));
        var answer = write("answer", lead.value(), MailTemplate.LEAD_RECEIVED, Duration.ofDays(1));
        delivery.start();
        awaitState(question, MailState.SUPPRESSED);
        awaitState(answer, MailState.SENT);
        assertThat(view(question).problem()).isEqualTo("The recipient took the consent back.");

        happens(lead, 2, new ConsentRecorded(lead, OrganizationId.OPERATOR, "fair-2026", START, null));
        var anew = write("anew", lead.value(), MailTemplate.LEAD_CONFIRMATION, Duration.ofDays(1));
        awaitState(anew, MailState.SENT);

        assertThat(handedOver).containsExactlyInAnyOrder(answer, anew);
    }

    @ParameterizedTest
    @EnumSource(
            value = MailTemplate.class,
            names = {"LEAD_CONFIRMATION", "LEAD_RECEIVED"})
    void sendsNothingToWhoWasErasedWhileTheMailWaited(MailTemplate template) {
        var lead = LeadId.random();
        refusals.add(new IllegalStateException("No answer"));
        var mail = write("mail", lead.value(), template, Duration.ofDays(1));
        awaitAttempts(mail, 1);
        happens(lead, 0, new LeadConfirmed(lead, OrganizationId.OPERATOR));
        happens(lead, 1, new LeadErased(lead, OrganizationId.OPERATOR, LeadState.NEW));
        clock.advance(Duration.ofSeconds(30));

        awaitState(mail, MailState.SUPPRESSED);

        assertThat(view(mail).problem()).isEqualTo("The recipient was erased.");
        assertThat(handedOver).containsExactly(mail);
    }

    private void happens(LeadId lead, long number, LeadEvent event) {
        events.publish(new GenericDomainEventMessage<>("lead", lead.value(), number, event));
    }

    private void happens(long number, MailEvent event) {
        events.publish(new GenericDomainEventMessage<>(
                "mail-address", event.addressId().value(), number, event));
    }

    @Test
    void sendsNothingWhileItIsAskedToWait() {
        refusals.add(MailNotTaken.before(Duration.ofSeconds(10), "Not so fast."));
        var first = write("first", Duration.ofDays(1));
        awaitAttempts(first, 1);
        var second = write("second", Duration.ofDays(1));
        clock.advance(Duration.ofSeconds(9));
        await().during(Duration.ofMillis(100)).until(() -> handedOver.size() == 1);

        clock.advance(Duration.ofSeconds(1));

        awaitState(first, MailState.SENT);
        awaitState(second, MailState.SENT);
        assertThat(view(second).attempts()).isEqualTo(1);
    }

    @Test
    void forgetsMailAfterAMonth() {
        var old = write("old", Duration.ofDays(1));
        awaitState(old, MailState.SENT);
        clock.advance(Duration.ofDays(30));
        var recent = write("recent", Duration.ofDays(1));
        awaitState(recent, MailState.SENT);
        assertThat(memory.outbox().find(old)).isPresent();

        clock.advance(Duration.ofMillis(1));

        await().untilAsserted(() -> assertThat(memory.outbox().find(old)).isEmpty());
        assertThat(memory.outbox().find(recent)).isPresent();
    }

    @Test
    void writesNothingOfWhatAMailSaysIntoTheLog(CapturedOutput output) {
        refusals.add(new IllegalStateException("Cannot send " + LINK + " to asha@acme.example"));
        var mail = write("mail", Duration.ofDays(1));
        awaitAttempts(mail, 1);

        assertThat(output).contains(mail.value()).doesNotContain("secret", "asha@acme.example");
    }

    private MailId write(String event, Duration ofUseFor) {
        return write(event, UserId.random().value(), MailTemplate.INVITATION, ofUseFor);
    }

    private MailId write(String event, String personId, MailTemplate template, Duration ofUseFor) {
        var mail = new Mail(
                MailId.random(),
                event,
                new EmailAddress("asha@acme.example"),
                personId,
                OrganizationId.random(),
                template,
                Mail.SUITE,
                null,
                "Your invitation",
                new Secret(LINK),
                new Secret(LINK),
                null,
                clock.instant(),
                clock.instant().plus(ofUseFor));
        assertThat(memory.outbox().write(mail)).isTrue();
        return mail.mailId();
    }

    private void awaitState(MailId mailId, MailState state) {
        await().untilAsserted(() -> assertThat(view(mailId).state()).isEqualTo(state));
    }

    /** Waits until a mail was refused for the so-manieth time. */
    private void awaitAttempts(MailId mailId, int attempts) {
        await().untilAsserted(() -> {
            assertThat(view(mailId).attempts()).isEqualTo(attempts);
            assertThat(view(mailId).problem()).isNotNull();
        });
    }

    private MailView view(MailId mailId) {
        return memory.outbox().find(mailId).orElseThrow();
    }
}
