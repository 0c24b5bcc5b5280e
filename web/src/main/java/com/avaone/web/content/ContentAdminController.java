package com.avaone.web.content;

import com.avaone.api.content.ContentCommand.CancelContentSchedule;
import com.avaone.api.content.ContentCommand.PublishContent;
import com.avaone.api.content.ContentCommand.RestoreContent;
import com.avaone.api.content.ContentCommand.ScheduleContent;
import com.avaone.api.content.ContentCommand.UnpublishContent;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentPage;
import com.avaone.api.content.ContentQuery.FindContent;
import com.avaone.api.content.ContentQuery.FindContentRevision;
import com.avaone.api.content.ContentQuery.FindContentRevisions;
import com.avaone.api.content.ContentQuery.FindContents;
import com.avaone.api.content.ContentRevision;
import com.avaone.api.content.ContentRevisionPage;
import com.avaone.api.content.ContentView;
import com.avaone.api.content.FieldDifference;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the operator writes and publishes the site's content. */
@RestController
@RequestMapping("/api/admin/website-content")
@Access(Audience.SYSTEM_ADMIN)
@Tag(name = "Content")
class ContentAdminController {

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;

    private final Commands commands;
    private final Queries queries;
    private final Answers answers;
    private final Previews previews;

    ContentAdminController(Commands commands, Queries queries, Answers answers, Previews previews) {
        this.commands = commands;
        this.queries = queries;
        this.answers = answers;
        this.previews = previews;
    }

    @GetMapping
    @Operation(summary = "List the parts of the site", description = "With their drafts, by key and language.")
    ContentPage list(
            @Parameter(description = "Both where absent", example = "en") @RequestParam(required = false) @Nullable
                    ContentLanguage language,
            @Parameter(description = "From the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 100", example = "50") @RequestParam(defaultValue = "50") int limit) {
        return queries.ask(new FindContents(OPERATOR, language, cursor, limit), ContentPage.class);
    }

    @GetMapping("/fields")
    @Operation(summary = "List the fields of sections and pages")
    List<ContentFields> fields() {
        return Arrays.stream(ContentKind.values()).map(ContentFields::of).toList();
    }

    @PostMapping
    @Operation(
            summary = "Write a draft",
            description =
                    "What everybody sees stays as it is until the draft is published. HTML is cleaned of what acts.")
    @ApiResponse(responseCode = "400", description = "`invalid-request`, `invalid-value`, naming the field")
    ResponseEntity<Object> edit(@Valid @RequestBody EditContentRequest body) {
        var command = body.toCommand();
        var id = command.contentId();
        return answers.done(
                commands.send(command),
                position -> queries.ask(new FindContent(OPERATOR, id), ContentView.class, position));
    }

    @GetMapping("/{contentId}")
    @Operation(
            summary = "Read a part of the site",
            description = "With its draft, and what is published and scheduled.")
    @ApiResponse(responseCode = "200", description = "The part")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<ContentView> read(@PathVariable String contentId) {
        var found = queries.ask(new FindContent(OPERATOR, PathId.content(contentId)), ContentView.class);
        return answers.found(found, found.version());
    }

    @GetMapping("/{contentId}/revisions")
    @Operation(summary = "List what was written", description = "The latest first; nothing is ever forgotten.")
    @ApiResponse(responseCode = "200", description = "A page of revisions")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ContentRevisionPage revisions(
            @PathVariable String contentId,
            @Parameter(description = "From the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 50", example = "20") @RequestParam(defaultValue = "20") int limit) {
        return queries.ask(
                new FindContentRevisions(OPERATOR, PathId.content(contentId), cursor, limit),
                ContentRevisionPage.class);
    }

    @GetMapping("/{contentId}/differences")
    @Operation(summary = "Compare two revisions", description = "Field by field, as they were and as they became.")
    @ApiResponse(responseCode = "200", description = "The differences")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    List<FieldDifference> differences(
            @PathVariable String contentId,
            @Parameter(example = "1") @RequestParam int from,
            @Parameter(example = "2") @RequestParam int to) {
        var id = PathId.content(contentId);
        return revision(id, from).body().differencesTo(revision(id, to).body());
    }

    private ContentRevision revision(ContentId contentId, int revision) {
        return queries.ask(new FindContentRevision(OPERATOR, contentId, revision), ContentRevision.class);
    }

    @PostMapping("/{contentId}/publish")
    @Operation(summary = "Publish the draft", description = "Everybody sees it at once.")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(responseCode = "409", description = "`no-draft`, `draft-changed`")
    @ApiResponse(responseCode = "422", description = "`content-incomplete`, naming the field")
    ResponseEntity<Object> publish(@PathVariable String contentId, @Valid @RequestBody PublishContentRequest body) {
        return answers.done(commands.send(new PublishContent(PathId.content(contentId), OPERATOR, body.revision())));
    }

    @PostMapping("/{contentId}/schedule")
    @Operation(
            summary = "Publish the draft later",
            description = "The draft as it is now, in the place of what was scheduled before.")
    @ApiResponse(responseCode = "400", description = "`publish-at-past`, `invalid-request`")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(responseCode = "409", description = "`no-draft`")
    @ApiResponse(responseCode = "422", description = "`content-incomplete`, naming the field")
    ResponseEntity<Object> schedule(@PathVariable String contentId, @Valid @RequestBody ScheduleContentRequest body) {
        return answers.done(commands.send(new ScheduleContent(PathId.content(contentId), OPERATOR, body.publishAt())));
    }

    @PostMapping("/{contentId}/cancel-schedule")
    @Operation(summary = "Publish nothing later")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(responseCode = "409", description = "`content-not-scheduled`")
    ResponseEntity<Object> cancelSchedule(@PathVariable String contentId) {
        return answers.done(commands.send(new CancelContentSchedule(PathId.content(contentId), OPERATOR)));
    }

    @PostMapping("/{contentId}/unpublish")
    @Operation(summary = "Take it off the site", description = "It stays as a draft.")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(responseCode = "409", description = "`content-not-published`")
    ResponseEntity<Object> unpublish(@PathVariable String contentId, @Valid @RequestBody Reason body) {
        return answers.done(commands.send(
                new UnpublishContent(PathId.content(contentId), OPERATOR), body.reason(), body.comment()));
    }

    @PostMapping("/{contentId}/restore")
    @Operation(
            summary = "Make a draft of an earlier revision",
            description = "What everybody sees stays as it is until that draft is published.")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<Object> restore(@PathVariable String contentId, @Valid @RequestBody RestoreContentRequest body) {
        return answers.done(commands.send(new RestoreContent(PathId.content(contentId), OPERATOR, body.revision())));
    }

    @PostMapping("/{contentId}/preview")
    @Operation(summary = "Make a link to the draft", description = "For whoever has it, until it is over.")
    @ApiResponse(responseCode = "201", description = "The link, told this once")
    @ApiResponse(responseCode = "400", description = "`preview-too-long`, `invalid-request`")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(responseCode = "409", description = "`no-draft`")
    ResponseEntity<PreviewLink> preview(@PathVariable String contentId, @Valid @RequestBody SharePreviewRequest body) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(previews.share(PathId.content(contentId), body.expiresAt()));
    }
}
