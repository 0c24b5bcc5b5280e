package com.avaone.command.crm.sync;

import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.command.crm.sync.OutsideCrm.NotNow;
import com.avaone.command.crm.sync.OutsideCrm.Refused;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.OutsideRecords;
import com.avaone.command.kernel.memory.OutsideRecords.Taken;
import com.avaone.command.kernel.memory.ProcessState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends what waits to the outside CRM, one record after another in a thread of its own, once somebody started the sync; what is not taken is
 * tried again, later and later, while the others go on. What a record says gets into no log.
 */
@Component
@CommandRole
final class OutsideCrmDelivery implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideCrmDelivery.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Longer than any answer takes: after it the record is taken for left behind. */
    private static final Duration TAKEN_FOR = Duration.ofSeconds(20);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private final Optional<OutsideCrm> crm;
    private final RecordsOfTheLog log;
    private final OutsideRecords records;
    private final ProcessState notes;
    private final Clock clock;
    private final Duration lookEvery;

    private volatile @Nullable ScheduledExecutorService timer;

    /** Until when the outside CRM wants nothing; used by the timer's thread only. */
    private Instant restUntil = Instant.MIN;

    @Autowired
    OutsideCrmDelivery(Optional<OutsideCrm> crm, RecordsOfTheLog log, CommandMemory memory, Clock clock) {
        this(crm, log, memory, clock, LOOK_EVERY);
    }

    OutsideCrmDelivery(
            Optional<OutsideCrm> crm, RecordsOfTheLog log, CommandMemory memory, Clock clock, Duration lookEvery) {
        this.crm = crm;
        this.log = log;
        this.records = memory.outsideRecords();
        this.notes = memory.processState();
        this.clock = clock;
        this.lookEvery = lookEvery;
    }

    private void look(OutsideCrm outside) {
        try {
            if (StoredCrmSync.startedAt(notes, CrmSyncId.OPERATOR).isPresent()) {
                sendDue(outside);
            }
        } catch (RuntimeException failure) {
            LOG.warn("Records cannot be read; what goes to the outside CRM waits until they can", failure);
        }
    }

    private void sendDue(OutsideCrm outside) {
        while (isRunning()) {
            var now = clock.instant();
            if (now.isBefore(restUntil)) {
                return;
            }
            var taken = records.take(now, now.plus(TAKEN_FOR));
            if (taken.isEmpty()) {
                return;
            }
            send(outside, taken.get(), now);
        }
    }

    private void send(OutsideCrm outside, Taken taken, Instant now) {
        var content = log.read(taken.kind(), taken.recordId());
        switch (outside.put(content)) {
            case OutsideCrm.Taken _ ->
                records.became(
                        taken,
                        content.fields() == null ? SyncedRecordState.REMOVED : SyncedRecordState.SENT,
                        clock.instant(),
                        null);
            case Refused refused -> {
                LOG.warn("The outside CRM refuses {}", taken.recordId());
                records.became(taken, SyncedRecordState.REFUSED, now, refused.problem());
            }
            case NotNow notNow -> {
                var pause = notNow.pause();
                if (pause != null) {
                    restUntil = now.plus(pause);
                }
                var next = pause == null ? now.plus(pause(taken.attempt())) : restUntil;
                LOG.warn("{} was not taken at attempt {}; the next is at {}", taken.recordId(), taken.attempt(), next);
                records.notSent(taken, notNow.problem(), next);
            }
        }
    }

    private static Duration pause(int attempt) {
        var pause = FIRST_RETRY;
        for (var i = 1; i < attempt && pause.compareTo(LAST_RETRY) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY;
    }

    @Override
    public void start() {
        if (crm.isEmpty()) {
            return;
        }
        var looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("crm-sync").daemon(true).factory());
        timer = looking;
        looking.scheduleWithFixedDelay(() -> look(crm.get()), 0, lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var looking = timer;
        timer = null;
        if (looking == null) {
            return;
        }
        looking.shutdown();
        try {
            if (!looking.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A record is still being sent; it goes again after the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
