package com.avaone.web.audit;

import com.avaone.api.audit.AuditedChange;
import com.avaone.api.audit.AuditedHistory;
import com.avaone.api.audit.AuditedHistory.Entry;
import com.avaone.api.audit.AuditedKind;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The whole history of something as a file, newest first, as its pages tell it. */
@RestController
@RequestMapping("/api/audit/{audited}/{auditedId}")
@Access(value = Audience.HISTORY_READER, clients = true)
@Tag(name = "Audit")
class HistoryFiles {

    /** Each page goes through the history from its beginning: the larger, the fewer of them. */
    private static final int PAGE = 2_000;

    private static final List<String> HEADINGS = List.of(
            "number",
            "position",
            "type",
            "what",
            "at",
            "actorKind",
            "actorId",
            "reason",
            "comment",
            "sourceAddress",
            "field",
            "label",
            "before",
            "after",
            "personal");

    private final Audits audits;
    private final JsonMapper json;

    HistoryFiles(Audits audits, JsonMapper json) {
        this.audits = audits;
        this.json = json;
    }

    @GetMapping("/history.csv")
    @Operation(
            summary = "Take a history along as a table",
            description = "CSV in UTF-8, a row for each changed field, or one for an event that changed none.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void table(
            @Parameter(description = "organizations, licenses, users, teams or leads", example = "licenses")
                    @PathVariable
                    String audited,
            @Parameter(example = "lic_01m4xk3d9c7q2v8b5n6h1j0t4w") @PathVariable String auditedId,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var subject = subject(audited, auditedId, caller);
        var first = begin(subject, response, "text/csv;charset=UTF-8", "csv");
        var target = response.getWriter();
        var table = new CsvTable.Writer(target, HEADINGS);
        write(first, subject, target, entry -> {
            if (entry.changes().isEmpty()) {
                table.row(cells(entry, null));
            }
            entry.changes().forEach(change -> table.row(cells(entry, change)));
        });
    }

    @GetMapping("/history.jsonl")
    @Operation(
            summary = "Take a history along as lines of JSON",
            description = "Each event with its changes on a line of its own.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/jsonl", schema = @Schema(type = "string")))
    void lines(
            @PathVariable String audited, @PathVariable String auditedId, Caller caller, HttpServletResponse response)
            throws IOException {
        var subject = subject(audited, auditedId, caller);
        var first = begin(subject, response, "application/jsonl;charset=UTF-8", "jsonl");
        var target = response.getWriter();
        write(first, subject, target, entry -> {
            target.write(json.writeValueAsString(entry));
            target.write('\n');
        });
    }

    private Audits.Subject subject(String audited, String auditedId, Caller caller) {
        var kind = AuditedKind.inPath(audited).orElseThrow(Audits::notFound);
        return audits.subject(kind, auditedId, caller);
    }

    /** The first page, read and noted while an answer can still be a refusal. */
    private AuditedHistory begin(Audits.Subject subject, HttpServletResponse response, String type, String ending) {
        var first = audits.page(subject, null, PAGE);
        audits.noteExport(subject);
        AuditController.asFile(response, type, subject.id() + "." + ending);
        return first;
    }

    /** Page by page, so that no more than one is in memory. Whoever does not read on any more ends it. */
    private void write(AuditedHistory first, Audits.Subject subject, PrintWriter target, Consumer<Entry> row) {
        var page = first;
        page.items().forEach(row);
        while (page.next() != null && !target.checkError()) {
            page = audits.page(subject, page.next(), PAGE);
            page.items().forEach(row);
        }
    }

    private static List<String> cells(Entry entry, @Nullable AuditedChange change) {
        var event = entry.event();
        return Stream.concat(
                        Stream.of(
                                event.number(),
                                event.position(),
                                event.type(),
                                event.what(),
                                event.at(),
                                event.actorKind() == null ? null : EnumNames.of(event.actorKind()),
                                event.actorId(),
                                event.reason(),
                                event.comment(),
                                event.sourceAddress()),
                        change == null
                                ? Stream.of("", "", "", "", "")
                                : Stream.of(
                                        change.field(),
                                        change.label(),
                                        change.before(),
                                        change.after(),
                                        change.personal()))
                .map(value -> Objects.toString(value, ""))
                .toList();
    }
}
