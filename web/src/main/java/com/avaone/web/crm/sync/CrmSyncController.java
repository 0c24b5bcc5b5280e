package com.avaone.web.crm.sync;

import com.avaone.api.crm.CrmSyncCommand.StartCrmSync;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncQuery.FindCrmSync;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.SyncedRecordPage;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API of the sync to an outside CRM. */
@RestController
@RequestMapping(CrmSyncController.PATH)
@Access(Audience.SYSTEM_ADMIN)
@Tag(name = "Outside CRM", description = "The operator's leads, contacts and deals, handed to a CRM of somebody else.")
class CrmSyncController {

    static final String PATH = "/api/sync-to-crm";

    private final Commands commands;
    private final Queries queries;

    CrmSyncController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /**
     * What was started.
     *
     * @param status where to look how far it is
     */
    record StartedSync(
            CrmSyncId syncId, @Schema(example = PATH) String status) {}

    @PostMapping
    @Operation(
            summary = "Start the sync, or have refused records tried again",
            description =
                    "All records are sent, and from then on what changes. It goes on by itself where it was, also after a restart. While there "
                            + "are records to send, this changes nothing.")
    @ApiResponse(responseCode = "202", description = "Started, or on its way", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`outside-crm-not-configured`")
    ResponseEntity<StartedSync> start() {
        commands.send(new StartCrmSync(CrmSyncId.OPERATOR));
        return ResponseEntity.accepted().location(URI.create(PATH)).body(new StartedSync(CrmSyncId.OPERATOR, PATH));
    }

    @GetMapping
    @Operation(
            summary = "Read how far the sync is",
            description = "`cursor` is the position of the log up to which every change was taken or refused.")
    CrmSyncView get() {
        return queries.ask(new FindCrmSync(), CrmSyncView.class);
    }

    @GetMapping("/records")
    @Operation(
            summary = "List what became of each record",
            description = "By identifier, a page at a time; `next` is the `cursor` of the next page.")
    SyncedRecordPage records(@ParameterObject @Valid @ModelAttribute SyncedRecordFilter filter) {
        return queries.ask(filter.toQuery(), SyncedRecordPage.class);
    }
}
