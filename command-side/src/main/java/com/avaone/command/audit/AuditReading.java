package com.avaone.command.audit;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.audit.AuditCommand;
import com.avaone.api.audit.AuditCommand.RecordAuditReading;
import com.avaone.api.audit.AuditEvent.AuditRead;
import com.avaone.api.audit.AuditReadingId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.serialization.Revision;

/** One look at the audit. It never changes, so that however much is read, no stream grows. */
@EventSourced(type = "audit-reading")
@StableName("audit.reading.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class AuditReading {

    @AggregateIdentifier
    private AuditReadingId auditReadingId;

    private OrganizationId organizationId;

    /** Axon makes an instance without state before it hands over the history. */
    AuditReading() {}

    /** Whoever may read may be noted as a reader; that is decided where the command comes in. */
    @CommandHandler
    AuditReading(RecordAuditReading command) {
        apply(new AuditRead(
                command.organizationId(),
                command.auditReadingId(),
                command.kind(),
                command.subject(),
                command.filter()));
    }

    @CommandHandlerInterceptor
    void guard(AuditCommand command) {
        Guard.check(command, organizationId);
    }

    @EventSourcingHandler
    void on(AuditRead event) {
        auditReadingId = event.auditReadingId();
        organizationId = event.organizationId();
    }
}
