package com.avaone.web.operations;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsCommand;
import com.avaone.api.operations.OperationsCommand.DiscardParked;
import com.avaone.api.operations.OperationsCommand.OperateProcessor;
import com.avaone.api.operations.OperationsCommand.RetryParked;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.OperationsRule;
import com.avaone.api.operations.ProcessorOperation;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes commands to processors of events. The command side keeps what was asked and knows no processor; so whoever asks for what cannot be
 * done hears it here, before anything is kept.
 */
@Component
class KnownProcessors {

    private final Queries queries;

    KnownProcessors(Queries queries) {
        this.queries = queries;
    }

    ProcessorsView find() {
        return queries.ask(new FindProcessors(), ProcessorsView.class);
    }

    /**
     * An operation.
     *
     * @throws Rejected by {@link OperationsRule#UNKNOWN_PROCESSOR} or {@link OperationsRule#NOT_REBUILDABLE}
     */
    OperationsCommand operate(String name, ProcessorOperation operation) {
        var processor = known(name);
        if (operation == ProcessorOperation.REBUILD && processor.sideEffects()) {
            throw new Rejected(
                    OperationsRule.NOT_REBUILDABLE,
                    "%s sends commands or touches the world; retry what is parked instead."
                            .formatted(processor.name()));
        }
        return new OperateProcessor(processor.name(), operation);
    }

    /**
     * Another try.
     *
     * @throws Rejected by {@link OperationsRule#UNKNOWN_PROCESSOR}
     */
    OperationsCommand retry(String name, @Nullable String sequence) {
        return new RetryParked(known(name).name(), Text.orNull(sequence));
    }

    /**
     * The end of a parked event.
     *
     * @throws Rejected by {@link OperationsRule#UNKNOWN_PROCESSOR}
     */
    OperationsCommand discard(String name, String parkedEventId) {
        return new DiscardParked(known(name).name(), parkedEventId);
    }

    private ProcessorView known(String name) {
        return find().items().stream()
                .filter(processor -> processor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        OperationsRule.UNKNOWN_PROCESSOR,
                        "There is no processor %s.".formatted(name),
                        "processor",
                        Map.of()));
    }
}
