package com.avaone.command.webhook;

import static com.avaone.api.webhook.WebhookState.ACTIVE;
import static com.avaone.api.webhook.WebhookState.DISABLED;
import static com.avaone.api.webhook.WebhookState.REMOVED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.client.ClientId;
import com.avaone.api.feed.EventFeed;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.user.Identities;
import com.avaone.api.webhook.WantedEvents;
import com.avaone.api.webhook.WebhookCommand;
import com.avaone.api.webhook.WebhookCommand.ChangeWebhook;
import com.avaone.api.webhook.WebhookCommand.DisableFailingWebhook;
import com.avaone.api.webhook.WebhookCommand.DisableWebhook;
import com.avaone.api.webhook.WebhookCommand.EnableWebhook;
import com.avaone.api.webhook.WebhookCommand.RecoverWebhook;
import com.avaone.api.webhook.WebhookCommand.RegisterWebhook;
import com.avaone.api.webhook.WebhookCommand.RemoveWebhook;
import com.avaone.api.webhook.WebhookCommand.ResendDelivery;
import com.avaone.api.webhook.WebhookCommand.RotateWebhookSecret;
import com.avaone.api.webhook.WebhookEvent;
import com.avaone.api.webhook.WebhookEvent.WebhookChanged;
import com.avaone.api.webhook.WebhookEvent.WebhookDisabled;
import com.avaone.api.webhook.WebhookEvent.WebhookEnabled;
import com.avaone.api.webhook.WebhookEvent.WebhookRecoveryRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookRegistered;
import com.avaone.api.webhook.WebhookEvent.WebhookRemoved;
import com.avaone.api.webhook.WebhookEvent.WebhookResendRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookSecretRotated;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookRule;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.command.kernel.Actor;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.UniqueValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An address to which events are sent. Its states and what each allows are the table in {@code docs/webhooks.md}, which the tests read. What
 * becomes of the single events is no matter of it: that would fill the log with events about events.
 */
@EventSourced(type = "webhook")
@StableName("webhook")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Webhook {

    /** As what the places are reserved that an organization has for endpoints. */
    static final String PLACE = "webhook.place";

    private static final int MOST = 20;

    /** Whoever needs longer to change a secret than this will not change it. */
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private static final int MAX_DESCRIPTION = 200;
    private static final int MOST_TYPES = 50;
    private static final int MAX_ID = 200;

    @AggregateIdentifier
    private WebhookId webhookId;

    private OrganizationId organizationId;
    private WebhookState state;
    private String url;
    private String description;
    private List<String> types;
    private @Nullable String aggregateId;
    private @Nullable ClientId personalDataBy;
    private WebhookSecretId secretId;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Webhook() {}

    @CommandHandlerInterceptor
    void guard(WebhookCommand command) {
        Guard.check(command, organizationId);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            RegisterWebhook command,
            Identities identities,
            EventFeed events,
            WebhookAddresses addresses,
            UniqueValues uniqueValues) {
        if (webhookId != null) {
            throw new Rejected(WebhookRule.WEBHOOK_EXISTS, "%s was registered before.".formatted(webhookId));
        }
        Guard.checkIsThere(command.organizationId(), identities);
        var wanted = judged(command.wanted(), events, addresses);
        var since = judgedSince(command.since(), identities);
        var personalDataBy = personalDataBy(wanted, identities);
        takePlace(command, uniqueValues);
        apply(new WebhookRegistered(
                command.webhookId(),
                command.organizationId(),
                wanted.url(),
                wanted.description(),
                wanted.types(),
                wanted.aggregateId(),
                personalDataBy,
                since,
                command.secretId()));
    }

    @CommandHandler
    void handle(ChangeWebhook command, Identities identities, EventFeed events, WebhookAddresses addresses) {
        refuseIfRemoved();
        var wanted = judged(command.wanted(), events, addresses);
        var isSentElsewhere = !wanted.url().equals(url)
                || !wanted.types().equals(types)
                || !Objects.equals(wanted.aggregateId(), aggregateId);
        // A person has not the scope: what is about persons goes on to where it was allowed, and nowhere else.
        var by = wanted.personalData() && personalDataBy != null && Actor.client() == null && !isSentElsewhere
                ? personalDataBy
                : personalDataBy(wanted, identities);
        if (isSentElsewhere || !wanted.description().equals(description) || !Objects.equals(by, personalDataBy)) {
            apply(new WebhookChanged(
                    webhookId,
                    organizationId,
                    wanted.url(),
                    wanted.description(),
                    wanted.types(),
                    wanted.aggregateId(),
                    by));
        }
    }

    @CommandHandler
    void handle(RotateWebhookSecret command, Clock clock) {
        refuseIfRemoved();
        if (!command.secretId().equals(secretId)) {
            apply(new WebhookSecretRotated(
                    webhookId,
                    organizationId,
                    command.secretId(),
                    judgedOverlap(command.previousUntil(), clock.instant().truncatedTo(ChronoUnit.MILLIS))));
        }
    }

    @CommandHandler
    void handle(DisableWebhook command) {
        refuseIfRemoved();
        disable(false);
    }

    @CommandHandler
    void handle(DisableFailingWebhook command) {
        disable(true);
    }

    private void disable(boolean automatic) {
        if (state == ACTIVE) {
            apply(new WebhookDisabled(webhookId, organizationId, automatic));
        }
    }

    @CommandHandler
    void handle(EnableWebhook command) {
        refuseIfRemoved();
        if (state == DISABLED) {
            apply(new WebhookEnabled(webhookId, organizationId));
        }
    }

    @CommandHandler
    void handle(RemoveWebhook command) {
        refuseIfRemoved();
        apply(new WebhookRemoved(webhookId, organizationId));
    }

    @CommandHandler
    void handle(RecoverWebhook command, Identities identities) {
        refuseUnlessActive();
        apply(new WebhookRecoveryRequested(webhookId, organizationId, judgedSince(command.since(), identities)));
    }

    @CommandHandler
    void handle(ResendDelivery command) {
        refuseUnlessActive();
        if (command.deliveryId().isBlank() || command.deliveryId().length() > MAX_ID) {
            throw new InvalidValue("deliveryId", "must be the identifier of an event");
        }
        apply(new WebhookResendRequested(webhookId, organizationId, command.deliveryId()));
    }

    @EventSourcingHandler
    void on(WebhookEvent event) {
        switch (event) {
            case WebhookRegistered e -> {
                webhookId = e.webhookId();
                organizationId = e.organizationId();
                state = ACTIVE;
                secretId = e.secretId();
                want(e.url(), e.description(), e.types(), e.aggregateId(), e.personalDataBy());
            }
            case WebhookChanged e -> want(e.url(), e.description(), e.types(), e.aggregateId(), e.personalDataBy());
            case WebhookSecretRotated e -> secretId = e.secretId();
            case WebhookDisabled _ -> state = DISABLED;
            case WebhookEnabled _ -> state = ACTIVE;
            case WebhookRemoved _ -> state = REMOVED;
            case WebhookRecoveryRequested _, WebhookResendRequested _ -> {}
        }
    }

    private void want(
            String newUrl,
            String newDescription,
            List<String> newTypes,
            @Nullable String newAggregateId,
            @Nullable ClientId newPersonalDataBy) {
        url = newUrl;
        description = newDescription;
        types = newTypes;
        aggregateId = newAggregateId;
        personalDataBy = newPersonalDataBy;
    }

    /** Reserved and not counted, so that many at once do not become more than there may be. */
    private static void takePlace(RegisterWebhook command, UniqueValues uniqueValues) {
        for (var place = 1; place <= MOST; place++) {
            try {
                uniqueValues.takeWithin(
                        command.organizationId(),
                        PLACE,
                        Integer.toString(place),
                        command.webhookId().value(),
                        null,
                        WebhookRule.TOO_MANY_WEBHOOKS,
                        "url");
                return;
            } catch (Rejected taken) {
                if (!taken.rejection().code().equals(WebhookRule.TOO_MANY_WEBHOOKS.code())) {
                    throw taken;
                }
            }
        }
        throw new Rejected(WebhookRule.TOO_MANY_WEBHOOKS, "There are %d already.".formatted(MOST));
    }

    private static WantedEvents judged(WantedEvents wanted, EventFeed events, WebhookAddresses addresses) {
        var url = wanted.url().strip();
        addresses.judge(url);
        var description = wanted.description().strip();
        if (description.length() > MAX_DESCRIPTION) {
            throw new InvalidValue("description", "must be at most %d characters".formatted(MAX_DESCRIPTION));
        }
        if (wanted.types().size() > MOST_TYPES) {
            throw new InvalidValue("types", "must be at most %d".formatted(MOST_TYPES));
        }
        for (var type : wanted.types()) {
            if (events.types().stream().noneMatch(known -> FeedFilter.isMeant(type, known.type()))) {
                throw new InvalidValue(
                        "types",
                        "must each be a type of events, such as license.suspended, or the beginning of some, such as license.*");
            }
        }
        var aggregateId = wanted.aggregateId() == null || wanted.aggregateId().isBlank()
                ? null
                : wanted.aggregateId().strip();
        if (aggregateId != null && aggregateId.length() > MAX_ID) {
            throw new InvalidValue("aggregateId", "must be at most %d characters".formatted(MAX_ID));
        }
        return new WantedEvents(url, description, wanted.types(), aggregateId, wanted.personalData());
    }

    /** By whose scope what is about persons is sent; absent where it is not. */
    private static @Nullable ClientId personalDataBy(WantedEvents wanted, Identities identities) {
        if (!wanted.personalData()) {
            return null;
        }
        var sender = Actor.client();
        if (sender == null
                || identities
                        .client(sender)
                        .filter(client -> client.scopes().contains(ClientScope.READ_PERSONAL_DATA_OF_EVENTS))
                        .isEmpty()) {
            throw new Rejected(
                    WebhookRule.PERSONAL_DATA_NOT_ALLOWED,
                    "Only an API client with the scope read-personal-data-of-events can have it sent, or change where it is sent and in which"
                            + " events. Leave it out, or have the client change that.",
                    "personalData",
                    Map.of());
        }
        return sender;
    }

    private static long judgedSince(@Nullable Long since, Identities identities) {
        var end = identities.position();
        if (since == null) {
            return end;
        }
        if (since < 0 || since > end) {
            throw new InvalidValue("since", "must be a position of the log, which ends at %d".formatted(end));
        }
        return since;
    }

    private static @Nullable Instant judgedOverlap(@Nullable Instant previousUntil, Instant now) {
        if (previousUntil == null) {
            return null;
        }
        if (!previousUntil.isAfter(now) || previousUntil.isAfter(now.plus(LONGEST_OVERLAP))) {
            throw new InvalidValue(
                    "previousUntil", "must be within the next %d days".formatted(LONGEST_OVERLAP.toDays()));
        }
        return previousUntil.truncatedTo(ChronoUnit.MILLIS);
    }

    private void refuseIfRemoved() {
        if (state == REMOVED) {
            throw new Rejected(WebhookRule.WEBHOOK_REMOVED, "The endpoint was removed.");
        }
    }

    private void refuseUnlessActive() {
        refuseIfRemoved();
        if (state == DISABLED) {
            throw new Rejected(WebhookRule.WEBHOOK_DISABLED, "The endpoint is disabled.");
        }
    }
}
