package com.avaone.command.communication;

import static com.avaone.command.kernel.Refusals.refusedBy;

import com.avaone.api.communication.BounceKind;
import com.avaone.api.communication.CommunicationCommand.LiftSuppression;
import com.avaone.api.communication.CommunicationCommand.ReportBounce;
import com.avaone.api.communication.CommunicationCommand.ReportComplaint;
import com.avaone.api.communication.CommunicationRule;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailEvent.AddressSuppressed;
import com.avaone.api.communication.MailEvent.AddressUnsuppressed;
import com.avaone.api.communication.MailEvent.MailBounced;
import com.avaone.api.communication.MailEvent.MailComplained;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.SuppressionCause;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class MailAddressTest {

    private static final MailAddressId ADDRESS = new MailAddressId("adr_" + "x".repeat(43));
    private static final MailId MAIL = MailId.random();

    private static final MailBounced BOUNCED = new MailBounced(ADDRESS, "msg_1", MAIL, BounceKind.PERMANENT);
    private static final MailComplained COMPLAINED = new MailComplained(ADDRESS, "msg_2", null);
    private static final AddressSuppressed SUPPRESSED = new AddressSuppressed(ADDRESS, SuppressionCause.BOUNCED, MAIL);

    private final AggregateTestFixture<MailAddress> address = new AggregateTestFixture<>(MailAddress.class);

    @Test
    void isSuppressedWhereNobodyTakesMail() {
        address.givenNoPriorActivity()
                .when(new ReportBounce(ADDRESS, "msg_1", MAIL, BounceKind.PERMANENT))
                .expectEvents(BOUNCED, SUPPRESSED);
    }

    @Test
    void isNotSuppressedWhereMailWasOnlyNotTakenThisTime() {
        address.givenNoPriorActivity()
                .when(new ReportBounce(ADDRESS, "msg_1", MAIL, BounceKind.TRANSIENT))
                .expectEvents(new MailBounced(ADDRESS, "msg_1", MAIL, BounceKind.TRANSIENT));
    }

    @Test
    void isSuppressedWhereMailIsUnwanted() {
        address.givenNoPriorActivity()
                .when(new ReportComplaint(ADDRESS, "msg_2", null))
                .expectEvents(COMPLAINED, new AddressSuppressed(ADDRESS, SuppressionCause.COMPLAINED, null));
    }

    @Test
    void isSuppressedOnceHoweverMuchIsReported() {
        address.given(BOUNCED, SUPPRESSED)
                .when(new ReportComplaint(ADDRESS, "msg_2", null))
                .expectEvents(COMPLAINED);
    }

    @Test
    void passesOverAReportThatComesAgain() {
        address.given(BOUNCED, SUPPRESSED, new AddressUnsuppressed(ADDRESS))
                .when(new ReportBounce(ADDRESS, "msg_1", MAIL, BounceKind.PERMANENT))
                .expectNoEvents();
        address.given(COMPLAINED)
                .when(new ReportComplaint(ADDRESS, "msg_2", null))
                .expectNoEvents();
    }

    @Test
    void isSuppressedAgainAfterAnotherReport() {
        address.given(BOUNCED, SUPPRESSED, new AddressUnsuppressed(ADDRESS))
                .when(new ReportBounce(ADDRESS, "msg_3", MAIL, BounceKind.PERMANENT))
                .expectEvents(new MailBounced(ADDRESS, "msg_3", MAIL, BounceKind.PERMANENT), SUPPRESSED);
    }

    @Test
    void getsMailAgainWhenTheSuppressionIsLifted() {
        address.given(BOUNCED, SUPPRESSED)
                .when(new LiftSuppression(ADDRESS))
                .expectEvents(new AddressUnsuppressed(ADDRESS));
    }

    @Test
    void hasNothingToLiftWhereMailIsSent() {
        address.given(BOUNCED, SUPPRESSED, new AddressUnsuppressed(ADDRESS))
                .when(new LiftSuppression(ADDRESS))
                .expectException(refusedBy(CommunicationRule.ADDRESS_NOT_SUPPRESSED))
                .expectNoEvents();
    }
}
