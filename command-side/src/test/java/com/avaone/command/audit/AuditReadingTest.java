package com.avaone.command.audit;

import com.avaone.api.audit.AuditCommand.RecordAuditReading;
import com.avaone.api.audit.AuditEvent.AuditRead;
import com.avaone.api.audit.AuditReadingId;
import com.avaone.api.audit.AuditReadingKind;
import com.avaone.api.kernel.OrganizationId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class AuditReadingTest {

    private static final AuditReadingId ID = AuditReadingId.random();
    private static final OrganizationId ORGANIZATION = OrganizationId.random();

    private final FixtureConfiguration<AuditReading> reading = new AggregateTestFixture<>(AuditReading.class);

    @Test
    void isNotedAsItWas() {
        reading.givenNoPriorActivity()
                .when(new RecordAuditReading(ID, ORGANIZATION, AuditReadingKind.STATE, "lic_1", "asOf=7"))
                .expectEvents(new AuditRead(ORGANIZATION, ID, AuditReadingKind.STATE, "lic_1", "asOf=7"));
    }

    @Test
    void isNotedOnce() {
        reading.given(new AuditRead(ORGANIZATION, ID, AuditReadingKind.EVENTS, null, null))
                .when(new RecordAuditReading(ID, ORGANIZATION, AuditReadingKind.EVENTS, null, "type=user.*"))
                .expectException(org.axonframework.eventsourcing.eventstore.EventStoreException.class);
    }
}
