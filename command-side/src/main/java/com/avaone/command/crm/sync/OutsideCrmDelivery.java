package com.avaone.command.crm.sync;

import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.command.crm.sync.OutsideCrm.NotNow;
import com.avaone.command.crm.sync.OutsideCrm.Refused;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.RepeatedWork;
import com.avaone.command.kernel.RetryPauses;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.OutsideRecords;
import com.avaone.command.kernel.memory.OutsideRecords.Taken;
import com.avaone.command.kernel.memory.ProcessState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends what waits to the outside CRM, one record after another in a thread of its own, once somebody started the sync; what is not taken is
 * tried again, later and later, while the others go on. What a record says gets into no log.
 */
@Component
@CommandRole
final class OutsideCrmDelivery extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideCrmDelivery.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Longer than any answer takes: after it the record is taken for left behind. */
    private static final Duration TAKEN_FOR = Duration.ofSeconds(20);

    private static final RetryPauses PAUSES = new RetryPauses(Duration.ofSeconds(10), Duration.ofHours(1));
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private final Optional<OutsideCrm> crm;
    private final RecordsOfTheLog log;
    private final OutsideRecords records;
    private final ProcessState notes;
    private final Clock clock;

    /** Until when the outside CRM wants nothing; used by the timer's thread only. */
    private Instant restUntil = Instant.MIN;

    @Autowired
    OutsideCrmDelivery(Optional<OutsideCrm> crm, RecordsOfTheLog log, CommandMemory memory, Clock clock) {
        this(crm, log, memory, clock, LOOK_EVERY);
    }

    OutsideCrmDelivery(
            Optional<OutsideCrm> crm, RecordsOfTheLog log, CommandMemory memory, Clock clock, Duration lookEvery) {
        super("crm-sync", lookEvery, STOP_LIMIT);
        this.crm = crm;
        this.log = log;
        this.records = memory.outsideRecords();
        this.notes = memory.processState();
        this.clock = clock;
    }

    @Override
    protected void work() {
        try {
            if (StoredCrmSync.startedAt(notes, CrmSyncId.OPERATOR).isPresent()) {
                sendDue(crm.orElseThrow());
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
                var next = pause == null ? now.plus(PAUSES.after(taken.attempt())) : restUntil;
                LOG.warn("{} was not taken at attempt {}; the next is at {}", taken.recordId(), taken.attempt(), next);
                records.notSent(taken, notNow.problem(), next);
            }
        }
    }

    /** Where there is no outside CRM nothing is looked at. */
    @Override
    public boolean isAutoStartup() {
        return crm.isPresent();
    }
}
