package com.avaone.command.lead;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.WorkloadEvent;
import com.avaone.api.lead.WorkloadEvent.TurnTaken;
import com.avaone.api.lead.WorkloadEvent.WorkloadChanged;
import com.avaone.command.kernel.EventSourced;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Who has how many open leads of one organization to work on, and whose turn it was last. It gets no commands; leads' decisions come here by
 * {@link Workloads}.
 */
@EventSourced(type = "workload")
@StableName("lead.workload-snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Workload {

    private static final String PREFIX = "wrk_";

    private static final Comparator<UserId> IN_TURN = Comparator.comparing(UserId::value);

    @AggregateIdentifier
    private String workloadId;

    /** By the users' identifiers. */
    private Map<String, Integer> openLeads = new HashMap<>();

    private @Nullable UserId lastTurn;

    /** Axon makes an instance without state before the first decision or the history. */
    Workload() {}

    /** The identifier of an organization's workload: the organization's own, under another prefix. */
    static String idOf(OrganizationId organizationId) {
        return PREFIX + organizationId.value().substring(OrganizationId.PREFIX.length());
    }

    void move(OrganizationId organizationId, @Nullable UserId from, @Nullable UserId to) {
        if (from != null) {
            apply(new WorkloadChanged(organizationId, from, of(from) - 1));
        }
        if (to != null) {
            apply(new WorkloadChanged(organizationId, to, of(to) + 1));
        }
    }

    UserId turn(OrganizationId organizationId, List<UserId> possible) {
        var next = possible.stream()
                .filter(user -> lastTurn == null || IN_TURN.compare(user, lastTurn) > 0)
                .min(IN_TURN)
                .or(() -> possible.stream().min(IN_TURN))
                .orElseThrow();
        apply(new TurnTaken(organizationId, next));
        return next;
    }

    UserId leastBusy(List<UserId> possible) {
        return possible.stream()
                .min(Comparator.comparingInt(this::of).thenComparing(IN_TURN))
                .orElseThrow();
    }

    private int of(UserId userId) {
        return openLeads.getOrDefault(userId.value(), 0);
    }

    @EventSourcingHandler
    void on(WorkloadEvent event) {
        workloadId = idOf(event.organizationId());
        switch (event) {
            case WorkloadChanged e -> openLeads.put(e.userId().value(), e.openLeads());
            case TurnTaken e -> lastTurn = e.userId();
        }
    }
}
