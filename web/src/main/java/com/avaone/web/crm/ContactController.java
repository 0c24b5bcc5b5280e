package com.avaone.web.crm;

import com.avaone.api.crm.ContactCommand;
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
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.UserId;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.OwnRecords;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
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

    private final Commands commands;
    private final Queries queries;
    private final OrganizationInPath organizations;
    private final OwnRecords own;
    private final Answers answers;
    private final CurrentRequest request;

    ContactController(
            Commands commands,
            Queries queries,
            OrganizationInPath organizations,
            OwnRecords own,
            Answers answers,
            CurrentRequest request) {
        this.commands = commands;
        this.queries = queries;
        this.organizations = organizations;
        this.own = own;
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
        return queries.ask(
                new FindContacts(
                        inPath(organizationId, user), readable(user), Text.orNull(text), Text.orNull(cursor), limit),
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
            @PathVariable String organizationId, @Valid @RequestBody ContactRequest body, SignedInUser user) {
        var organization = inPath(organizationId, user);
        var receipt = commands.send(new CreateContact(ContactId.random(), organization, body.toDetails(), null));
        var contactId = new ContactId(receipt.id());
        return answers.created(
                receipt,
                "/api/organizations/%s/contacts/%s".formatted(organization, contactId),
                position -> find(organization, contactId, user, position));
    }

    @GetMapping("/{contactId}")
    @Operation(summary = "Read a contact", description = "An erased one too. The ETag is the contact's version.")
    ResponseEntity<ContactView> get(
            @PathVariable String organizationId, @PathVariable String contactId, SignedInUser user) {
        var view = queries.ask(
                new FindContact(inPath(organizationId, user), readable(user), PathId.contact(contactId)),
                ContactView.class);
        return answers.found(view, view.version());
    }

    @PutMapping("/{contactId}")
    @Operation(summary = "Replace a contact's details", description = "Needs `If-Match`. Equal ones change nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = ERASED)
    ResponseEntity<Object> change(
            @PathVariable String organizationId,
            @PathVariable String contactId,
            @Valid @RequestBody ContactRequest body,
            SignedInUser user) {
        request.requireIfMatch();
        var details = body.toDetails();
        return change(
                organizationId, contactId, user, null, (id, of, owner) -> new ChangeContact(id, of, owner, details));
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
        return queries.ask(
                new FindContactTimeline(
                        inPath(organizationId, user),
                        readable(user),
                        PathId.contact(contactId),
                        Text.orNull(cursor),
                        limit),
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
        return change(
                organizationId, contactId, user, null, (id, of, owner) -> new AssignContact(id, of, owner, assignee));
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
        return change(
                organizationId,
                contactId,
                user,
                null,
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
        return change(organizationId, contactId, user, body, (id, of, _) -> new EraseContact(id, of));
    }

    /** Makes the command that changes a contact. */
    @FunctionalInterface
    private interface Change {

        ContactCommand of(ContactId contactId, OrganizationId organizationId, @Nullable UserId ownedBy);
    }

    private ResponseEntity<Object> change(
            String organizationId, String contactId, SignedInUser user, @Nullable Reason why, Change change) {
        var organization = inPath(organizationId, user);
        var id = PathId.contact(contactId);
        var command = change.of(id, organization, own.of(user, Permission.CHANGE_IN_CRM));
        var receipt = why == null ? commands.send(command) : commands.send(command, why.reason(), why.comment());
        return answers.done(receipt, position -> find(organization, id, user, position));
    }

    private ContactView find(OrganizationId organizationId, ContactId contactId, SignedInUser user, long minPosition) {
        return queries.ask(new FindContact(organizationId, readable(user), contactId), ContactView.class, minPosition);
    }

    private @Nullable UserId readable(SignedInUser user) {
        return own.of(user, Permission.READ_CRM);
    }

    private OrganizationId inPath(String organizationId, SignedInUser user) {
        return organizations.ofUsers(organizationId, user);
    }
}
