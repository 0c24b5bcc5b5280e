package com.avaone.web.kernel;

import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/** How far the read models are. */
@Component
public class ReadState {

    private final Queries queries;
    private final CurrentRequest request;

    ReadState(Queries queries, CurrentRequest request) {
        this.queries = queries;
        this.request = request;
    }

    /**
     * How far some processors are, and at least where the request wants them to be, because its view waits for that. Ask before the view
     * itself: then the view is at least as new as this says.
     *
     * @param processors names; one that does not exist counts for nothing
     */
    public Reached reachedBy(Set<String> processors) {
        var views = queries.askAsSuite("ReadState", new FindProcessors(), ProcessorsView.class).items().stream()
                .filter(processor -> processors.contains(processor.name()))
                .toList();
        return new Reached(
                later(views.stream().mapToLong(ProcessorView::position).min(), request.minPosition()),
                views.stream().mapToLong(ProcessorView::parked).sum());
    }

    private static OptionalLong later(OptionalLong reached, OptionalLong wanted) {
        return LongStream.concat(reached.stream(), wanted.stream()).max();
    }

    /**
     * A state of read models.
     *
     * @param position up to which event the slowest has come; empty where there is none
     * @param parked events that wait for a repair
     */
    public record Reached(OptionalLong position, long parked) {}
}
