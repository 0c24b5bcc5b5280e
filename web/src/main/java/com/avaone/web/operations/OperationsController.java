package com.avaone.web.operations;

import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of the suite's machinery. */
@RestController
@RequestMapping("/api/admin")
@Access(Audience.SYSTEM_ADMIN)
@Tag(
        name = "Operations",
        description = "Databases, processors of events and parked events. Operations: recheck, pause, resume, rebuild.")
class OperationsController {

    private static final String LIMIT = "50";

    private final Commands commands;
    private final Queries queries;
    private final KnownProcessors processors;
    private final Answers answers;

    OperationsController(Commands commands, Queries queries, KnownProcessors processors, Answers answers) {
        this.commands = commands;
        this.queries = queries;
        this.processors = processors;
        this.answers = answers;
    }

    @GetMapping("/multi-database-status")
    @Operation(
            summary = "Read the state of every database and processor",
            description =
                    "Per database: whether it answers, latency, size, position, lag, parked events, last good backup.")
    MultiDatabaseStatus status(
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = LIMIT) @Min(1) @Max(100) int limit) {
        var databases = queries.ask(new FindDatabases(Text.orNull(cursor), limit), DatabasePage.class);
        var found = processors.find();
        return new MultiDatabaseStatus(databases.items(), databases.next(), found.head(), found.items());
    }

    @PostMapping("/multi-database-status")
    @Operation(
            summary = "Operate a processor",
            description =
                    "`recheck` retries what is parked, `pause` and `resume` stop and start reading, `rebuild` makes the read model "
                            + "anew while reads go on. What was done is kept as an event.")
    @ApiResponse(responseCode = "400", description = "An unknown operation, or no reason")
    @ApiResponse(responseCode = "404", description = "`unknown-processor`")
    @ApiResponse(responseCode = "409", description = "`not-rebuildable`")
    ResponseEntity<Object> operate(@Valid @RequestBody OperateProcessorRequest body) {
        return answers.done(
                commands.send(processors.operate(body.processor(), body.operation()), body.reason(), body.comment()));
    }

    @GetMapping("/parked-events")
    @Operation(
            summary = "List parked events",
            description = "Oldest first: what processors could not handle, and what waits behind it.")
    ParkedEventPage parked(
            @Parameter(description = "Only this processor's", example = "organization")
                    @RequestParam(required = false)
                    @Size(max = 100)
                    @Nullable
                    String processor,
            @Parameter(description = "Only this sequence", example = "org_01jd3r0v6g9m5r6w3m1v0k8q2t")
                    @RequestParam(required = false)
                    @Size(max = 200)
                    @Nullable
                    String sequence,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = LIMIT) @Min(1) @Max(100) int limit) {
        return queries.ask(
                new FindParkedEvents(Text.orNull(processor), Text.orNull(sequence), Text.orNull(cursor), limit),
                ParkedEventPage.class);
    }

    @PostMapping("/parked-events/retry")
    @Operation(summary = "Try parked events again")
    @ApiResponse(responseCode = "404", description = "`unknown-processor`")
    ResponseEntity<Object> retry(@Valid @RequestBody RetryParkedRequest body) {
        return answers.done(
                commands.send(processors.retry(body.processor(), body.sequence()), body.reason(), body.comment()));
    }

    @PostMapping("/parked-events/discard")
    @Operation(summary = "Give a parked event up for good")
    @ApiResponse(responseCode = "404", description = "`unknown-processor`, `not-found`")
    ResponseEntity<Object> discard(@Valid @RequestBody DiscardParkedRequest body) {
        return answers.done(commands.send(
                processors.discard(body.processor(), body.parkedEventId()), body.reason(), body.comment()));
    }
}
