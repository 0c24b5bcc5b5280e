package com.avaone.web.crm;

import com.avaone.api.crm.ContactCommand.AssignContact;
import com.avaone.api.crm.ContactCommand.ChangeContact;
import com.avaone.api.crm.ContactCommand.CreateContact;
import com.avaone.api.crm.ContactCommand.EraseContact;
import com.avaone.api.crm.ContactCommand.LogContactActivity;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindContactTimeline;
import com.avaone.api.crm.CrmQuery.FindContacts;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.Receipt;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.LogActivityRequest;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.PersonRequest;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.RecordsInPath;
import com.avaone.web.kernel.RecordsInPath.Kind;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
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
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of contacts. {@code If-Match}, where it is sent, is held against the contact's version. */
@RestController
@RequestMapping("/api/organizations/{organizationId}/contacts")
@Access(Audience.CRM_USER)
@Tag(
        name = "Contacts",
        description =
                "People with whom the organization, or the operator itself, does business. Whoever reaches the own contacts only finds no others.")
class ContactController {

    private static final String ERASED = "`contact-erased`";

    private static final Kind<ContactId, ContactView> CONTACT =
            new Kind<>("contacts", PathId::contact, FindContact::new, ContactView.class);

    private final Commands commands;
    private final RecordsInPath records;
    private final Answers answers;
    private final CurrentRequest request;

    ContactController(Commands commands, RecordsInPath records, Answers answers, CurrentRequest request) {
        this.commands = commands;
        this.records = records;
        this.answers = answers;
        this.request = request;
    }

    @GetMapping
    @Operation(
            summary = "List contacts",
            description = "Who are not erased, a page at a time, by name; `next` is the `cursor` of the next page.")
    ContactPage list(
            @PathVariable String organizationId,
            @Parameter(description = "Part of a name, an address or a company", example = "mina")
                    @RequestParam(required = false)
                    @Size(max = 200)
                    @Nullable
                    String text,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "25") @Min(1) @Max(100) int limit,
            SignedInUser user) {
        return records.ask(
                organizationId,
                user,
                (of, owner) -> new FindContacts(of, owner, Text.orNull(text), Text.orNull(cursor), limit),
                ContactPage.class);
    }

    @PostMapping
    @Operation(summary = "Make a contact", description = "Answers the receipt, whose `id` is the contact's.")
    @ApiResponse(
            responseCode = "201",
            description = "Made",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(oneOf = {Receipt.class, ContactView.class})))
    ResponseEntity<Object> create(
            @PathVariable String organizationId, @Valid @RequestBody PersonRequest body, SignedInUser user) {
        var organization = records.organization(organizationId, user);
        var receipt = commands.send(new CreateContact(ContactId.random(), organization, body.toDetails(), null));
        return records.created(CONTACT, organization, receipt, user);
    }

    @GetMapping("/{contactId}")
    @Operation(summary = "Read a contact", description = "An erased one too. The ETag is the contact's version.")
    ResponseEntity<ContactView> get(
            @PathVariable String organizationId, @PathVariable String contactId, SignedInUser user) {
        var view = records.find(CONTACT, organizationId, contactId, user);
        return answers.found(view, view.version());
    }

    @PutMapping("/{contactId}")
    @Operation(summary = "Replace a contact's details", description = "Needs `If-Match`. Equal ones change nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = ERASED)
    ResponseEntity<Object> change(
            @PathVariable String organizationId,
            @PathVariable String contactId,
            @Valid @RequestBody PersonRequest body,
            SignedInUser user) {
        request.requireIfMatch();
        var details = body.toDetails();
        return records.change(
                CONTACT, organizationId, contactId, user, (id, of, owner) -> new ChangeContact(id, of, owner, details));
    }

    @GetMapping("/{contactId}/timeline")
    @Operation(summary = "Read what happened to a contact", description = "Newest first.")
    Timeline timeline(
            @PathVariable String organizationId,
            @PathVariable String contactId,
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
                (of, owner) ->
                        new FindContactTimeline(of, owner, PathId.contact(contactId), Text.orNull(cursor), limit),
                Timeline.class);
    }

    @PostMapping("/{contactId}/assign")
    @Operation(summary = "Assign a contact", description = "The same user changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`assignee-not-possible`")
    @ApiResponse(responseCode = "409", description = ERASED)
    ResponseEntity<Object> assign(
            @PathVariable String organizationId,
            @PathVariable String contactId,
            @Valid @RequestBody AssigneeRequest body,
            SignedInUser user) {
        var assignee = body.toUserId();
        return records.change(
                CONTACT,
                organizationId,
                contactId,
                user,
                (id, of, owner) -> new AssignContact(id, of, owner, assignee));
    }

    @PostMapping("/{contactId}/activities")
    @Operation(summary = "Note what was done about a contact, or is to be done")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = ERASED)
    ResponseEntity<Object> logActivity(
            @PathVariable String organizationId,
            @PathVariable String contactId,
            @Valid @RequestBody LogActivityRequest body,
            SignedInUser user) {
        return records.change(
                CONTACT,
                organizationId,
                contactId,
                user,
                (id, of, owner) -> new LogContactActivity(
                        id, of, owner, body.kind(), body.text().strip(), body.dueAt()));
    }

    @PostMapping("/{contactId}/erase")
    @Operation(
            summary = "Erase a contact's person",
            description =
                    "The key of the personal data is destroyed. A contact that was made from a lead is erased with the lead.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`contact-of-lead`, " + ERASED)
    ResponseEntity<Object> erase(
            @PathVariable String organizationId,
            @PathVariable String contactId,
            @Valid @RequestBody Reason body,
            SignedInUser user) {
        return records.change(CONTACT, organizationId, contactId, user, body, (id, of, _) -> new EraseContact(id, of));
    }
}
