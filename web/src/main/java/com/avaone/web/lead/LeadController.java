package com.avaone.web.lead;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindSimilarContacts;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.LeadBoard;
import com.avaone.api.lead.LeadCommand.AskForConfirmation;
import com.avaone.api.lead.LeadCommand.AssignLead;
import com.avaone.api.lead.LeadCommand.ChangeLeadDetails;
import com.avaone.api.lead.LeadCommand.ContactLead;
import com.avaone.api.lead.LeadCommand.ConvertLead;
import com.avaone.api.lead.LeadCommand.ConvertLeadToOrganization;
import com.avaone.api.lead.LeadCommand.DisqualifyLead;
import com.avaone.api.lead.LeadCommand.EraseLead;
import com.avaone.api.lead.LeadCommand.LogLeadActivity;
import com.avaone.api.lead.LeadCommand.MergeLeads;
import com.avaone.api.lead.LeadCommand.QualifyLead;
import com.avaone.api.lead.LeadCommand.RecordConsent;
import com.avaone.api.lead.LeadCommand.RecycleLead;
import com.avaone.api.lead.LeadCommand.UnmergeLeads;
import com.avaone.api.lead.LeadCommand.WithdrawConsent;
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadQuery.FindLead;
import com.avaone.api.lead.LeadQuery.FindLeadBoard;
import com.avaone.api.lead.LeadQuery.FindLeadFigures;
import com.avaone.api.lead.LeadQuery.FindLeadTimeline;
import com.avaone.api.lead.LeadQuery.FindSimilarLeads;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.SimilarLeads;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.BodyId;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.LogActivityRequest;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.PersonRequest;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.RecordsInPath;
import com.avaone.web.kernel.RecordsInPath.Kind;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.problem.RequestRefused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of leads. {@code If-Match}, where it is sent, is held against the lead's version. */
@RestController
@RequestMapping("/api/organizations/{organizationId}/leads")
@Access(Audience.CRM_USER)
@Tag(
        name = "Leads",
        description =
                "Who may become a customer of the organization, or of the operator itself: `org_00000000000000000000000000`. Who may do "
                        + "what is said by the role in the CRM; whoever reaches the own leads only finds no others.")
class LeadController {

    private static final String SHUT = "`lead-merged`, `lead-erased`";

    private static final Kind<LeadId, LeadView> LEAD = new Kind<>("leads", PathId::lead, FindLead::new, LeadView.class);

    private final Commands commands;
    private final RecordsInPath records;
    private final Answers answers;
    private final CurrentRequest request;
    private final Clock clock;

    LeadController(Commands commands, RecordsInPath records, Answers answers, CurrentRequest request, Clock clock) {
        this.commands = commands;
        this.records = records;
        this.answers = answers;
        this.request = request;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "List leads", description = "A page at a time; `next` is the `cursor` of the next page.")
    LeadPage list(
            @PathVariable String organizationId,
            @ParameterObject @Valid @ModelAttribute LeadListFilter filter,
            SignedInUser user) {
        return records.ask(organizationId, user, filter::toQuery, LeadPage.class);
    }

    @PostMapping
    @Operation(
            summary = "Capture a lead",
            description =
                    "Answers the lead's identifier and reference, and leads that may be about the same person, as far as the caller may "
                            + "see them.")
    @ApiResponse(
            responseCode = "201",
            description = "Captured",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = CapturedLead.class)))
    @ApiResponse(responseCode = "400", description = "`invalid-request`, `invalid-value`, `assignee-not-possible`")
    ResponseEntity<CapturedLead> capture(
            @PathVariable String organizationId, @Valid @RequestBody CaptureLeadRequest body, SignedInUser user) {
        var details = body.details();
        var organization = records.organization(organizationId, user);
        var receipt = commands.send(body.toCommand(LeadId.random(), organization));
        var answer = records.created(LEAD, organization, receipt, user);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(CapturedLead.of(
                        receipt,
                        answer.getBody() instanceof LeadView lead ? lead : null,
                        suggestions(organizationId, details, new LeadId(receipt.id()), user)));
    }

    /** It was captured, whatever else is known or may be seen. */
    private List<SimilarLeads.Item> suggestions(
            String organizationId, PersonDetails details, LeadId captured, SignedInUser user) {
        try {
            return similar(organizationId, details, captured, user);
        } catch (Rejected | RequestRefused _) {
            return List.of();
        }
    }

    private List<SimilarLeads.Item> similar(
            String organizationId, PersonDetails details, LeadId except, SignedInUser user) {
        return records.ask(
                        organizationId,
                        user,
                        (of, owner) -> new FindSimilarLeads(of, owner, details, except),
                        SimilarLeads.class)
                .items();
    }

    @GetMapping("/board")
    @Operation(summary = "Read leads by state", description = "The newest of each state, and how many there are.")
    LeadBoard board(
            @PathVariable String organizationId,
            @Parameter(description = "Of how many leads each state tells")
                    @RequestParam(defaultValue = "25")
                    @Min(1)
                    @Max(100)
                    int limit,
            SignedInUser user) {
        return records.ask(organizationId, user, (of, owner) -> new FindLeadBoard(of, owner, limit), LeadBoard.class);
    }

    @GetMapping("/figures")
    @Operation(
            summary = "Count leads",
            description =
                    "By state and source, how far they have come, how long it took, and how many came on each day.")
    LeadFigures figures(@PathVariable String organizationId, SignedInUser user) {
        return records.ask(organizationId, user, FindLeadFigures::new, LeadFigures.class);
    }

    @GetMapping("/{leadId}")
    @Operation(summary = "Read a lead", description = "Whatever its state. The ETag is the lead's version.")
    ResponseEntity<LeadView> get(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Parameter(description = Queries.AS_OF, example = "2026-01-31T12:00:00Z")
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String asOf,
            SignedInUser user) {
        var view = records.ask(
                organizationId,
                user,
                (of, owner) -> new FindLead(of, owner, PathId.lead(leadId), Text.orNull(asOf)),
                LeadView.class);
        return answers.found(view, view.version());
    }

    /** Who may be the same person. */
    @Schema(name = "SimilarPeople")
    record SimilarPeople(List<SimilarLeads.Item> leads, List<ContactView> contacts) {}

    @PutMapping("/{leadId}")
    @Operation(
            summary = "Replace a lead's details",
            description =
                    "Needs `If-Match`. Equal ones change nothing. Another address is one that nobody was asked to confirm.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`lead-converted`, " + SHUT)
    ResponseEntity<Object> change(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody PersonRequest body,
            SignedInUser user) {
        request.requireIfMatch();
        var details = body.toDetails();
        return records.change(
                LEAD, organizationId, leadId, user, (id, of, owner) -> new ChangeLeadDetails(id, of, owner, details));
    }

    @GetMapping("/{leadId}/similar")
    @Operation(
            summary = "Find leads and contacts that may be the same person",
            description = "By address, telephone number and name, the likeliest first.")
    SimilarPeople similar(@PathVariable String organizationId, @PathVariable String leadId, SignedInUser user) {
        var lead = records.find(LEAD, organizationId, leadId, user);
        return new SimilarPeople(
                similar(organizationId, lead.details(), lead.leadId(), user),
                records.ask(
                                organizationId,
                                user,
                                (of, owner) -> new FindSimilarContacts(of, owner, lead.details()),
                                ContactPage.class)
                        .items());
    }

    @GetMapping("/{leadId}/timeline")
    @Operation(
            summary = "Read what happened to a lead",
            description =
                    "And to those that are part of it, newest first; each entry names the lead to which it happened.")
    Timeline timeline(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            SignedInUser user) {
        return records.ask(
                organizationId,
                user,
                (of, owner) -> new FindLeadTimeline(of, owner, PathId.lead(leadId), Text.orNull(cursor), limit),
                Timeline.class);
    }

    /** To whom a lead is assigned. */
    record AssignLeadRequest(
            @Schema(example = "by-hand") @NotNull Assignment how,

            @Schema(example = "usr_01m4xk3d9c7q2v8b5n6h1j0t4w", description = "Needed where it is said by hand")
            @Size(max = 40)
            @Nullable
            String assignee) {}

    @PostMapping("/{leadId}/assign")
    @Operation(
            summary = "Assign a lead",
            description =
                    "By hand, to each in turn, or to whom the fewest open leads are assigned. The same user changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`assignee-not-possible`")
    @ApiResponse(responseCode = "409", description = "`nobody-to-assign`, " + SHUT)
    ResponseEntity<Object> assign(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody AssignLeadRequest body,
            SignedInUser user) {
        var assignee = BodyId.user("assignee", body.assignee());
        return records.change(
                LEAD,
                organizationId,
                leadId,
                user,
                (id, of, owner) -> new AssignLead(id, of, owner, body.how(), assignee));
    }

    /** That the person was spoken or written to. */
    record ContactLeadRequest(
            @Schema(example = "call", description = "By what") @NotNull
            ActivityKind channel,

            @Schema(example = "Wants to see Ava CX next week.") @Size(max = 5000) @Nullable
            String note) {}

    @PostMapping("/{leadId}/contact")
    @Operation(summary = "Note that the person was spoken or written to")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`lead-disqualified`, `lead-converted`, " + SHUT)
    ResponseEntity<Object> contact(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody ContactLeadRequest body,
            SignedInUser user) {
        return records.change(
                LEAD,
                organizationId,
                leadId,
                user,
                (id, of, owner) -> new ContactLead(id, of, owner, body.channel(), Text.orNull(body.note())));
    }

    @PostMapping("/{leadId}/activities")
    @Operation(summary = "Note what was done about a lead, or is to be done")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = SHUT)
    ResponseEntity<Object> logActivity(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody LogActivityRequest body,
            SignedInUser user) {
        return records.change(
                LEAD,
                organizationId,
                leadId,
                user,
                (id, of, owner) -> new LogLeadActivity(
                        id, of, owner, body.kind(), body.text().strip(), body.dueAt()));
    }

    /** That the person agreed to be written to. */
    record RecordConsentRequest(
            @Schema(example = "fair-2026", description = "Which text the person agreed to") @NotBlank @Size(max = 50)
            String textVersion,

            @Schema(example = "2026-11-28T14:30:00Z", description = "Now where absent; not in the future") @Nullable
            Instant givenAt,

            @Schema(example = "203.0.113.7", description = "The network address from which, where it is known")
            @Size(max = 100)
            @Nullable
            String address) {}

    @PostMapping("/{leadId}/consent")
    @Operation(summary = "Record that the person agreed to be written to")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = SHUT)
    ResponseEntity<Object> recordConsent(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody RecordConsentRequest body,
            SignedInUser user) {
        var consent = new Consent(body.textVersion().strip(), Text.orNull(body.address())).judged();
        var givenAt = body.givenAt() == null ? clock.instant() : body.givenAt();
        return records.change(
                LEAD,
                organizationId,
                leadId,
                user,
                (id, of, owner) -> new RecordConsent(id, of, owner, consent, givenAt));
    }

    /** That the person does not agree any more. */
    record WithdrawConsentRequest(
            @Schema(example = "2026-11-28T14:30:00Z", description = "Now where absent; not in the future") @Nullable
            Instant withdrawnAt) {}

    @PostMapping("/{leadId}/withdraw-consent")
    @Operation(
            summary = "Note that the person does not agree any more to be written to",
            description = "What was agreed to as a lead that is part of this one is taken back as well.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`consent-not-given`, `consent-withdrawn`, " + SHUT)
    ResponseEntity<Object> withdrawConsent(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody WithdrawConsentRequest body,
            SignedInUser user) {
        return records.change(
                LEAD,
                organizationId,
                leadId,
                user,
                (id, of, owner) -> new WithdrawConsent(id, of, owner, body.withdrawnAt()));
    }

    @PostMapping("/{leadId}/confirmation")
    @Operation(
            summary = "Have the person asked by mail to confirm the address",
            description =
                    "Once more, or for the first time; at most every ten minutes. A link of before is good no more.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description =
                    "`address-confirmed`, `address-unknown`, `consent-withdrawn`, `confirmation-just-asked`, `lead-converted`, "
                            + SHUT)
    ResponseEntity<Object> askForConfirmation(
            @PathVariable String organizationId, @PathVariable String leadId, SignedInUser user) {
        return records.change(LEAD, organizationId, leadId, user, AskForConfirmation::new);
    }

    @PostMapping("/{leadId}/qualify")
    @Operation(summary = "Say that something may become of a lead")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`lead-qualified`, `lead-disqualified`, `lead-converted`, " + SHUT)
    ResponseEntity<Object> qualify(
            @PathVariable String organizationId, @PathVariable String leadId, SignedInUser user) {
        return records.change(LEAD, organizationId, leadId, user, QualifyLead::new);
    }

    @PostMapping("/{leadId}/disqualify")
    @Operation(summary = "Say that nothing becomes of a lead for now")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`lead-disqualified`, `lead-converted`, " + SHUT)
    ResponseEntity<Object> disqualify(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody Reason body,
            SignedInUser user) {
        return records.change(LEAD, organizationId, leadId, user, body, DisqualifyLead::new);
    }

    @PostMapping("/{leadId}/recycle")
    @Operation(summary = "Begin anew with a disqualified lead")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`lead-not-disqualified`, " + SHUT)
    ResponseEntity<Object> recycle(
            @PathVariable String organizationId, @PathVariable String leadId, SignedInUser user) {
        return records.change(LEAD, organizationId, leadId, user, RecycleLead::new);
    }

    @PostMapping("/{leadId}/convert")
    @Operation(
            summary = "Make a contact and a deal of a qualified lead",
            description = "And an organization with its license where one is named: all of it, or nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`lead-not-qualified`, `lead-converted`, `slug-taken`, " + SHUT)
    @ApiResponse(responseCode = "422", description = "`not-in-catalogue`: a product that is added is not sold")
    ResponseEntity<Object> convert(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody ConvertLeadRequest body,
            SignedInUser user) {
        var conversion = body.toConversion();
        var registration =
                body.organization() == null ? null : body.organization().toCommand();
        return records.change(
                LEAD,
                organizationId,
                leadId,
                user,
                (id, of, owner) -> registration == null
                        ? new ConvertLead(id, of, owner, conversion)
                        : new ConvertLeadToOrganization(id, of, conversion, registration));
    }

    /** Another lead. */
    record OtherLeadRequest(
            @Schema(example = "led_01m4xk3d9c7q2v8b5n6h1j0t4w") @NotBlank @Size(max = 40)
            String merged) {

        LeadId toLeadId() {
            return Objects.requireNonNull(BodyId.lead("merged", merged));
        }
    }

    @PostMapping("/{leadId}/merge")
    @Operation(
            summary = "Make another lead part of this one",
            description = "Because both are about the same person. Both keep what happened to them.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`merge-with-itself`")
    @ApiResponse(responseCode = "409", description = "`lead-converted`, " + SHUT)
    ResponseEntity<Object> merge(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody OtherLeadRequest body,
            SignedInUser user) {
        var merged = body.toLeadId();
        return records.change(LEAD, organizationId, leadId, user, (id, of, _) -> new MergeLeads(id, of, merged));
    }

    @PostMapping("/{leadId}/unmerge")
    @Operation(
            summary = "Take a lead out again that was merged into this one",
            description = "Both are what they were before.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`lead-not-merged`, " + SHUT)
    ResponseEntity<Object> unmerge(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody OtherLeadRequest body,
            SignedInUser user) {
        var merged = body.toLeadId();
        return records.change(LEAD, organizationId, leadId, user, (id, of, _) -> new UnmergeLeads(id, of, merged));
    }

    @PostMapping("/{leadId}/erase")
    @Operation(
            summary = "Erase a lead's person",
            description =
                    "The keys of the personal data of the lead, of those merged into it and of the contact made from it are destroyed. The "
                            + "facts of the history stay.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = SHUT)
    ResponseEntity<Object> erase(
            @PathVariable String organizationId,
            @PathVariable String leadId,
            @Valid @RequestBody Reason body,
            SignedInUser user) {
        return records.change(LEAD, organizationId, leadId, user, body, (id, of, _) -> new EraseLead(id, of));
    }
}
