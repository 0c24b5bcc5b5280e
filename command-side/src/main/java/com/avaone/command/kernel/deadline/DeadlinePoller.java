package com.avaone.command.kernel.deadline;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Deadlines;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Waits for the next deadline and sends its command. A deadline is forgotten once its command was accepted or refused by a rule; what
 * fails otherwise, or is not due yet by the clock of the node that decides it, is tried again, later and later, while the others go on.
 * Looks at the clock every second at least, because tests and the demo move it.
 */
@Component
@CommandRole
final class DeadlinePoller implements DeadlineSchedule, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlinePoller.class);

    private static final int BATCH = 100;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Deadlines deadlines;
    private final Map<String, DueDeadline> handlers;
    private final AutomaticCommands commands;
    private final Clock clock;

    /** By key, what failed and waits. Only the poller's thread uses it. */
    private final Map<String, Retry> retries = new HashMap<>();

    private final Object monitor = new Object();
    private boolean woken; // guarded by monitor
    private volatile @Nullable Thread thread;

    DeadlinePoller(CommandMemory memory, Collection<DueDeadline> handlers, AutomaticCommands commands, Clock clock) {
        this.deadlines = memory.deadlines();
        // Two handlers of one name stop the start.
        this.handlers = handlers.stream().collect(Collectors.toMap(DueDeadline::name, Function.identity()));
        this.commands = commands;
        this.clock = clock;
    }

    /** @param nanoTime when to try again, by {@link System#nanoTime()}: a moved clock shall not shorten the wait */
    private record Retry(Deadline deadline, Duration pause, long nanoTime) {}

    @Override
    public void schedule(
            String key, Instant due, String name, OrganizationId organizationId, String subjectId, String data) {
        deadlines.schedule(new Deadline(key, due, name, organizationId.value(), subjectId, data));
        wake();
    }

    @Override
    public void cancel(String key) {
        deadlines.cancel(key);
    }

    @Override
    public void start() {
        var poller = Thread.ofPlatform().name("deadlines").daemon(true).unstarted(this::poll);
        thread = poller;
        poller.start();
    }

    @Override
    public void stop() {
        var poller = thread;
        thread = null;
        wake();
        try {
            if (poller != null && !poller.join(STOP_LIMIT)) {
                LOG.warn("A deadline's command has not answered; it comes again after the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void poll() {
        while (isRunning()) {
            try {
                if (!sendDue()) {
                    await(untilNext());
                }
            } catch (RuntimeException failure) {
                LOG.warn("Deadlines cannot be read; they are late until they can", failure);
                await(LONGEST_WAIT);
            }
        }
    }

    /** Sends what is due and may be tried; whether there was anything. */
    private boolean sendDue() {
        var sent = false;
        // What waits to be tried again is still due: it must not keep the others out.
        for (var deadline : deadlines.due(clock.instant(), BATCH + retries.size())) {
            if (!isRunning()) {
                return false;
            }
            var retry = retries.get(deadline.key());
            if (retry != null && retry.deadline.equals(deadline) && System.nanoTime() - retry.nanoTime < 0) {
                continue;
            }
            sent = true;
            send(deadline);
        }
        return sent;
    }

    private void send(Deadline deadline) {
        try {
            var handler = handlers.get(deadline.name());
            if (handler == null) {
                throw new IllegalStateException("Nobody handles deadlines named " + deadline.name());
            }
            commands.sendDue(deadline.name(), handler.reason(), handler.command(deadline), deadline.due());
        } catch (RuntimeException failure) {
            if (!isRefusedByRule(failure)) {
                retryLater(deadline, failure);
                return;
            }
            LOG.info("Deadline {} is past and was refused: {}", deadline.key(), failure.getMessage());
        }
        retries.remove(deadline.key());
        deadlines.done(deadline);
    }

    private static boolean isRefusedByRule(RuntimeException failure) {
        return failure instanceof CommandExecutionException refused
                && refused.getDetails().orElse(null) instanceof Rejection rejection
                && rejection.kind() != Rule.Kind.UNAVAILABLE
                && !rejection.code().equals(KernelRule.CONCURRENT_CHANGE.code());
    }

    private void retryLater(Deadline deadline, RuntimeException failure) {
        var before = retries.get(deadline.key());
        var wait = before == null ? FIRST_RETRY : before.pause.multipliedBy(2);
        wait = wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait;
        retries.put(deadline.key(), new Retry(deadline, wait, System.nanoTime() + wait.toNanos()));
        LOG.warn("Deadline {} failed and is tried again in {}", deadline.key(), wait, failure);
    }

    private Duration untilNext() {
        var now = clock.instant();
        return deadlines
                .nextDue()
                .filter(next -> next.isAfter(now))
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
    }

    private void wake() {
        synchronized (monitor) {
            woken = true;
            monitor.notifyAll();
        }
    }

    private void await(Duration wait) {
        var end = System.nanoTime() + wait.toNanos();
        synchronized (monitor) {
            try {
                for (var left = wait.toNanos(); left > 0 && !woken && isRunning(); left = end - System.nanoTime()) {
                    // Rounded up: zero would mean for ever.
                    monitor.wait(left / 1_000_000 + 1);
                }
            } catch (InterruptedException interrupted) {
                // Nobody interrupts this thread but the end of the program.
                Thread.currentThread().interrupt();
                thread = null;
            }
            woken = false;
        }
    }
}
