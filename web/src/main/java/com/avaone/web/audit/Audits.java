package com.avaone.web.audit;

import com.avaone.api.audit.AuditCommand.RecordAuditReading;
import com.avaone.api.audit.AuditEventPage;
import com.avaone.api.audit.AuditQuery.FindAuditEvents;
import com.avaone.api.audit.AuditQuery.FindAuditEventsOfSuite;
import com.avaone.api.audit.AuditQuery.FindAuditedHistory;
import com.avaone.api.audit.AuditQuery.FindAuditedOwner;
import com.avaone.api.audit.AuditQuery.FindCauses;
import com.avaone.api.audit.AuditQuery.FindDifference;
import com.avaone.api.audit.AuditQuery.FindEarlierState;
import com.avaone.api.audit.AuditReadingId;
import com.avaone.api.audit.AuditReadingKind;
import com.avaone.api.audit.AuditedHistory;
import com.avaone.api.audit.AuditedKind;
import com.avaone.api.audit.Causes;
import com.avaone.api.audit.Difference;
import com.avaone.api.audit.EarlierState;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the API and the pages ask for auditors. Every reading is noted before it is answered; what is refused is no reading. Whoever is not of
 * the operator reads about the own organization, whatever a request names.
 */
@Component
class Audits {

    private static final String PAGE = "cursor";

    private final Queries queries;
    private final Commands commands;
    private final OrganizationInPath organizations;

    Audits(Queries queries, Commands commands, OrganizationInPath organizations) {
        this.queries = queries;
        this.commands = commands;
        this.organizations = organizations;
    }

    /** Something that is asked about. */
    record Subject(OrganizationId organizationId, AuditedKind kind, String id) {}

    /**
     * What an identifier names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it is none of the kind
     */
    Subject subject(AuditedKind kind, String id, Caller caller) {
        if (AuditedKind.of(id).filter(kind::equals).isEmpty() || id.length() > 40) {
            throw notFound();
        }
        return new Subject(
                caller.isOfOperator()
                        ? queries.ask(new FindAuditedOwner(kind, id), OrganizationId.class)
                        : caller.organizationId(),
                kind,
                id);
    }

    AuditEventPage events(AuditListFilter filter, Caller caller) {
        var page = page(filter, caller);
        note(organizations.ofEvents(filter.organizationId(), caller), AuditReadingKind.EVENTS, null, filter.noted());
        return page;
    }

    /** Notes that events are taken along, before the first is. */
    void noteExport(AuditListFilter filter, Caller caller) {
        note(organizations.ofEvents(filter.organizationId(), caller), AuditReadingKind.EXPORT, null, filter.noted());
    }

    /** A page that is not noted by itself. */
    AuditEventPage page(AuditListFilter filter, Caller caller) {
        var organizationId = organizations.ofEvents(filter.organizationId(), caller);
        var which = filter.toFilter();
        var cursor = Text.orNull(filter.cursor());
        return organizationId == null
                ? queries.ask(new FindAuditEventsOfSuite(which, cursor, filter.limitOrDefault()), AuditEventPage.class)
                : queries.ask(
                        new FindAuditEvents(organizationId, which, cursor, filter.limitOrDefault()),
                        AuditEventPage.class);
    }

    AuditedHistory history(Subject subject, @Nullable String cursor, int limit) {
        var history = page(subject, Text.orNull(cursor), limit);
        note(subject, AuditReadingKind.HISTORY, Text.orNull(cursor) == null ? null : PAGE);
        return history;
    }

    /** Notes that a history is taken along, before its first page is sent. */
    void noteExport(Subject subject) {
        note(subject, AuditReadingKind.EXPORT, null);
    }

    /** A page of a history that is not noted by itself. */
    AuditedHistory page(Subject subject, @Nullable String cursor, int limit) {
        return queries.ask(
                new FindAuditedHistory(subject.organizationId(), subject.kind(), subject.id(), cursor, limit),
                AuditedHistory.class);
    }

    EarlierState state(Subject subject, String asOf) {
        var state = queries.ask(
                new FindEarlierState(subject.organizationId(), subject.kind(), subject.id(), asOf), EarlierState.class);
        note(subject, AuditReadingKind.STATE, "asOf=" + asOf);
        return state;
    }

    Difference difference(Subject subject, String from, String to) {
        var difference = queries.ask(
                new FindDifference(subject.organizationId(), subject.kind(), subject.id(), from, to), Difference.class);
        note(subject, AuditReadingKind.DIFFERENCE, "from=%s&to=%s".formatted(from, to));
        return difference;
    }

    Causes causes(Subject subject, @Nullable String field, @Nullable String rule, @Nullable String asOf) {
        var causes = queries.ask(
                new FindCauses(
                        subject.organizationId(),
                        subject.kind(),
                        subject.id(),
                        Text.orNull(field),
                        Text.orNull(rule),
                        Text.orNull(asOf)),
                Causes.class);
        note(subject, AuditReadingKind.CAUSES, Text.orNull(field) == null ? "rule=" + rule : "field=" + field);
        return causes;
    }

    private void note(Subject subject, AuditReadingKind kind, @Nullable String filter) {
        note(subject.organizationId(), kind, subject.id(), filter);
    }

    private void note(
            @Nullable OrganizationId organizationId,
            AuditReadingKind kind,
            @Nullable String subject,
            @Nullable String filter) {
        commands.sendUnkeyed(new RecordAuditReading(
                AuditReadingId.random(),
                organizationId == null ? OrganizationId.OPERATOR : organizationId,
                kind,
                subject,
                filter));
    }

    static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such thing.");
    }
}
