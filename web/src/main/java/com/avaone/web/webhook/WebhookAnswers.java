package com.avaone.web.webhook;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WantedEvents;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookProgress;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookStatus;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Reason;
import com.avaone.web.webhook.Webhooks.Issued;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What the API of webhooks is sent and answers. */
final class WebhookAnswers {

    private WebhookAnswers() {}

    /** An endpoint to register. */
    record RegisterWebhookRequest(
            @Schema(
                    example = "org_01jd3r0v6g9m5r6w3m1v0k8q2t",
                    description =
                            "Whose events; the caller's own where absent, and of the operator's every organization's")
            @Nullable
            String organizationId,

            @Schema(example = "https://receiver.example/events") @NotBlank @Size(max = 2000)
            String url,

            @Schema(example = "Billing") @Size(max = 200) @Nullable
            String description,

            @Schema(example = "[\"license.*\"]", description = "Types, or beginnings of types; all where absent")
            @Size(max = 50)
            @Nullable
            List<@NotNull @Size(max = 100) String> types,

            @Schema(example = "lic_01jd3r0v6g9m5r6w3m1v0k8q2t", description = "Only of this aggregate")
            @Size(max = 200)
            @Nullable
            String aggregateId,

            @Schema(
                    example = "false",
                    description =
                            "Whether what is about persons is in the events; needs the scope read-personal-data-of-events")
            @Nullable
            Boolean personalData,

            @Schema(example = "1200", description = "Begin behind this position; at the log's end where absent")
            @Min(0)
            @Nullable
            Long since) {

        WantedEvents toWanted() {
            return wanted(url, description, types, aggregateId, personalData);
        }
    }

    /** What an endpoint gets from now on, as a whole. */
    record ChangeWebhookRequest(
            @Schema(example = "https://receiver.example/events") @NotBlank @Size(max = 2000)
            String url,

            @Schema(example = "Billing") @Size(max = 200) @Nullable
            String description,

            @Schema(example = "[\"license.*\"]", description = "Types, or beginnings of types; all where absent")
            @Size(max = 50)
            @Nullable
            List<@NotNull @Size(max = 100) String> types,

            @Schema(example = "lic_01jd3r0v6g9m5r6w3m1v0k8q2t", description = "Only of this aggregate")
            @Size(max = 200)
            @Nullable
            String aggregateId,

            @Schema(
                    example = "false",
                    description =
                            "Whether what is about persons is in the events; needs the scope read-personal-data-of-events")
            @Nullable
            Boolean personalData) {

        WantedEvents toWanted() {
            return wanted(url, description, types, aggregateId, personalData);
        }
    }

    private static WantedEvents wanted(
            String url,
            @Nullable String description,
            @Nullable List<String> types,
            @Nullable String aggregateId,
            @Nullable Boolean personalData) {
        return new WantedEvents(
                url,
                description == null ? "" : description,
                types == null ? List.of() : types,
                aggregateId,
                Boolean.TRUE.equals(personalData));
    }

    /** Another secret, and why. */
    record RotateSecretRequest(
            @Schema(
                    example = "2027-01-31T12:00:00Z",
                    description =
                            "Until when messages are signed with the secret before too, at most 30 days; not from now on where absent")
            @Nullable
            Instant previousUntil,

            @Schema(example = "The yearly change") @NotBlank @Size(max = Reason.REASON_LENGTH)
            String reason,

            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        Reason why() {
            return new Reason(reason, comment);
        }
    }

    /** From where everything is sent again, and why. */
    record RecoverRequest(
            @Schema(example = "1200", description = "Position behind which it begins anew") @NotNull @Min(0)
            Long since,

            @Schema(example = "The receiver lost a day") @NotBlank @Size(max = Reason.REASON_LENGTH)
            String reason,

            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        Reason why() {
            return new Reason(reason, comment);
        }
    }

    /**
     * A webhook endpoint. It has no field for a secret.
     *
     * @param personalData whether what is about persons is in its events at this moment
     * @param since position behind which it began
     * @param disabledByItself whether the suite disabled it, because nothing was taken there for five days
     * @param progress absent before the first look at the log
     */
    @Schema(name = "Webhook")
    record ApiWebhook(
            WebhookId webhookId,
            OrganizationId organizationId,
            String url,
            String description,
            List<String> types,
            @Nullable String aggregateId,
            boolean personalData,
            long since,
            WebhookState state,
            boolean disabledByItself,
            List<ApiSecret> secrets,
            @Nullable ApiProgress progress,
            Instant createdAt,
            Instant updatedAt,
            long version) {

        static ApiWebhook of(WebhookStatus status) {
            var webhook = status.webhook();
            var progress = status.progress();
            return new ApiWebhook(
                    webhook.webhookId(),
                    webhook.organizationId(),
                    webhook.url(),
                    webhook.description(),
                    webhook.types(),
                    webhook.aggregateId(),
                    status.personalData(),
                    webhook.since(),
                    webhook.state(),
                    webhook.disabledByItself(),
                    webhook.secrets().stream()
                            .map(secret -> new ApiSecret(secret.secretId(), secret.issuedAt(), secret.validUntil()))
                            .toList(),
                    progress == null ? null : ApiProgress.of(progress),
                    webhook.createdAt(),
                    webhook.updatedAt(),
                    webhook.version());
        }
    }

    /** A secret without what makes it one. */
    @Schema(name = "WebhookSecretName")
    record ApiSecret(
            WebhookSecretId secretId,
            Instant issuedAt,
            @Nullable Instant validUntil) {}

    /**
     * How far the deliveries have come.
     *
     * @param position up to which every event was delivered or is dead
     * @param count of these events since the beginning
     * @param digest over them, as in the event feed
     * @param reached position up to which events were looked at
     * @param behind how many positions are still to be looked at
     * @param waiting events that were sent without success and are tried again
     * @param dead events that are not tried again by themselves
     * @param failingSince since when nothing at all was taken
     */
    @Schema(name = "WebhookProgress")
    record ApiProgress(
            long position,
            long count,
            String digest,
            long reached,
            long behind,
            int waiting,
            int dead,
            @Nullable Instant failingSince) {

        static ApiProgress of(WebhookProgress progress) {
            var point = progress.point();
            return new ApiProgress(
                    point.position(),
                    point.count(),
                    point.digest(),
                    progress.reached(),
                    Math.max(0, progress.head() - progress.reached()),
                    progress.waiting(),
                    progress.dead(),
                    progress.failingSince());
        }
    }

    /** A page of endpoints. */
    @Schema(name = "Webhooks")
    record ApiWebhooks(List<ApiWebhook> items, @Nullable String next) {}

    /**
     * An event that was sent, or is to be.
     *
     * @param deliveryId identifier of the event, sent as `webhook-id`
     * @param position absent of a test
     */
    @Schema(name = "WebhookDelivery")
    record ApiDelivery(
            String deliveryId,
            @Nullable Long position,
            String type,
            @Nullable String aggregateId,
            DeliveryState state,
            int attempts,
            Instant lastAttemptAt,
            @Nullable Integer status,
            @Nullable String problem,
            long milliseconds,
            @Nullable Instant nextAttemptAt) {

        static ApiDelivery of(WebhookDelivery delivery) {
            return new ApiDelivery(
                    delivery.deliveryId(),
                    delivery.position() < 0 ? null : delivery.position(),
                    delivery.type(),
                    delivery.aggregateId(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.lastAttemptAt(),
                    delivery.status(),
                    delivery.problem(),
                    delivery.milliseconds(),
                    delivery.nextAttemptAt());
        }
    }

    /** A page of deliveries, last tried first. */
    @Schema(name = "WebhookDeliveries")
    record ApiDeliveries(List<ApiDelivery> items, @Nullable String next) {}

    /**
     * A new secret, shown this once.
     *
     * @param secret absent where the request repeats one that was answered before
     */
    @Schema(name = "IssuedWebhookSecret")
    record IssuedSecret(WebhookId webhookId, @Nullable String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "IssuedSecret[webhookId=" + webhookId + "]";
        }
    }

    static ResponseEntity<IssuedSecret> issued(Issued issued) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .eTag(Long.toString(issued.receipt().version()))
                .header(CurrentRequest.POSITION, Long.toString(issued.receipt().position()))
                .header(HttpHeaders.PRAGMA, "no-cache")
                .body(new IssuedSecret(issued.webhookId(), issued.secret()));
    }
}
