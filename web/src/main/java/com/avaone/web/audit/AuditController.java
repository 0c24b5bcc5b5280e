package com.avaone.web.audit;

import com.avaone.api.audit.AuditEventPage;
import com.avaone.api.audit.AuditEventPage.Entry;
import com.avaone.api.audit.AuditedHistory;
import com.avaone.api.audit.AuditedKind;
import com.avaone.api.audit.Causes;
import com.avaone.api.audit.Difference;
import com.avaone.api.audit.EarlierState;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.EnumNames;
import com.avaone.web.kernel.table.CsvTable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The API for auditors. What is about a person is in no answer; the one who acted is told by identifier. */
@RestController
@RequestMapping("/api/audit")
@Access(value = Audience.HISTORY_READER, clients = true)
@Tag(
        name = "Audit",
        description =
                "What happened, how it was then, what changed and why, read from the events themselves. Whoever is not of the operator reads about the own organization. Every reading is itself noted as `audit.read`. A moment is a position of the log such as 123 or an instant such as 2026-01-31T12:00:00Z; what happened at it counts.")
class AuditController {

    private static final int EXPORT_PAGE = 500;

    /** For ever: programs read them. */
    private static final List<String> HEADINGS = List.of(
            "position",
            "eventId",
            "type",
            "revision",
            "at",
            "organizationId",
            "aggregateId",
            "number",
            "actorKind",
            "actorId",
            "reason",
            "comment",
            "sourceAddress",
            "correlationId",
            "causationId",
            "requestId",
            "data");

    private final Audits audits;
    private final JsonMapper json;

    AuditController(Audits audits, JsonMapper json) {
        this.audits = audits;
        this.json = json;
    }

    @GetMapping("/events")
    @Operation(summary = "Search the log", description = "Events with who, when, why and what they say, newest first.")
    AuditEventPage events(@ParameterObject @Valid @ModelAttribute AuditListFilter filter, Caller caller) {
        return audits.events(filter, caller);
    }

    @GetMapping("/events.csv")
    @Operation(
            summary = "Take events along as a table",
            description =
                    "CSV in UTF-8 with all that the filters match, newest first, from `cursor` on. What a spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void table(
            @ParameterObject @Valid @ModelAttribute AuditListFilter filter, Caller caller, HttpServletResponse response)
            throws IOException {
        var first = begin(filter, caller, response, "text/csv;charset=UTF-8", "events.csv");
        var target = response.getWriter();
        var table = new CsvTable.Writer(target, HEADINGS);
        write(first, filter, caller, target, event -> table.row(cells(event)));
    }

    @GetMapping("/events.jsonl")
    @Operation(
            summary = "Take events along as lines of JSON",
            description = "All that the filters match, newest first, from `cursor` on, each on a line of its own.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/jsonl", schema = @Schema(type = "string")))
    void lines(
            @ParameterObject @Valid @ModelAttribute AuditListFilter filter, Caller caller, HttpServletResponse response)
            throws IOException {
        var first = begin(filter, caller, response, "application/jsonl;charset=UTF-8", "events.jsonl");
        var target = response.getWriter();
        write(first, filter, caller, target, event -> {
            target.write(json.writeValueAsString(event));
            target.write('\n');
        });
    }

    /** The first page, read and noted while an answer can still be a refusal. */
    private AuditEventPage begin(
            AuditListFilter filter, Caller caller, HttpServletResponse response, String type, String file) {
        var first = audits.page(filter.from(filter.cursor(), EXPORT_PAGE), caller);
        audits.noteExport(filter, caller);
        asFile(response, type, file);
        return first;
    }

    /** Has an answer kept as a file by who asked, and by nobody on the way. */
    static void asFile(HttpServletResponse response, String type, String file) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(file));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Page by page, so that no more than one is in memory. Whoever does not read on any more ends it. */
    private void write(
            AuditEventPage first, AuditListFilter filter, Caller caller, PrintWriter target, Consumer<Entry> row) {
        var page = first;
        page.items().forEach(row);
        while (page.next() != null && !target.checkError()) {
            page = audits.page(filter.from(page.next(), EXPORT_PAGE), caller);
            page.items().forEach(row);
        }
    }

    private List<String> cells(Entry event) {
        return Stream.of(
                        event.position(),
                        event.eventId(),
                        event.type(),
                        event.revision(),
                        event.at(),
                        event.organizationId(),
                        event.aggregateId(),
                        event.number(),
                        event.actorKind() == null ? null : EnumNames.of(event.actorKind()),
                        event.actorId(),
                        event.reason(),
                        event.comment(),
                        event.sourceAddress(),
                        event.correlationId(),
                        event.causationId(),
                        event.requestId(),
                        json.writeValueAsString(event.data()))
                .map(value -> Objects.toString(value, ""))
                .toList();
    }

    @GetMapping("/{audited}/{auditedId}")
    @Operation(
            summary = "Read what happened to something",
            description =
                    "Of an organization, license, user, team or lead: each event with number, instant, actor, reason and source, and each changed field before and after in plain words, newest first.")
    AuditedHistory history(
            @Parameter(description = "organizations, licenses, users, teams or leads", example = "licenses")
                    @PathVariable
                    String audited,
            @Parameter(example = "lic_01m4xk3d9c7q2v8b5n6h1j0t4w") @PathVariable String auditedId,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            Caller caller) {
        return audits.history(subject(audited, auditedId, caller), cursor, limit);
    }

    @GetMapping("/{audited}/{auditedId}/state")
    @Operation(
            summary = "Read how something was",
            description = "Its fields at a moment, folded from its events by what builds the read model.")
    EarlierState state(
            @PathVariable String audited,
            @PathVariable String auditedId,
            @Parameter(description = "The moment", example = "2026-01-31T12:00:00Z") @RequestParam @Size(max = 40)
                    String asOf,
            Caller caller) {
        return audits.state(subject(audited, auditedId, caller), asOf);
    }

    @GetMapping("/{audited}/{auditedId}/diff")
    @Operation(
            summary = "Compare two moments",
            description = "Each field that is not the same, with the event, actor and reason behind its later value.")
    Difference difference(
            @PathVariable String audited,
            @PathVariable String auditedId,
            @Parameter(description = "The earlier moment", example = "2026-01-31T12:00:00Z")
                    @RequestParam
                    @Size(max = 40)
                    String from,
            @Parameter(description = "The later moment", example = "2026-02-28T12:00:00Z") @RequestParam @Size(max = 40)
                    String to,
            Caller caller) {
        return audits.difference(subject(audited, auditedId, caller), from, to);
    }

    @GetMapping("/why")
    @Operation(
            summary = "Ask why",
            description =
                    "For a field, or for a rule that refuses: the events that gave what the answer rests on its present value, no other, oldest first.")
    Causes why(
            @Parameter(description = "Of what it is asked", example = "lic_01m4xk3d9c7q2v8b5n6h1j0t4w")
                    @RequestParam
                    @Size(max = 40)
                    String id,
            @Parameter(description = "Why it has its value", example = "status")
                    @RequestParam(required = false)
                    @Size(max = 100)
                    @Nullable
                    String field,
            @Parameter(
                            description = "Why the rule of this code refuses; instead of `field`",
                            example = "license-expired")
                    @RequestParam(required = false)
                    @Size(max = 100)
                    @Nullable
                    String rule,
            @Parameter(description = "At which moment; now where absent", example = "2026-01-31T12:00:00Z")
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String asOf,
            Caller caller) {
        var kind = AuditedKind.of(id).orElseThrow(Audits::notFound);
        return audits.causes(
                audits.subject(kind, id, caller),
                AuditListFilter.name("field", field),
                AuditListFilter.name("rule", rule),
                asOf);
    }

    private Audits.Subject subject(String audited, String auditedId, Caller caller) {
        var kind = AuditedKind.inPath(audited).orElseThrow(Audits::notFound);
        return audits.subject(kind, auditedId, caller);
    }
}
