package com.avaone.command.kernel.memory;

import com.avaone.api.feed.FeedPoint;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far each webhook endpoint has come in the log, and what became of what was sent to it. Nothing of what an event says is kept: it is
 * read from the log when it is sent. Instants are kept to the millisecond.
 */
public interface WebhookOutbox {

    /** What a sequence is called that has no aggregate. */
    String NO_AGGREGATE = "";

    /**
     * How far an endpoint has come.
     *
     * @param point up to which everything is done
     * @param reached position up to which the log was looked at
     * @param failingSince since when nothing at all was taken; absent while something is
     * @param restUntil before which the endpoint wants nothing; absent where it did not say so
     * @param version another one after each change
     */
    record Endpoint(
            WebhookId webhookId,
            FeedPoint point,
            long reached,
            @Nullable Instant failingSince,
            @Nullable Instant restUntil,
            long version) {}

    /**
     * What happened to an endpoint at once.
     *
     * @param deliveries what became of events, in the place of what was known of them
     * @param behind sequences of which what is behind a position, and was looked at, is still to be sent
     * @param caughtUp sequences of which that is not so any more
     */
    record Changes(Collection<WebhookDelivery> deliveries, Map<String, Long> behind, Set<String> caughtUp) {}

    /** How many deliveries wait, and how many are dead. */
    record Counts(int waiting, int dead) {

        /** Nothing waits, and nothing is dead. */
        public static final Counts NONE = new Counts(0, 0);

        /** As it is with so many of a state; of other states none are counted. */
        Counts with(DeliveryState state, int count) {
            return switch (state) {
                case WAITING -> new Counts(count, dead);
                case DEAD -> new Counts(waiting, count);
                case DELIVERED -> this;
            };
        }
    }

    /** Where a delivery stands in the list of the newest. */
    record Place(Instant lastAttemptAt, String deliveryId) {}

    /**
     * Takes an endpoint, so that nobody else gets it before {@code until}; whoever has it may take it again.
     *
     * @param owner who takes it
     * @param since position behind which a new endpoint begins
     * @return empty while somebody else has it
     */
    Optional<Endpoint> take(WebhookId webhookId, String owner, Instant now, Instant until, long since);

    /** Lets others take all that {@code owner} has. */
    void release(String owner);

    /**
     * Stores what happened, unless somebody else has changed the endpoint since it was read. What is stored survives a crash in such an
     * order that events may be sent twice, and none is left out.
     *
     * @param endpoint as it is now, with the version that it had when it was read
     * @return the new version; empty if it was changed, or forgotten
     */
    Optional<Endpoint> save(Endpoint endpoint, Changes changes);

    /** As {@link #save} of endpoints of which nothing waits, where nothing changed but how far they are, without another version. */
    void moved(Collection<Endpoint> endpoints);

    /** Endpoints by identifier; without those that were not taken yet. */
    Map<WebhookId, Endpoint> endpoints(Collection<WebhookId> webhookIds);

    /** An endpoint; empty before it was taken. */
    default Optional<Endpoint> endpoint(WebhookId webhookId) {
        return Optional.ofNullable(endpoints(List.of(webhookId)).get(webhookId));
    }

    /** All that waits, by sequence. */
    Map<String, Long> waiting(WebhookId webhookId);

    /** All sequences that are behind, with the position up to which they are done. */
    Map<String, Long> behind(WebhookId webhookId);

    /** What is due, the longest first. */
    List<WebhookDelivery> due(WebhookId webhookId, Instant now, int limit);

    /** Endpoints of which something is due or behind. */
    Set<WebhookId> anyDue(Instant now);

    /** How many deliveries of each endpoint wait, and how many are dead; without endpoints that have neither. */
    Map<WebhookId, Counts> counts(Collection<WebhookId> webhookIds);

    /**
     * Deliveries, last tried first.
     *
     * @param state only such; null for all
     * @param before only those behind this one in the list; null from the first on
     */
    List<WebhookDelivery> newest(WebhookId webhookId, @Nullable DeliveryState state, @Nullable Place before, int limit);

    /** One delivery. */
    Optional<WebhookDelivery> delivery(WebhookId webhookId, String deliveryId);

    /** Has a delivery tried at once, in whatever state it is; nothing where there is none. */
    void resend(WebhookId webhookId, String deliveryId, Instant now);

    /** Begins anew behind a position, if it was reached: count and digest too. What waits before it goes on waiting. */
    void recover(WebhookId webhookId, long since);

    /** Forgets an endpoint. */
    void forget(WebhookId webhookId);

    /**
     * Keeps the newest deliveries of a state, and forgets the others.
     *
     * @return how many these were
     */
    int forgetAllBut(WebhookId webhookId, DeliveryState state, int kept);

    /**
     * Forgets what was delivered before an instant, in steps that do not hold up others.
     *
     * @return how many there were, at most {@code limit}
     */
    int forgetOlder(Instant before, int limit);
}
