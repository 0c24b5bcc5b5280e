package com.avaone.command.evidence;

import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.RepeatedWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grows the trees behind the events, and has the suite's signed when it is time. */
final class EvidenceWork extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Checkpoints checkpoints;
    private boolean lookedBack;
    private boolean failed;

    EvidenceWork(Checkpoints checkpoints) {
        super("evidence-log", PAUSE, STOP_LIMIT);
        this.checkpoints = checkpoints;
    }

    @Override
    protected void work() {
        try {
            if (!lookedBack) {
                checkpoints.lookBack();
                lookedBack = true;
            }
            checkpoints.keepUp();
            failed = false;
        } catch (Rejected _) {
            // Told already, as loud as can be.
        } catch (RuntimeException failure) {
            if (!failed && isRunning()) {
                LOG.warn("The evidence log does not come on; trying again: {}", failure.getMessage());
            }
            failed = true;
        }
    }
}
