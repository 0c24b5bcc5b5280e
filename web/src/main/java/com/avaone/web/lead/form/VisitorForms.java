package com.avaone.web.lead.form;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.lead.LeadCommand.ConfirmLead;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadRule;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.security.RateLimits;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Captures what visitors send, in the form's own name, and tells nobody but its reference: not whether somebody is known. */
@Component
class VisitorForms {

    private final Commands commands;
    private final CurrentRequest request;
    private final RateLimits limits;
    private final Links links;
    private final boolean doubleOptIn;
    private final Clock clock;

    VisitorForms(
            Commands commands,
            CurrentRequest request,
            RateLimits limits,
            Links links,
            AvaoneProperties properties,
            Clock clock) {
        this.commands = commands;
        this.request = request;
        this.limits = limits;
        this.links = links;
        this.doubleOptIn = properties.visitors().doubleOptIn();
        this.clock = clock;
    }

    /** Whether visitors are asked by mail to confirm their address. */
    boolean askConfirmation() {
        return doubleOptIn;
    }

    /**
     * Captures a lead. A program that filled in the hidden field is answered in the same way, and nothing is captured.
     *
     * @return the reference by which people speak of it
     */
    String send(VisitorForm form) {
        countVisit();
        return capture(form, LeadId.random());
    }

    /**
     * As {@link #send}, for a form that may be sent several times at one moment: it waits for the one that came first, whose outcome is
     * everybody's.
     *
     * @param leadId the same for the same form, so that it is captured once however long it lies about
     * @param tries how often it is asked whether that has come through, with a pause between
     */
    String sendOnce(VisitorForm form, LeadId leadId, int tries, long pauseMillis) {
        countVisit();
        for (var tried = 1; ; tried++) {
            try {
                return capture(form, leadId);
            } catch (Rejected refused) {
                if (tried >= tries
                        || !refused.rejection().code().equals(KernelRule.IDEMPOTENCY_KEY_IN_USE.code())
                        || !paused(pauseMillis)) {
                    throw refused;
                }
            }
        }
    }

    private static boolean paused(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String capture(VisitorForm form, LeadId leadId) {
        var visitor = new Visitor(request.sourceAddress().orElse(null), clock.instant(), doubleOptIn);
        var command = form.toCommand(leadId, visitor);
        if (form.website() != null && !form.website().isBlank()) {
            return LeadReference.of(command.leadId());
        }
        // A form sent twice answers the first one's receipt: the identifier is the receipt's, not the one just made.
        return LeadReference.of(
                new LeadId(commands.sendInOwnName(form.sender(), command).id()));
    }

    /**
     * What a mailed link says.
     *
     * @throws Rejected as {@link LeadRule#CONFIRMATION_NOT_VALID} where it was not made here, or its time is over
     */
    Link open(String token) {
        return links.open(Purpose.LEAD_CONFIRMATION, token)
                .orElseThrow(() -> new Rejected(LeadRule.CONFIRMATION_NOT_VALID, "Write to us again."));
    }

    /**
     * Confirms the address of a lead.
     *
     * @throws Rejected as {@link LeadRule#CONFIRMATION_NOT_VALID} where the link is not good, or not any more
     */
    void confirm(String token) {
        countVisit();
        var link = open(token);
        commands.send(new ConfirmLead(new LeadId(link.subject()), link.organizationId(), link.id()));
    }

    private void countVisit() {
        limits.countForm(request.sourceAddress().orElse("unknown"));
    }
}
