package com.avaone.command.communication;

import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoUnit.DAYS;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.ExpiryNoticed;
import com.avaone.api.license.LicenseEvent.GracePeriodChanged;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.license.LicenseEvent.LicenseReinstated;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseResumed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseEvent.OveragePolicyChanged;
import com.avaone.api.license.LicenseEvent.ProductsChanged;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseEvent.SeatLimitChanged;
import com.avaone.api.license.LicenseEvent.SeatReleased;
import com.avaone.command.kernel.CommandRole;
import java.time.Clock;
import java.time.LocalDate;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells who administers an organization when its license ends soon or has ended, and when it is suspended and reinstated. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenLicenseChangesThenTellTheOrganization {

    private final MailWriter mails;
    private final Clock clock;

    WhenLicenseChangesThenTellTheOrganization(MailWriter mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    @EventHandler
    void on(LicenseEvent event, DomainEventMessage<?> message) {
        switch (event) {
            case ExpiryNoticed e -> {
                if (!isPast(e.validUntil())) {
                    tell(message, e, MailTemplate.LICENSE_NOTICE, e.validUntil(), daysTo(e.validUntil()), true);
                }
            }
            case GraceStarted e -> {
                if (!isPast(e.graceUntil())) {
                    tell(message, e, MailTemplate.LICENSE_GRACE, e.graceUntil(), null, true);
                }
            }
            case LicenseExpired e -> tell(message, e, MailTemplate.LICENSE_EXPIRED, null, null, false);
            case LicenseSuspended e -> tell(message, e, MailTemplate.LICENSE_SUSPENDED, null, null, false);
            case LicenseReinstated e -> tell(message, e, MailTemplate.LICENSE_REINSTATED, null, null, true);
            // A revoked license ends with its organization, and a pause is the organization's own wish.
            case LicenseIssued _,
                    LicensePaused _,
                    LicenseResumed _,
                    LicenseRenewed _,
                    GracePeriodChanged _,
                    SeatLimitChanged _,
                    ProductsChanged _,
                    OveragePolicyChanged _,
                    LicenseRevoked _,
                    SeatAssigned _,
                    SeatReleased _ -> {}
        }
    }

    /** Where mail was behind, a notice of a day that is past helps nobody. */
    private boolean isPast(LocalDate day) {
        return today().isAfter(day);
    }

    /** As many as there are when the mail is written: where mail was behind, the event's own number says too much. */
    private int daysTo(LocalDate day) {
        return Math.toIntExact(DAYS.between(today(), day));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), UTC);
    }

    private void tell(
            DomainEventMessage<?> message,
            LicenseEvent event,
            MailTemplate template,
            @Nullable LocalDate day,
            @Nullable Integer days,
            boolean isUsable) {
        mails.write(message, new LicenseMatter(template, event.organizationId(), day, days, isUsable));
    }
}
