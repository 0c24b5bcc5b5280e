package com.avaone.projection.kernel;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsRule;
import com.avaone.projection.kernel.Processors.Processor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator can do to a processor. Each method comes back when it is done (a rebuild: when it has begun), and may be called twice.
 * None may be called from the processor that it is about.
 */
public final class ProcessorOperations {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorOperations.class);

    private final Processors processors;
    private final ParkedEvents parked;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    ProcessorOperations(Processors processors, ParkedEvents parked) {
        this.processors = processors;
        this.parked = parked;
    }

    /**
     * Stops reading events until resumed, also after a restart. Other nodes follow within a second or two.
     *
     * @throws Rejected if there is no such processor; likewise the other operations
     */
    public void pause(String processor) {
        inTurn(() -> {
            var here = processors.here(processor);
            processors.setPaused(processor, true);
            here.ifPresent(named -> named.events().shutDown());
            LOG.info("Processor {} is paused", processor);
        });
    }

    /** Reads on. */
    public void resume(String processor) {
        inTurn(() -> {
            var here = processors.here(processor);
            processors.setPaused(processor, false);
            here.ifPresent(named -> named.events().start());
            LOG.info("Processor {} is resumed", processor);
        });
    }

    /** Tries again what is parked and takes up work that had stopped, without waiting for its back-off. */
    public void recheck(String processor) {
        processors.here(processor).ifPresent(this::takeUp); // other nodes do so by themselves
        parked.retry(processor, null);
    }

    /**
     * Builds the processor's read model anew from the first event, while readers see the old documents until the rebuild comes to them.
     *
     * @throws Rejected with {@link OperationsRule#NOT_REBUILDABLE} if the processor has side effects, with
     *     {@link OperationsRule#PROCESSOR_ELSEWHERE} if another node runs it; then nothing was touched
     */
    public void rebuild(String processor) {
        inTurn(() -> {
            var named = processors.named(processor);
            if (named.sideEffects()) {
                throw new Rejected(
                        OperationsRule.NOT_REBUILDABLE,
                        "Processor " + processor + " sends commands or touches the world.");
            }
            var running = named.events().isRunning();
            named.events().shutDown();
            try {
                processors.reset(named);
            } finally {
                if (running) {
                    named.events().start();
                }
            }
            LOG.info("Processor {} is being rebuilt", processor);
        });
    }

    private void inTurn(Runnable operation) {
        oneAtATime.lock();
        try {
            operation.run();
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Starts what could not start, ends the back-off of what failed, and pauses and resumes what was paused and resumed by way of another
     * node. Called by the watchdog while the databases answer.
     */
    void takeUpFailed() {
        inTurn(() -> {
            var paused = processors.paused();
            processors.all().forEach(processor -> {
                var running = processor.events().isRunning();
                if (paused.contains(processor.name())) {
                    if (running) {
                        processor.events().shutDown();
                    }
                } else if (running) {
                    takeUp(processor);
                } else {
                    processor.events().start();
                }
            });
        });
    }

    private void takeUp(Processor processor) {
        if (!processor.events().isRunning()) {
            return;
        }
        var here = processor.events().processingStatus();
        for (int segment = 0; segment < processors.settings().segments(); segment++) {
            if (!here.containsKey(segment)) {
                var _ = processor.events().claimSegment(segment);
            }
        }
    }
}
