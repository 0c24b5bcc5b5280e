package com.avaone.web.crm;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmQuery.FindDeal;
import com.avaone.api.crm.CrmQuery.FindDealBoard;
import com.avaone.api.crm.CrmQuery.FindDealTimeline;
import com.avaone.api.crm.CrmQuery.FindDeals;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealCommand.AssignDeal;
import com.avaone.api.crm.DealCommand.ChangeDeal;
import com.avaone.api.crm.DealCommand.ChangeDealAmount;
import com.avaone.api.crm.DealCommand.LogDealActivity;
import com.avaone.api.crm.DealCommand.LoseDeal;
import com.avaone.api.crm.DealCommand.MoveDeal;
import com.avaone.api.crm.DealCommand.OpenDeal;
import com.avaone.api.crm.DealCommand.ReopenDeal;
import com.avaone.api.crm.DealCommand.WinDeal;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.BodyId;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.LogActivityRequest;
import com.avaone.web.kernel.PathId;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
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

/** The API of deals. {@code If-Match}, where it is sent, is held against the deal's version. */
@RestController
@RequestMapping("/api/organizations/{organizationId}/deals")
@Access(Audience.CRM_USER)
@Tag(
        name = "Deals",
        description =
                "Sales that may come about, of the organization or of the operator itself. Whoever reaches the own deals only finds no others.")
class DealController {

    private static final String NOT_OPEN = "`deal-not-open`";

    private static final Kind<DealId, DealView> DEAL = new Kind<>("deals", PathId::deal, FindDeal::new, DealView.class);

    private final Commands commands;
    private final RecordsInPath records;
    private final Answers answers;
    private final CurrentRequest request;

    DealController(Commands commands, RecordsInPath records, Answers answers, CurrentRequest request) {
        this.commands = commands;
        this.records = records;
        this.answers = answers;
        this.request = request;
    }

    @GetMapping
    @Operation(
            summary = "List deals",
            description = "A page at a time, newest first; `next` is the `cursor` of the next page.")
    DealPage list(
            @PathVariable String organizationId,
            @Parameter(example = "open") @RequestParam(required = false) @Nullable DealState state,
            @Parameter(description = "With whom", example = "con_01m4xk3d9c7q2v8b5n6h1j0t4w")
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String contact,
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
                (of, owner) ->
                        new FindDeals(of, owner, state, BodyId.contact("contact", contact), Text.orNull(cursor), limit),
                DealPage.class);
    }

    @GetMapping("/board")
    @Operation(
            summary = "Read open deals by stage",
            description = "The newest of each stage, how many there are, and what they come to.")
    DealBoard board(
            @PathVariable String organizationId,
            @Parameter(description = "Of how many deals each stage tells")
                    @RequestParam(defaultValue = "25")
                    @Min(1)
                    @Max(100)
                    int limit,
            SignedInUser user) {
        return records.ask(organizationId, user, (of, owner) -> new FindDealBoard(of, owner, limit), DealBoard.class);
    }

    /** A sale that may come about. */
    record OpenDealRequest(
            @Schema(example = "con_01m4xk3d9c7q2v8b5n6h1j0t4w", description = "With whom") @NotBlank @Size(max = 40)
            String contactId,

            @Schema(example = "25 seats of Ava CX") @NotBlank @Size(max = 200)
            String title,

            @NotNull Money amount,

            @Schema(example = "2027-01-31", description = "The day on which it may be won") @Nullable
            LocalDate expectedClose,

            @Schema(example = "usr_01m4xk3d9c7q2v8b5n6h1j0t4w", description = "Who works on it")
            @Size(max = 40)
            @Nullable
            String assignee) {

        OpenDeal toCommand(DealId dealId, OrganizationId organizationId) {
            ContactId contact = Objects.requireNonNull(BodyId.contact("contactId", contactId));
            return new OpenDeal(
                    dealId,
                    organizationId,
                    contact,
                    title.strip(),
                    amount,
                    expectedClose,
                    BodyId.user("assignee", assignee));
        }
    }

    @PostMapping
    @Operation(
            summary = "Open a deal",
            description = "In the first stage. Answers the receipt, whose `id` is the deal's.")
    @ApiResponse(
            responseCode = "201",
            description = "Opened",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(oneOf = {Receipt.class, DealView.class})))
    @ApiResponse(responseCode = "400", description = "`assignee-not-possible`")
    @ApiResponse(responseCode = "409", description = "`contact-erased`")
    ResponseEntity<Object> open(
            @PathVariable String organizationId, @Valid @RequestBody OpenDealRequest body, SignedInUser user) {
        var organization = records.organization(organizationId, user);
        var receipt = commands.send(body.toCommand(DealId.random(), organization));
        return records.created(DEAL, organization, receipt, user);
    }

    @GetMapping("/{dealId}")
    @Operation(summary = "Read a deal", description = "The ETag is the deal's version.")
    ResponseEntity<DealView> get(@PathVariable String organizationId, @PathVariable String dealId, SignedInUser user) {
        var view = records.find(DEAL, organizationId, dealId, user);
        return answers.found(view, view.version());
    }

    /** What a deal is called, and when it may be won. */
    record ChangeDealRequest(
            @Schema(example = "40 seats of Ava CX") @NotBlank @Size(max = 200)
            String title,

            @Schema(example = "2027-02-28", description = "The day on which it may be won") @Nullable
            LocalDate expectedClose) {}

    @PutMapping("/{dealId}")
    @Operation(
            summary = "Give a deal another title and expected day",
            description = "Needs `If-Match`. Equal ones change nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    ResponseEntity<Object> change(
            @PathVariable String organizationId,
            @PathVariable String dealId,
            @Valid @RequestBody ChangeDealRequest body,
            SignedInUser user) {
        request.requireIfMatch();
        return records.change(
                DEAL,
                organizationId,
                dealId,
                user,
                (id, of, owner) -> new ChangeDeal(id, of, owner, body.title().strip(), body.expectedClose()));
    }

    /** A stage. */
    record MoveDealRequest(
            @Schema(example = "proposal") @NotNull DealStage stage) {}

    @PostMapping("/{dealId}/stage")
    @Operation(
            summary = "Move an open deal to another stage",
            description = "Forth or back. The same one changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = NOT_OPEN)
    ResponseEntity<Object> move(
            @PathVariable String organizationId,
            @PathVariable String dealId,
            @Valid @RequestBody MoveDealRequest body,
            SignedInUser user) {
        return records.change(
                DEAL, organizationId, dealId, user, (id, of, owner) -> new MoveDeal(id, of, owner, body.stage()));
    }

    /** What a deal is about. */
    record DealAmountRequest(@NotNull Money amount) {}

    @PostMapping("/{dealId}/amount")
    @Operation(summary = "Say anew what an open deal is about", description = "An equal amount changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = NOT_OPEN)
    ResponseEntity<Object> changeAmount(
            @PathVariable String organizationId,
            @PathVariable String dealId,
            @Valid @RequestBody DealAmountRequest body,
            SignedInUser user) {
        return records.change(
                DEAL,
                organizationId,
                dealId,
                user,
                (id, of, owner) -> new ChangeDealAmount(id, of, owner, body.amount()));
    }

    @PostMapping("/{dealId}/assign")
    @Operation(summary = "Assign a deal", description = "The same user changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`assignee-not-possible`")
    ResponseEntity<Object> assign(
            @PathVariable String organizationId,
            @PathVariable String dealId,
            @Valid @RequestBody AssigneeRequest body,
            SignedInUser user) {
        var assignee = body.toUserId();
        return records.change(
                DEAL, organizationId, dealId, user, (id, of, owner) -> new AssignDeal(id, of, owner, assignee));
    }

    @PostMapping("/{dealId}/activities")
    @Operation(summary = "Note what was done about a deal, or is to be done")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    ResponseEntity<Object> logActivity(
            @PathVariable String organizationId,
            @PathVariable String dealId,
            @Valid @RequestBody LogActivityRequest body,
            SignedInUser user) {
        return records.change(
                DEAL,
                organizationId,
                dealId,
                user,
                (id, of, owner) -> new LogDealActivity(
                        id, of, owner, body.kind(), body.text().strip(), body.dueAt()));
    }

    @PostMapping("/{dealId}/won")
    @Operation(summary = "Say that a sale has come about")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = NOT_OPEN)
    ResponseEntity<Object> win(@PathVariable String organizationId, @PathVariable String dealId, SignedInUser user) {
        return records.change(DEAL, organizationId, dealId, user, WinDeal::new);
    }

    @PostMapping("/{dealId}/lost")
    @Operation(summary = "Say that nothing becomes of a deal")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = NOT_OPEN)
    ResponseEntity<Object> lose(
            @PathVariable String organizationId,
            @PathVariable String dealId,
            @Valid @RequestBody Reason body,
            SignedInUser user) {
        return records.change(DEAL, organizationId, dealId, user, body, LoseDeal::new);
    }

    @PostMapping("/{dealId}/reopen")
    @Operation(summary = "Open a deal again that was won or lost", description = "In the stage in which it was.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`deal-open`")
    ResponseEntity<Object> reopen(@PathVariable String organizationId, @PathVariable String dealId, SignedInUser user) {
        return records.change(DEAL, organizationId, dealId, user, ReopenDeal::new);
    }

    @GetMapping("/{dealId}/timeline")
    @Operation(summary = "Read what happened to a deal", description = "Newest first.")
    Timeline timeline(
            @PathVariable String organizationId,
            @PathVariable String dealId,
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
                (of, owner) -> new FindDealTimeline(of, owner, PathId.deal(dealId), Text.orNull(cursor), limit),
                Timeline.class);
    }
}
