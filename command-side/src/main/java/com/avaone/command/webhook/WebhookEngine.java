package com.avaone.command.webhook;

import com.avaone.api.feed.FeedBatch;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedItem;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.webhook.WebhookId;
import com.avaone.command.kernel.memory.WebhookOutbox.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends events to webhook endpoints. One thread follows the log, once for all endpoints, and wakes those that want an event; what an event
 * costs so depends on who wants it and not on how many endpoints there are. What was left behind, by a crash or another node, is found
 * by looking into the outbox every second. No thread that does anything else ever waits for an endpoint.
 */
final class WebhookEngine implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEngine.class);

    private static final FeedFilter EVERYTHING = new FeedFilter(null, List.of(), null);
    private static final int READ_AT_ONCE = 500;
    private static final int FORGET_AT_ONCE = 500;
    private static final Duration KEPT_FOR = Duration.ofDays(7);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /** So many looks into the outbox, which are a second apart, are between two at what is old and at how far the idle are. */
    private static final int LOOKS = 5;

    private final DeliveryTools tools;
    private final LongSupplier head;
    private final Duration lookEvery;

    private final Map<WebhookId, EndpointDelivery> endpoints = new ConcurrentHashMap<>();

    // By the engine's own thread only.
    private Map<OrganizationId, List<EndpointDelivery>> ofOrganizations = Map.of();
    private List<EndpointDelivery> ofAll = List.of();
    private long moved = -1;
    private int looks;
    private boolean toldOutage;

    private volatile long dispatched = -1;
    private volatile @Nullable CountDownLatch running;
    private @Nullable Thread thread;

    /**
     * @param head position of the log's last event
     * @param lookEvery how often is looked at what is due
     */
    WebhookEngine(DeliveryTools tools, LongSupplier head, Duration lookEvery) {
        this.tools = tools;
        this.head = head;
        this.lookEvery = lookEvery;
        tools.metrics().show(this::waiting, this::lag);
    }

    private int waiting() {
        return endpoints.values().stream().mapToInt(EndpointDelivery::waiting).sum();
    }

    private long lag() {
        var last = dispatched;
        return endpoints.values().stream()
                .filter(endpoint -> !endpoint.isIdle())
                .mapToLong(endpoint -> Math.max(0, last - endpoint.reached(last)))
                .max()
                .orElse(0);
    }

    @Override
    public void start() {
        var until = new CountDownLatch(1);
        running = until;
        thread = Thread.ofPlatform().name("webhooks").daemon().start(() -> follow(until));
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Gives up what is being sent, which is sent again after the next start. */
    @Override
    public void stop() {
        var until = running;
        running = null;
        if (until == null) {
            return;
        }
        until.countDown();
        endpoints.values().forEach(EndpointDelivery::end);
        tools.sender().cancel();
        try {
            Objects.requireNonNull(thread).join(STOP_LIMIT);
            var end = System.nanoTime() + STOP_LIMIT.toNanos();
            while (!endpoints.values().stream().allMatch(EndpointDelivery::isIdle) && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            endpoints.clear();
            tools.outbox().release(tools.owner());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("Others wait a minute for the webhook endpoints of this node: {}", failure.toString());
        }
    }

    /** Has an endpoint looked at at once, because somebody else has changed how far it is or what is due. */
    void lookAt(WebhookId webhookId) {
        var endpoint = endpoints.get(webhookId);
        if (endpoint != null) {
            endpoint.readAnew();
            endpoint.wake();
        }
    }

    private void follow(CountDownLatch until) {
        var looked = System.nanoTime() - lookEvery.toNanos();
        while (until.getCount() > 0) {
            try {
                if (System.nanoTime() - looked >= lookEvery.toNanos()) {
                    looked = System.nanoTime();
                    look();
                }
                if (endpoints.isEmpty() || !tools.feed().await(dispatched, lookEvery)) {
                    // The feed answers at once while it is closed.
                    until.await(lookEvery.toMillis() / 10 + 1, TimeUnit.MILLISECONDS);
                } else {
                    dispatch();
                }
                toldOutage = false;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                tell(failure);
                try {
                    until.await(lookEvery.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }

    private void tell(RuntimeException failure) {
        if (!toldOutage) {
            toldOutage = true;
            LOG.warn("Webhook endpoints cannot be looked after; trying again every {}", lookEvery, failure);
        }
    }

    /** Wakes who wants something of what has happened. */
    private void dispatch() {
        FeedBatch batch;
        try {
            batch = tools.feed().read(FeedPoint.since(dispatched), EVERYTHING, false, READ_AT_ONCE);
        } catch (RuntimeException failure) {
            // It may be one event that cannot be read, and not everybody wants it.
            dispatched = head.getAsLong();
            endpoints.values().forEach(EndpointDelivery::wake);
            throw failure;
        }
        var woken = new HashSet<EndpointDelivery>();
        for (var item : batch.items()) {
            wake(item, ofAll, woken);
            var organizationId = item.organizationId();
            if (organizationId != null) {
                wake(item, ofOrganizations.getOrDefault(organizationId, List.of()), woken);
            }
        }
        dispatched = batch.point().position();
    }

    private static void wake(FeedItem item, List<EndpointDelivery> asked, HashSet<EndpointDelivery> woken) {
        for (var endpoint : asked) {
            var filter = endpoint.target().filter();
            if (filter.wantsType(item.type()) && filter.wantsAggregate(item.aggregateId()) && woken.add(endpoint)) {
                endpoint.wake();
            }
        }
    }

    /** Looks at which endpoints there are, and what is due. */
    private void look() {
        learnTargets();
        if (endpoints.isEmpty()) {
            return;
        }
        var now = tools.clock().instant();
        for (var webhookId : tools.outbox().anyDue(now)) {
            var endpoint = endpoints.get(webhookId);
            if (endpoint != null && endpoint.isIdle()) {
                endpoint.wake();
            }
        }
        for (var endpoint : endpoints.values()) {
            if (endpoint.isToLookAgain(now)) {
                endpoint.wake();
            }
        }
        if (++looks % LOOKS == 0) {
            noteMoved();
            tools.outbox().forgetOlder(now.minus(KEPT_FOR), FORGET_AT_ONCE);
        }
    }

    private void learnTargets() {
        var active = new HashMap<WebhookId, WebhookTarget>();
        tools.targets().active().forEach(target -> active.put(target.webhookId(), target));
        var isChanged = endpoints.values().removeIf(endpoint -> {
            var isOver = !active.containsKey(endpoint.target().webhookId());
            if (isOver) {
                endpoint.end();
            }
            return isOver;
        });
        var toWake = new ArrayList<EndpointDelivery>();
        if (endpoints.isEmpty() && !active.isEmpty()) {
            // What is before, each reads for itself.
            dispatched = head.getAsLong();
        }
        for (var target : active.values()) {
            var endpoint = endpoints.get(target.webhookId());
            if (endpoint == null) {
                endpoint = new EndpointDelivery(target, tools);
                endpoints.put(target.webhookId(), endpoint);
                toWake.add(endpoint);
            } else if (!endpoint.target().equals(target)) {
                endpoint.change(target);
                toWake.add(endpoint);
            }
        }
        if (isChanged || !toWake.isEmpty()) {
            order();
        }
        // Only now: what happens from here on, each is woken for.
        toWake.forEach(EndpointDelivery::wake);
    }

    private void order() {
        var byOrganization = new HashMap<OrganizationId, List<EndpointDelivery>>();
        var all = new ArrayList<EndpointDelivery>();
        for (var endpoint : endpoints.values()) {
            var organizationId = endpoint.target().filter().organizationId();
            if (organizationId == null) {
                all.add(endpoint);
            } else {
                byOrganization
                        .computeIfAbsent(organizationId, _ -> new ArrayList<>())
                        .add(endpoint);
            }
        }
        ofOrganizations = byOrganization;
        ofAll = all;
    }

    /** Notes how far the idle endpoints are, so that little of the log is read again after a restart. */
    private void noteMoved() {
        var position = dispatched;
        if (position <= moved) {
            return;
        }
        moved = position;
        var news = new ArrayList<Endpoint>();
        endpoints.values().forEach(endpoint -> endpoint.movedTo(position).ifPresent(news::add));
        if (!news.isEmpty()) {
            tools.outbox().moved(news);
        }
    }

    /** Position that an endpoint of this node has reached, if it is known here. */
    Optional<Long> reached(WebhookId webhookId) {
        var endpoint = endpoints.get(webhookId);
        return endpoint == null || endpoint.reached(-1) < 0 ? Optional.empty() : Optional.of(endpoint.reached(-1));
    }

    /** The first to stop, as the event feed: it needs everything else. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
