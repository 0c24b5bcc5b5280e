package com.avaone.web.webhook;

import com.avaone.api.kernel.Receipt;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookCommand.DisableWebhook;
import com.avaone.api.webhook.WebhookCommand.EnableWebhook;
import com.avaone.api.webhook.WebhookCommand.RecoverWebhook;
import com.avaone.api.webhook.WebhookCommand.RemoveWebhook;
import com.avaone.api.webhook.WebhookCommand.ResendDelivery;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Reason;
import com.avaone.web.webhook.WebhookAnswers.ApiDeliveries;
import com.avaone.web.webhook.WebhookAnswers.ApiDelivery;
import com.avaone.web.webhook.WebhookAnswers.ApiWebhook;
import com.avaone.web.webhook.WebhookAnswers.ApiWebhooks;
import com.avaone.web.webhook.WebhookAnswers.ChangeWebhookRequest;
import com.avaone.web.webhook.WebhookAnswers.IssuedSecret;
import com.avaone.web.webhook.WebhookAnswers.RecoverRequest;
import com.avaone.web.webhook.WebhookAnswers.RegisterWebhookRequest;
import com.avaone.web.webhook.WebhookAnswers.RotateSecretRequest;
import com.avaone.web.webhook.Webhooks.Endpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of webhook endpoints: an organization's, and the operator's own. */
@RestController
@RequestMapping("/api/webhooks")
@Access(value = Audience.ORGANIZATION_ADMIN, clients = true)
@Tag(
        name = "Webhooks",
        description =
                "Addresses to which the suite sends events, signed by the Standard Webhooks. API clients need the scope `manage-webhooks`. No "
                        + "answer but the first has a secret.")
class WebhookController {

    private final Webhooks webhooks;
    private final Answers answers;
    private final CurrentRequest request;

    WebhookController(Webhooks webhooks, Answers answers, CurrentRequest request) {
        this.webhooks = webhooks;
        this.answers = answers;
        this.request = request;
    }

    @GetMapping
    @Operation(
            summary = "List webhook endpoints",
            description = "A page at a time, oldest first; `next` is the `cursor` of the next page.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`: another's organization")
    ApiWebhooks list(
            @Parameter(description = "Whose; the caller's own where absent") @RequestParam(required = false) @Nullable
                    String organizationId,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "25") @Min(1) @Max(100) int limit,
            Caller caller) {
        var page = webhooks.page(webhooks.owner(organizationId, caller), cursor, limit);
        return new ApiWebhooks(page.items().stream().map(ApiWebhook::of).toList(), page.next());
    }

    @PostMapping
    @Operation(
            summary = "Register a webhook endpoint",
            description =
                    "Answers its secret, which is shown this once. A repetition under the same `Idempotency-Key` answers without it.")
    @ApiResponse(responseCode = "201", description = "Registered")
    @ApiResponse(responseCode = "400", description = "`webhook-address-not-allowed`, `invalid-request`")
    @ApiResponse(responseCode = "403", description = "`webhook-personal-data-not-allowed`, `scope-missing`")
    @ApiResponse(responseCode = "404", description = "`not-found`: another's organization")
    @ApiResponse(responseCode = "409", description = "`too-many-webhooks`")
    ResponseEntity<IssuedSecret> register(@Valid @RequestBody RegisterWebhookRequest body, Caller caller) {
        return WebhookAnswers.issued(
                webhooks.register(webhooks.owner(body.organizationId(), caller), body.toWanted(), body.since()));
    }

    @GetMapping("/{webhookId}")
    @Operation(
            summary = "Read a webhook endpoint",
            description = "With how far its deliveries have come. The ETag is the endpoint's version.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<ApiWebhook> get(@PathVariable String webhookId, Caller caller) {
        var status = webhooks.find(webhooks.endpoint(webhookId, caller));
        return answers.found(ApiWebhook.of(status), status.webhook().version());
    }

    @PutMapping("/{webhookId}")
    @Operation(
            summary = "Change a webhook endpoint",
            description = "Needs `If-Match`. Where events are sent from now on, and which. The secret stays the same.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiWebhook.class})))
    @ApiResponse(responseCode = "400", description = "`webhook-address-not-allowed`, `invalid-request`")
    @ApiResponse(responseCode = "403", description = "`webhook-personal-data-not-allowed`, `scope-missing`")
    ResponseEntity<Object> change(
            @PathVariable String webhookId, @Valid @RequestBody ChangeWebhookRequest body, Caller caller) {
        var endpoint = webhooks.endpoint(webhookId, caller);
        return done(endpoint, webhooks.change(endpoint, body.toWanted(), request.requireIfMatch()));
    }

    @PostMapping("/{webhookId}/secrets")
    @Operation(
            summary = "Rotate the secret",
            description =
                    "Answers another secret, which is shown this once. Until the moment that is named, at most 30 days from now, messages are "
                            + "signed with the one before too.")
    @ApiResponse(responseCode = "201", description = "Rotated")
    ResponseEntity<IssuedSecret> rotate(
            @PathVariable String webhookId, @Valid @RequestBody RotateSecretRequest body, Caller caller) {
        return WebhookAnswers.issued(
                webhooks.rotate(webhooks.endpoint(webhookId, caller), body.previousUntil(), body.why()));
    }

    @PostMapping("/{webhookId}/disable")
    @Operation(summary = "Disable a webhook endpoint", description = "Nothing is sent to it until it is enabled.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiWebhook.class})))
    ResponseEntity<Object> disable(@PathVariable String webhookId, @Valid @RequestBody Reason body, Caller caller) {
        var endpoint = webhooks.endpoint(webhookId, caller);
        return done(endpoint, webhooks.send(new DisableWebhook(endpoint.webhookId(), endpoint.organizationId()), body));
    }

    @PostMapping("/{webhookId}/enable")
    @Operation(summary = "Enable a webhook endpoint", description = "It goes on where it stopped.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiWebhook.class})))
    ResponseEntity<Object> enable(@PathVariable String webhookId, Caller caller) {
        var endpoint = webhooks.endpoint(webhookId, caller);
        return done(endpoint, webhooks.send(new EnableWebhook(endpoint.webhookId(), endpoint.organizationId()), null));
    }

    @PostMapping("/{webhookId}/remove")
    @Operation(summary = "Remove a webhook endpoint", description = "For good, with its secrets and its deliveries.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Receipt.class)))
    ResponseEntity<Object> remove(@PathVariable String webhookId, @Valid @RequestBody Reason body, Caller caller) {
        var endpoint = webhooks.endpoint(webhookId, caller);
        return answers.done(webhooks.send(new RemoveWebhook(endpoint.webhookId(), endpoint.organizationId()), body));
    }

    @PostMapping("/{webhookId}/recover")
    @Operation(
            summary = "Send everything again",
            description =
                    "Every event behind a position that the endpoint wants. Its receiver tells by `webhook-id` what it has already.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiWebhook.class})))
    @ApiResponse(responseCode = "409", description = "`webhook-disabled`")
    ResponseEntity<Object> recover(
            @PathVariable String webhookId, @Valid @RequestBody RecoverRequest body, Caller caller) {
        var endpoint = webhooks.endpoint(webhookId, caller);
        return done(
                endpoint,
                webhooks.send(
                        new RecoverWebhook(endpoint.webhookId(), endpoint.organizationId(), body.since()), body.why()));
    }

    @PostMapping("/{webhookId}/test")
    @Operation(
            summary = "Send a test message",
            description = "At once, and outside the order of events; answers what came of it. Nothing is tried again.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ApiDelivery test(@PathVariable String webhookId, Caller caller) {
        return ApiDelivery.of(webhooks.test(webhooks.endpoint(webhookId, caller)));
    }

    @GetMapping("/{webhookId}/deliveries")
    @Operation(
            summary = "List deliveries",
            description =
                    "Last tried first; `next` is the `cursor` of the next page. Those that were taken are kept for a time only.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ApiDeliveries deliveries(
            @PathVariable String webhookId,
            @Parameter(description = "Only such; `dead` are those that are not tried again by themselves")
                    @RequestParam(required = false)
                    @Nullable
                    DeliveryState state,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "25") @Min(1) @Max(100) int limit,
            Caller caller) {
        var page = webhooks.deliveries(webhooks.endpoint(webhookId, caller), state, cursor, limit);
        return new ApiDeliveries(page.items().stream().map(ApiDelivery::of).toList(), page.next());
    }

    @GetMapping("/{webhookId}/deliveries/{deliveryId}")
    @Operation(summary = "Read a delivery", description = "What became of one event.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ApiDelivery delivery(@PathVariable String webhookId, @PathVariable String deliveryId, Caller caller) {
        return ApiDelivery.of(webhooks.delivery(webhooks.endpoint(webhookId, caller), deliveryId));
    }

    @PostMapping("/{webhookId}/deliveries/{deliveryId}/resend")
    @Operation(summary = "Send an event again", description = "As soon as can be, whatever became of it before.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiWebhook.class})))
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(responseCode = "409", description = "`webhook-disabled`")
    ResponseEntity<Object> resend(@PathVariable String webhookId, @PathVariable String deliveryId, Caller caller) {
        var endpoint = webhooks.endpoint(webhookId, caller);
        var delivery = webhooks.delivery(endpoint, deliveryId);
        return done(
                endpoint,
                webhooks.send(
                        new ResendDelivery(endpoint.webhookId(), endpoint.organizationId(), delivery.deliveryId()),
                        null));
    }

    private ResponseEntity<Object> done(Endpoint endpoint, Receipt receipt) {
        return answers.done(receipt, position -> ApiWebhook.of(webhooks.find(endpoint, position)));
    }
}
