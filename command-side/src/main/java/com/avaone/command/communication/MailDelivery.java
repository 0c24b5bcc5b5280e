package com.avaone.command.communication;

import com.avaone.api.communication.MailState;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.RepeatedWork;
import com.avaone.command.kernel.RetryPauses;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Outbox;
import com.avaone.command.kernel.memory.Outbox.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends what waits in the outbox, one mail after another; what fails is tried again, later and later, while the others go on, until it would
 * be of no use. Forgets what is old. Looks at the clock every second, because tests and the demo move it. What a mail says gets into no log.
 */
@Component
@CommandRole
final class MailDelivery extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Longer than any sender takes: after it the mail is taken for left behind. */
    private static final Duration TAKEN_FOR = Duration.ofMinutes(5);

    private static final RetryPauses PAUSES = new RetryPauses(Duration.ofSeconds(30), Duration.ofHours(1));
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int FORGET_AT_ONCE = 500;
    private static final int LONGEST_PROBLEM = 300;

    private final Outbox outbox;
    private final MailSender sender;
    private final Suppressions suppressions;
    private final Recipients recipients;
    private final Clock clock;

    /** Until when whoever delivers mail wants none; used by the timer's thread only. */
    private Instant restUntil = Instant.MIN;

    @Autowired
    MailDelivery(
            CommandMemory memory, MailSender sender, Suppressions suppressions, Recipients recipients, Clock clock) {
        this(memory, sender, suppressions, recipients, clock, LOOK_EVERY);
    }

    MailDelivery(
            CommandMemory memory,
            MailSender sender,
            Suppressions suppressions,
            Recipients recipients,
            Clock clock,
            Duration lookEvery) {
        super("mail", lookEvery, STOP_LIMIT);
        this.outbox = memory.outbox();
        this.sender = sender;
        this.suppressions = suppressions;
        this.recipients = recipients;
        this.clock = clock;
    }

    @Override
    protected void work() {
        try {
            sendDue();
            outbox.forgetOlder(clock.instant().minus(Outbox.KEPT_FOR), FORGET_AT_ONCE);
        } catch (RuntimeException failure) {
            LOG.warn("The outbox does not answer; mail waits until it does", failure);
        }
    }

    private void sendDue() {
        while (isRunning()) {
            var now = clock.instant();
            if (now.isBefore(restUntil)) {
                return;
            }
            var taken = outbox.take(now, now.plus(TAKEN_FOR));
            if (taken.isEmpty()) {
                return;
            }
            send(taken.get(), now);
        }
    }

    private void send(Taken taken, Instant now) {
        var mail = taken.mail();
        if (!now.isBefore(mail.giveUpAt())) {
            giveUp(taken, "It could not be sent in time.");
            return;
        }
        try {
            var against = suppressions.of(mail.to()).map(MailDelivery::problem).or(() -> recipients.against(mail));
            if (against.isPresent()) {
                outbox.givenUp(mail.mailId(), MailState.SUPPRESSED, against.get());
                return;
            }
            sender.send(mail);
        } catch (MailNotTaken failure) {
            notTaken(taken, now, failure);
            return;
        } catch (RuntimeException failure) {
            retryLater(taken, now.plus(PAUSES.after(taken.attempt())), problem(failure));
            return;
        }
        outbox.sent(mail.mailId(), clock.instant());
    }

    private void notTaken(Taken taken, Instant now, MailNotTaken failure) {
        var pause = failure.pause();
        if (failure.isForGood()) {
            giveUp(taken, problem(failure));
        } else if (pause != null) {
            restUntil = now.plus(pause);
            retryLater(taken, restUntil, problem(failure));
        } else {
            retryLater(taken, now.plus(PAUSES.after(taken.attempt())), problem(failure));
        }
    }

    private void giveUp(Taken taken, String problem) {
        LOG.warn("Mail {} is given up at attempt {}", taken.mail().mailId(), taken.attempt());
        outbox.givenUp(taken.mail().mailId(), MailState.FAILED, problem);
    }

    /** The sender's own words may repeat what the mail says, so only the outbox keeps them. */
    private void retryLater(Taken taken, Instant next, String problem) {
        var mail = taken.mail();
        if (!next.isBefore(mail.giveUpAt())) {
            giveUp(taken, problem);
            return;
        }
        LOG.warn("Mail {} was not sent at attempt {}; the next is at {}", mail.mailId(), taken.attempt(), next);
        outbox.notSent(mail.mailId(), problem, next);
    }

    private static String problem(SuppressionCause cause) {
        return switch (cause) {
            case BOUNCED -> "Nothing is sent to this address: mail came back from it.";
            case COMPLAINED -> "Nothing is sent to this address: its owner called mail unwanted.";
        };
    }

    private static String problem(RuntimeException failure) {
        var message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return message.length() <= LONGEST_PROBLEM ? message : message.substring(0, LONGEST_PROBLEM) + "…";
    }
}
