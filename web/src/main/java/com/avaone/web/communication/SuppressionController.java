package com.avaone.web.communication;

import com.avaone.api.communication.CommunicationCommand.LiftSuppression;
import com.avaone.api.communication.SuppressionPage;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API of addresses to which nothing is sent. */
@RestController
@RequestMapping("/api/admin/suppressions")
@Access(Audience.SYSTEM_ADMIN)
@Tag(
        name = "Suppressions",
        description = "Addresses to which nothing is sent, because mail came back from there or was called unwanted.")
class SuppressionController {

    private final Commands commands;
    private final Queries queries;
    private final Answers answers;

    SuppressionController(Commands commands, Queries queries, Answers answers) {
        this.commands = commands;
        this.queries = queries;
        this.answers = answers;
    }

    @GetMapping
    @Operation(
            summary = "List suppressed addresses",
            description =
                    "The last ones first, a page at a time. Addresses are not kept: one is shown where it is asked for, and as long as "
                            + "the mail that led to it is kept.")
    SuppressionPage list(@ParameterObject @Valid @ModelAttribute SuppressionFilter filter) {
        return queries.ask(filter.toQuery(), SuppressionPage.class);
    }

    @PostMapping("/{addressId}/lift")
    @Operation(summary = "Have mail sent to an address again")
    @ApiResponse(responseCode = "404", description = "`not-found`: nothing was ever reported of such an address")
    @ApiResponse(responseCode = "409", description = "`address-not-suppressed`")
    ResponseEntity<Object> lift(@PathVariable String addressId, @Valid @RequestBody Reason body) {
        return answers.done(
                commands.send(new LiftSuppression(PathId.mailAddress(addressId)), body.reason(), body.comment()));
    }
}
