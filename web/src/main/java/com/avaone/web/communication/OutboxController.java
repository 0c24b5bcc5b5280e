package com.avaone.web.communication;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.communication.CommunicationQuery.FindMail;
import com.avaone.api.communication.MailPage;
import com.avaone.api.communication.MailView;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API of the outbox. */
@RestController
@RequestMapping("/api/admin/outbox")
@Access(Audience.SYSTEM_ADMIN)
@Tag(name = "Outbox", description = "Mail that the suite wrote, kept for 30 days, and what became of it.")
class OutboxController {

    private final Queries queries;

    OutboxController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(
            summary = "List mails",
            description =
                    "Newest first, a page at a time; `next` is the `cursor` of the next page. What a mail says is not part of the list.")
    MailPage list(@ParameterObject @Valid @ModelAttribute OutboxFilter filter) {
        return queries.ask(filter.toQuery(), MailPage.class);
    }

    @GetMapping("/{mailId}")
    @Operation(
            summary = "Read a mail",
            description = "With what it says, as text and as HTML. A link in it is a secret of the recipient's.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`: there is no such mail, or not any more")
    MailView get(@PathVariable String mailId) {
        return queries.ask(new FindMail(PathId.mail(mailId)), MailView.class);
    }

    @GetMapping("/{mailId}/attachment")
    @Operation(summary = "Get what a mail brings along", description = "As a file, such as a meeting for a calendar.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/calendar", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = "`not-found`: the mail brings nothing, or is not there any more")
    ResponseEntity<byte[]> attachment(@PathVariable String mailId) {
        var attachment = get(mailId).attachment();
        if (attachment == null) {
            throw new Rejected(KernelRule.NOT_FOUND, "The mail %s brings nothing along.".formatted(mailId));
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, attachment.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(attachment.name()))
                .body(attachment.content().getBytes(UTF_8));
    }
}
