package com.avaone.web.lead;

import static com.avaone.web.kernel.page.Forms.filled;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.Conversion;
import com.avaone.api.lead.LeadCommand;
import com.avaone.api.lead.LeadCommand.AskForConfirmation;
import com.avaone.api.lead.LeadCommand.AssignLead;
import com.avaone.api.lead.LeadCommand.ChangeLeadDetails;
import com.avaone.api.lead.LeadCommand.ContactLead;
import com.avaone.api.lead.LeadCommand.ConvertLead;
import com.avaone.api.lead.LeadCommand.DisqualifyLead;
import com.avaone.api.lead.LeadCommand.EraseLead;
import com.avaone.api.lead.LeadCommand.LogLeadActivity;
import com.avaone.api.lead.LeadCommand.MergeLeads;
import com.avaone.api.lead.LeadCommand.QualifyLead;
import com.avaone.api.lead.LeadCommand.RecordConsent;
import com.avaone.api.lead.LeadCommand.RecycleLead;
import com.avaone.api.lead.LeadCommand.UnmergeLeads;
import com.avaone.api.lead.LeadCommand.WithdrawConsent;
import com.avaone.api.lead.LeadView;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What the form of a {@link LeadAction} sends: each has some of these fields. What a command must have says the lead.
 *
 * @param dueAt in UTC
 * @param givenAt in UTC
 * @param withdrawnAt in UTC
 * @param reference of the lead that is to become part of this one
 */
record LeadActionForm(
        @Nullable Assignment how,
        @Size(max = 40) @Nullable String assignee,
        @Nullable ActivityKind channel,
        @Size(max = TEXT) @Nullable String note,
        @Nullable ActivityKind kind,
        @Size(max = TEXT) @Nullable String text,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime dueAt,

        @Size(max = TITLE) @Nullable String name,
        @Size(max = 254) @Nullable String email,
        @Size(max = 50) @Nullable String phone,
        @Size(max = TITLE) @Nullable String company,
        @Size(max = 50) @Nullable String textVersion,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime givenAt,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime withdrawnAt,

        @Size(max = 100) @Nullable String address,
        @Size(max = TITLE) @Nullable String title,
        @Size(max = 20) @Nullable String amount,
        @Size(max = 3) @Nullable String currency,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate expectedClose,

        @Size(max = 20) @Nullable String reference,
        @Size(max = Reason.REASON_LENGTH) @Nullable String reason,
        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    static final int TEXT = 5000;
    static final int TITLE = 200;

    /**
     * The command that this asks for.
     *
     * @throws InvalidValue naming the field at fault
     */
    LeadCommand toCommand(LeadAction action, LeadView lead, OperatorLeads leads) {
        var id = lead.leadId();
        var organization = lead.organizationId();
        return switch (action) {
            case ASSIGN -> assign(lead);
            case CONTACT -> new ContactLead(id, organization, null, filled("channel", channel), Text.orNull(note));
            case LOG ->
                new LogLeadActivity(
                        id, organization, null, filled("kind", kind), filled("text", Text.orNull(text)), utc(dueAt));
            case CHANGE ->
                new ChangeLeadDetails(id, organization, null, PersonDetails.parse(name, email, phone, company));
            case CONSENT ->
                new RecordConsent(
                        id,
                        organization,
                        null,
                        new Consent(filled("textVersion", Text.orNull(textVersion)), Text.orNull(address)).judged(),
                        filled("givenAt", givenAt).toInstant(ZoneOffset.UTC));
            case WITHDRAW -> new WithdrawConsent(id, organization, null, utc(withdrawnAt));
            case CONFIRMATION -> new AskForConfirmation(id, organization, null);
            case QUALIFY -> new QualifyLead(id, organization, null);
            case DISQUALIFY -> new DisqualifyLead(id, organization, null);
            case RECYCLE -> new RecycleLead(id, organization, null);
            case CONVERT -> new ConvertLead(id, organization, null, conversion(title, amount, currency, expectedClose));
            case MERGE -> {
                var other = leads.byReference(filled("reference", Text.orNull(reference)));
                yield new MergeLeads(id, organization, other.leadId());
            }
            case UNMERGE -> new UnmergeLeads(Objects.requireNonNullElse(lead.mergedInto(), id), organization, id);
            case ERASE -> new EraseLead(id, organization);
        };
    }

    private static @Nullable Instant utc(@Nullable LocalDateTime at) {
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    private AssignLead assign(LeadView lead) {
        var way = filled("how", how);
        var user = way == Assignment.BY_HAND ? UserId.parse(filled("assignee", Text.orNull(assignee))) : null;
        return new AssignLead(lead.leadId(), lead.organizationId(), null, way, user);
    }

    /** A new contact and a new deal. */
    static Conversion conversion(
            @Nullable String title, @Nullable String amount, @Nullable String currency, @Nullable LocalDate close) {
        return new Conversion(
                ContactId.random(),
                DealId.random(),
                filled("title", Text.orNull(title)),
                Money.parse(filled("amount", Text.orNull(amount)), filled("currency", Text.orNull(currency)))
                        .judged(),
                close);
    }
}
