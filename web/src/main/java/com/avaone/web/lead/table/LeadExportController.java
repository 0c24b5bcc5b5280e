package com.avaone.web.lead.table;

import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.EnumNames;
import com.avaone.web.kernel.RecordsInPath;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.table.CsvTable;
import com.avaone.web.lead.LeadListFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Leads as a table: page by page, so that no more than one is in memory. */
@RestController
@RequestMapping("/api/organizations/{organizationId}/leads/export.csv")
@Access(Audience.CRM_USER)
@Tag(name = "Leads")
class LeadExportController {

    private static final int PAGE = 100;

    /** For ever: programs read them, and an import knows them again. */
    private static final List<String> HEADINGS = List.of(
            "reference",
            "name",
            "email",
            "phone",
            "company",
            "message",
            "source",
            "state",
            "confirmation",
            "consent",
            "consentAt",
            "assignee",
            "createdBy",
            "capturedAt",
            "updatedAt");

    private final RecordsInPath records;

    LeadExportController(RecordsInPath records) {
        this.records = records;
    }

    @GetMapping
    @Operation(
            summary = "Get leads as a table",
            description =
                    "CSV in UTF-8 with all that the filters match, from `cursor` on. Times are in UTC. What a spreadsheet would take for a "
                            + "formula begins with an apostrophe. An import understands the columns by itself.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void export(
            @PathVariable String organizationId,
            @ParameterObject @Valid @ModelAttribute LeadListFilter filter,
            SignedInUser user,
            HttpServletResponse response)
            throws IOException {
        var page = page(organizationId, filter, filter.cursor(), user);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leads.csv\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var target = response.getWriter();
        var table = new CsvTable.Writer(target, HEADINGS);
        page.items().forEach(lead -> table.row(cells(lead)));
        // Whoever does not read on any more ends it.
        while (page.next() != null && !target.checkError()) {
            page = page(organizationId, filter, page.next(), user);
            page.items().forEach(lead -> table.row(cells(lead)));
        }
    }

    private LeadPage page(String organizationId, LeadListFilter filter, @Nullable String cursor, SignedInUser user) {
        return records.ask(
                organizationId, user, (of, owner) -> filter.from(cursor, PAGE).toQuery(of, owner), LeadPage.class);
    }

    private static List<String> cells(LeadView lead) {
        var person = lead.details();
        var consent = lead.consent();
        return Stream.of(
                        lead.reference(),
                        person.name(),
                        person.email() == null ? null : person.email().value(),
                        person.phone(),
                        person.company(),
                        lead.message(),
                        EnumNames.of(lead.source()),
                        EnumNames.of(lead.state()),
                        EnumNames.of(lead.confirmation()),
                        consent == null ? null : consent.textVersion(),
                        consent == null ? null : consent.givenAt(),
                        lead.assignee(),
                        lead.createdBy(),
                        lead.capturedAt(),
                        lead.updatedAt())
                .map(value -> Objects.toString(value, ""))
                .toList();
    }
}
