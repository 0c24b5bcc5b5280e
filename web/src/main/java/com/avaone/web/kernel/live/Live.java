package com.avaone.web.kernel.live;

import static java.util.Comparator.comparingLong;

import com.avaone.api.communication.CommunicationQuery.FindMails;
import com.avaone.api.communication.MailPage;
import com.avaone.api.crm.CrmSyncQuery.FindCrmSync;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.user.UserEvent;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Follows the log with one thread, tells whoever else on this node wants to know ({@link Followed}), and leaves news with every open page that is concerned. What processors do, what
 * becomes of mail, and what goes to an outside CRM is no event: while a page follows the topic {@code operations}, {@code outbox} or {@code
 * crm-sync}, its state is looked at every second, and told when it changed. When another number of events is parked, or none any more, that is told on every topic: any page may lack them, and says so.
 */
@Component
class Live implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** A page that is joined later than this after it was made has waited for long anyway. */
    private static final Duration JOINING = Duration.ofSeconds(30);

    /** Pages that one user may have followed at once: nobody takes all the places of a node. */
    private static final int MOST_PER_USER = 20;

    /** So many of the newest mails are looked at. */
    private static final int MAILS = 100;

    /** No topic that a page can ask for. */
    private static final String EVERY_TOPIC = "*";

    private final EventStore log;
    private final Queries queries;
    private final ApplicationEventPublisher publisher;
    private final int most;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    private volatile long position;
    /** By topic, when a change was told last of which no position knows, as {@link System#nanoTime}. */
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    private volatile CountDownLatch stop = new CountDownLatch(1);
    private boolean toldOutage; // by the follower only
    private @Nullable Thread follower;
    private @Nullable Thread watcher;

    Live(EventStore log, Queries queries, ApplicationEventPublisher publisher, AvaoneProperties properties) {
        this.log = log;
        this.queries = queries;
        this.publisher = publisher;
        this.most = properties.limits().liveClients();
    }

    /**
     * Lets a page in. Where its user has too many, the one that is open longest ends; if it is still looked at, it comes again.
     *
     * @param seen position that the page has seen; negative where it does not say
     * @throws RequestRefused if there are too many, or the suite is stopping
     */
    void join(Listener listener, long seen) {
        add(listener);
        // After joining, so that nothing falls between: what came since is told once more at worst.
        if (seen >= 0 && position > seen) {
            listener.tellAll(position);
        }
        // It may have been made just before what was told of what is no event.
        told.forEach((topic, at) -> {
            if (System.nanoTime() - at < JOINING.toNanos()) {
                tell(listener, topic);
            }
        });
    }

    private synchronized void add(Listener listener) {
        var own = listeners.stream()
                .filter(other -> other.user().userId().equals(listener.user().userId()))
                .sorted(comparingLong(Listener::since))
                .toList();
        if (own.size() >= MOST_PER_USER) {
            var oldest = own.getFirst();
            oldest.close();
            listeners.remove(oldest);
        }
        if (listeners.size() >= most || stop.getCount() == 0) {
            throw new RequestRefused(
                    HttpRule.UNAVAILABLE, "No more pages can follow the log of this node now.", Duration.ofSeconds(10));
        }
        listeners.add(listener);
    }

    void leave(Listener listener) {
        listeners.remove(listener);
    }

    @EventListener
    void hear(News news) {
        told.values()
                .removeIf(at -> System.nanoTime() - at >= JOINING.toNanos()); // or one would stay of every organization
        news(news.topic());
    }

    /** How many pages follow the log of this node. */
    int size() {
        return listeners.size();
    }

    /** Whether the log can be followed: false before the start and after the end. */
    boolean isOpen() {
        return stop.getCount() > 0;
    }

    private void follow() {
        @Nullable TrackingToken token = null;
        while (stop.getCount() > 0) {
            try {
                if (token == null) {
                    token = log.createHeadToken();
                    position = positionOf(token);
                    publisher.publishEvent(new Followed(position, null));
                }
                token = read(token);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException failure) {
                if (!toldOutage) {
                    toldOutage = true;
                    LOG.warn(
                            "Open pages are not told of changes; trying again every {}: {}", RETRY, failure.toString());
                    LOG.debug("Because of", failure);
                }
                if (await(RETRY)) {
                    return;
                }
            }
        }
    }

    private @Nullable TrackingToken read(@Nullable TrackingToken from) throws InterruptedException {
        var token = from;
        try (var stream = log.openStream(from)) {
            while (stop.getCount() > 0) {
                var available = stream.hasNextAvailable(10, TimeUnit.SECONDS);
                toldOutage = false;
                if (available) {
                    TrackedEventMessage<?> event = stream.nextAvailable();
                    token = event.trackingToken();
                    position = positionOf(token);
                    publisher.publishEvent(new Followed(position, event.getPayload()));
                    tell(event.getPayload());
                }
            }
        }
        return token;
    }

    private void tell(Object event) {
        for (var topic : Topics.of(event)) {
            listeners.forEach(listener -> listener.tell(topic, position));
        }
        listeners.stream()
                .filter(listener -> mayEnd(event, listener.user()))
                .forEach(listener -> listener.concern(position));
    }

    /** Whether an event may have ended the user's session. */
    private static boolean mayEnd(Object event, SignedInUser user) {
        return switch (event) {
            case UserEvent happened -> happened.userId().equals(user.userId());
            case LicenseEvent changed -> changed.organizationId().equals(user.organizationId());
            case OrganizationEvent changed -> changed.organizationId().equals(user.organizationId());
            default -> false;
        };
    }

    private void watch() {
        var before = new HashMap<String, Object>();
        while (!await(LOOK)) {
            look(this::lookAtProcessors, before, !listeners.isEmpty());
            look(this::lookAtMails, before, listeners.stream().anyMatch(listener -> listener.follows(Topics.OUTBOX)));
            look(
                    this::lookAtCrmSync,
                    before,
                    listeners.stream().anyMatch(listener -> listener.follows(Topics.CRM_SYNC)));
        }
    }

    private static void look(Consumer<Map<String, Object>> look, Map<String, Object> before, boolean anybodyFollows) {
        if (!anybodyFollows) {
            return;
        }
        try {
            look.accept(before);
        } catch (RuntimeException failure) {
            LOG.debug("What is no event cannot be looked at now", failure);
        }
    }

    private void lookAtProcessors(Map<String, Object> before) {
        var now = queries.askAsSuite("Live", new FindProcessors(), ProcessorsView.class)
                .items();
        var othersAreParked = isNews(EVERY_TOPIC, parked(now), before);
        var change = isNews(Topics.OPERATIONS, shown(now), before);
        if (othersAreParked) {
            news(EVERY_TOPIC);
        } else if (change) {
            news(Topics.OPERATIONS);
        }
    }

    private void lookAtMails(Map<String, Object> before) {
        var now = queries.askAsSuite("Live", new FindMails(null, null, null, null, MAILS), MailPage.class);
        if (isNews(Topics.OUTBOX, now, before)) {
            news(Topics.OUTBOX);
        }
    }

    private void lookAtCrmSync(Map<String, Object> before) {
        var now = queries.askAsSuite("Live", new FindCrmSync(), CrmSyncView.class);
        if (isNews(Topics.CRM_SYNC, now, before)) {
            news(Topics.CRM_SYNC);
        }
    }

    private static boolean isNews(String topic, Object now, Map<String, Object> before) {
        return !now.equals(before.put(topic, now));
    }

    private void news(String topic) {
        told.put(topic, System.nanoTime());
        listeners.forEach(listener -> tell(listener, topic));
    }

    private void tell(Listener listener, String topic) {
        if (topic.equals(EVERY_TOPIC)) {
            listener.tellAll(position);
        } else {
            listener.tell(topic, position);
        }
    }

    private static Object parked(List<ProcessorView> processors) {
        return processors.stream()
                .filter(processor -> processor.parked() > 0)
                .collect(Collectors.toMap(ProcessorView::name, ProcessorView::parked));
    }

    /** What a page shows of the processors, without what changes by itself as time goes by. */
    private static Object shown(List<ProcessorView> processors) {
        return processors.stream()
                .map(processor -> List.of(
                        processor.name(),
                        processor.state(),
                        processor.position(),
                        processor.parked(),
                        processor.stalled(),
                        // Known later than the position that goes back; of a paused one nothing else changes.
                        processor.replayUntil() != null))
                .toList();
    }

    private boolean await(Duration time) {
        try {
            return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    @Override
    public void start() {
        stop = new CountDownLatch(1);
        follower = Thread.ofPlatform().name("live").daemon().start(this::follow);
        watcher = Thread.ofVirtual().name("live-operations").start(this::watch);
    }

    /** Ends every stream before the server waits for its last requests, which would otherwise wait for them. */
    @Override
    public void stop() {
        stop.countDown();
        listeners.forEach(Listener::close);
        for (var thread : new @Nullable Thread[] {follower, watcher}) {
            if (thread != null) {
                thread.interrupt();
            }
        }
        follower = null;
        watcher = null;
    }

    @Override
    public boolean isRunning() {
        return follower != null;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE; // the last to start and the first to stop
    }
}
