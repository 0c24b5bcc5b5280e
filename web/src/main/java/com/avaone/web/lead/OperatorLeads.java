package com.avaone.web.lead;

import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.LeadBoard;
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadQuery.FindLead;
import com.avaone.api.lead.LeadQuery.FindLeadBoard;
import com.avaone.api.lead.LeadQuery.FindLeadFigures;
import com.avaone.api.lead.LeadQuery.FindLeadTimeline;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadQuery.FindSimilarLeads;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.SimilarLeads;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.ReadState.Reached;
import com.avaone.web.kernel.page.Assignees;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the pages ask about the operator's own leads. */
@Component
class OperatorLeads {

    static final OrganizationId OPERATOR = OrganizationId.OPERATOR;

    /** Processors that write what the pages show. */
    private static final Set<String> PROCESSORS = Set.of("crm");

    /** So many leads of each state are on the board. */
    private static final int ON_BOARD = 20;

    private static final int TIMELINE = 30;

    /** A number is part of few other texts. */
    private static final int LOOKED_AT = 10;

    private final Queries queries;
    private final ReadState readState;
    private final Assignees assignees;
    private final Clock clock;

    OperatorLeads(Queries queries, ReadState readState, Assignees assignees, Clock clock) {
        this.queries = queries;
        this.readState = readState;
        this.assignees = assignees;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** To the minute, in UTC, as forms say it. */
    LocalDateTime now() {
        return LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).truncatedTo(ChronoUnit.MINUTES);
    }

    Reached reached() {
        return readState.reachedBy(PROCESSORS);
    }

    LeadPage page(FindLeads query) {
        return queries.ask(query, LeadPage.class);
    }

    LeadBoard board() {
        return queries.ask(new FindLeadBoard(OPERATOR, null, ON_BOARD), LeadBoard.class);
    }

    LeadFigures figures() {
        return queries.ask(new FindLeadFigures(OPERATOR, null), LeadFigures.class);
    }

    LeadView find(LeadId leadId) {
        return queries.ask(new FindLead(OPERATOR, null, leadId), LeadView.class);
    }

    /**
     * The lead of which people speak by this number.
     *
     * @throws InvalidValue naming {@code reference} where there is none
     */
    LeadView byReference(String reference) {
        var sought = reference.strip();
        var found = page(new FindLeads(
                OPERATOR,
                null,
                new LeadFilter(sought, null, null, null, null),
                LeadSort.CAPTURED_DESC,
                null,
                LOOKED_AT));
        return found.items().stream()
                .filter(lead -> lead.reference().equalsIgnoreCase(sought))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("reference", "must be the number of a lead such as 7K3MQ-9DXPA"));
    }

    Timeline timeline(LeadId leadId, @Nullable String cursor) {
        return queries.ask(new FindLeadTimeline(OPERATOR, null, leadId, cursor, TIMELINE), Timeline.class);
    }

    /** Others that may be about the same person. */
    SimilarLeads similarTo(LeadView lead) {
        return lead.state() == LeadState.MERGED || lead.state() == LeadState.ERASED
                ? new SimilarLeads(List.of())
                : queries.ask(new FindSimilarLeads(OPERATOR, null, lead.details(), lead.leadId()), SimilarLeads.class);
    }

    /** To whom a lead can be assigned, by name. */
    Map<String, String> assignees() {
        return assignees.possible(OPERATOR);
    }

    /** Everybody to whom a lead may be assigned or once was, by name. */
    Map<String, String> people() {
        return assignees.known(OPERATOR);
    }
}
