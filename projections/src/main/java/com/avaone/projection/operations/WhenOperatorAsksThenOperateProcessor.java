package com.avaone.projection.operations;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsEvent;
import com.avaone.api.operations.OperationsEvent.ParkedDiscarded;
import com.avaone.api.operations.OperationsEvent.ParkedRetried;
import com.avaone.api.operations.OperationsEvent.ProcessorOperated;
import com.avaone.projection.kernel.ParkedEvents;
import com.avaone.projection.kernel.ProcessorOperations;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.SideEffects;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries out what operators ask of the processors of events. Each operation may be done twice, so a wish that was interrupted is done
 * again; a wish that cannot be carried out is noted in the log and never tried again.
 */
@Component
@ProjectionRole
@SideEffects
@ProcessingGroup(WhenOperatorAsksThenOperateProcessor.GROUP)
class WhenOperatorAsksThenOperateProcessor {

    static final String GROUP = "operations";

    private static final Logger LOG = LoggerFactory.getLogger(WhenOperatorAsksThenOperateProcessor.class);

    private final ProcessorOperations processors;
    private final ParkedEvents parked;

    WhenOperatorAsksThenOperateProcessor(ProcessorOperations processors, ParkedEvents parked) {
        this.processors = processors;
        this.parked = parked;
    }

    @EventHandler
    void on(OperationsEvent event, @MetaDataValue(MetadataKey.REASON) @Nullable String reason) {
        try {
            switch (event) {
                case ProcessorOperated operated -> operate(operated);
                case ParkedRetried retried -> parked.retry(retried.processor(), retried.sequence());
                case ParkedDiscarded discarded ->
                    parked.discard(
                            discarded.processor(),
                            discarded.parkedEventId(),
                            Objects.requireNonNullElse(reason, "no reason given"));
            }
        } catch (Rejected refusal) {
            LOG.warn("{} cannot be carried out: {}", event, refusal.getMessage());
        }
    }

    private void operate(ProcessorOperated operated) {
        var processor = operated.processor();
        if (processor.equals(GROUP)) {
            // It would wait for itself, and nobody would be left to resume it.
            LOG.warn("{} cannot be carried out: this processor is the one that carries it out", operated);
            return;
        }
        switch (operated.operation()) {
            case RECHECK -> processors.recheck(processor);
            case PAUSE -> processors.pause(processor);
            case RESUME -> processors.resume(processor);
            case REBUILD -> processors.rebuild(processor);
        }
    }
}
