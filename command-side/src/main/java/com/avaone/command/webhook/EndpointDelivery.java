package com.avaone.command.webhook;

import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedItem;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.command.kernel.memory.WebhookOutbox;
import com.avaone.command.kernel.memory.WebhookOutbox.Changes;
import com.avaone.command.kernel.memory.WebhookOutbox.Endpoint;
import com.avaone.command.webhook.WebhookSender.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries to one endpoint on this node, turn by turn. A turn tries what is due again, catches up with what waited behind it, and goes
 * on in the log; it is bounded in time, in requests at once and in what it holds in memory.
 *
 * <p>The events of one aggregate are sent in their order, one after another; those of different aggregates at once. What was not taken holds
 * up its own aggregate only: only its first event is kept, and what is behind it is read from the log again when it is free.
 */
final class EndpointDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointDelivery.class);

    /** A turn begins only while half of it is left, which is longer than a turn can take. */
    static final Duration OWNED_FOR = Duration.ofSeconds(60);

    /** So long may nothing be taken until the endpoint is disabled. */
    static final Duration FAILING_FOR = Duration.ofDays(5);

    /** By how much an attempt can be later than it was due. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** So many aggregates may wait; then nothing new is sent before one of them is free. */
    static final int MOST_WAITING = 1_000;

    static final int KEPT_DELIVERED = 1_000;
    static final int KEPT_DEAD = 10_000;

    private static final int REQUESTS_AT_ONCE = 4;
    private static final int EVENTS_OF_A_TURN = 100;
    private static final int READ_AT_ONCE = 500;
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final int FORGET_EACH = 200;

    private final WebhookId webhookId;
    private final DeliveryTools tools;
    private final AtomicInteger signals = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile WebhookTarget target;
    private volatile boolean active = true;
    private volatile boolean isSlow;
    private volatile boolean outdated;
    private volatile int waitingCount;
    private volatile @Nullable Instant lookAgainAt;

    // All under the lock.
    private volatile @Nullable Endpoint endpoint; // how far it is may be asked without the lock
    private Instant ownedUntil = Instant.MIN;
    private final Map<String, Long> waiting = new HashMap<>();
    private final Map<String, Long> behind = new HashMap<>();
    /** Up to where the sequences that are behind were read in this pass over the log; -1 between two. */
    private long passed = -1;

    /** Whether the last turn looked at everything that it was woken for. */
    private boolean atEnd;

    private int delivered;

    EndpointDelivery(WebhookTarget target, DeliveryTools tools) {
        this.webhookId = target.webhookId();
        this.target = target;
        this.tools = tools;
    }

    WebhookTarget target() {
        return target;
    }

    /** Is woken for what it wants now. */
    void change(WebhookTarget changed) {
        target = changed;
    }

    /** Sends nothing more. */
    void end() {
        active = false;
    }

    /** Reads anew how far it is, because somebody else has changed it. */
    void readAnew() {
        outdated = true;
        lookAgainAt = null;
    }

    /** Whether it is time to look again at what could not be done before. */
    boolean isToLookAgain(Instant now) {
        var at = lookAgainAt;
        return at != null && !now.isBefore(at);
    }

    private void lookAgain(Instant at) {
        lookAgainAt = at;
    }

    /** Has the endpoint's turns come, until there is nothing more to do. */
    void wake() {
        if (signals.getAndIncrement() == 0) {
            Thread.ofVirtual().name("webhook-" + webhookId).start(this::run);
        }
    }

    boolean isIdle() {
        return signals.get() == 0;
    }

    private void run() {
        int seen;
        do {
            seen = signals.get();
            try {
                work();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error failure) {
                if (active) {
                    LOG.warn("Nothing can be sent to {} now: {}", webhookId, failure.toString());
                    LOG.debug("Because of", failure);
                }
                lookAgain(tools.clock().instant().plus(LOOK_AGAIN));
            }
        } while (!signals.compareAndSet(seen, 0));
    }

    private void work() throws InterruptedException {
        var hasMore = true;
        while (hasMore && active) {
            var turns = isSlow ? tools.slow() : tools.quick();
            hasMore = turn(turns);
        }
    }

    private boolean turn(Semaphore turns) throws InterruptedException {
        turns.acquire();
        lock.lock();
        try {
            // As it is now, so that nothing is sent that somebody has just forbidden.
            var to = active ? tools.targets().active(webhookId).orElse(null) : null;
            if (to == null) {
                atEnd = false;
                lookAgain(tools.clock().instant().plus(LOOK_AGAIN));
                return false;
            }
            return new Turn(to).take();
        } catch (RuntimeException | Error failure) {
            // It may be half changed.
            endpoint = null;
            atEnd = false;
            throw failure;
        } finally {
            lock.unlock();
            turns.release();
        }
    }

    /** Where an idle endpoint is that wants nothing up to a position, if that is news. */
    Optional<Endpoint> movedTo(long position) {
        if (!isIdle() || !lock.tryLock()) {
            return Optional.empty();
        }
        try {
            var present = endpoint;
            if (!isIdle() || !atEnd || outdated || present == null || position <= present.reached()) {
                return Optional.empty();
            }
            var isDone = present.point().position() == present.reached();
            endpoint = new Endpoint(
                    webhookId,
                    isDone ? present.point().movedTo(position) : present.point(),
                    position,
                    present.failingSince(),
                    present.restUntil(),
                    present.version());
            return Optional.of(endpoint);
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return waiting.size() + behind.size() >= MOST_WAITING;
    }

    /** How many wait. */
    int waiting() {
        return waitingCount;
    }

    /** Position up to which it has come; {@code otherwise} before it is known. */
    long reached(long otherwise) {
        var present = endpoint;
        return present == null ? otherwise : present.reached();
    }

    private static String sequence(@Nullable String aggregateId) {
        return aggregateId == null ? WebhookOutbox.NO_AGGREGATE : aggregateId;
    }

    /** What is done before others come. */
    private final class Turn {

        private final WebhookTarget to;
        private final long begin = System.nanoTime();
        private final Collection<WebhookDelivery> deliveries = new ConcurrentLinkedQueue<>();
        private final Map<String, Long> fellBehind = new HashMap<>();
        private final Set<String> caughtUp = new HashSet<>();
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger dead = new AtomicInteger();

        private volatile boolean gone;
        private volatile boolean slow;
        private volatile @Nullable Instant restUntil;
        private volatile @Nullable RuntimeException trouble;

        /** Whether the next turn has something to do. */
        private boolean hasMore;

        Turn(WebhookTarget to) {
            this.to = to;
        }

        boolean take() {
            var now = tools.clock().instant();
            atEnd = false;
            var again = lookAgainAt;
            if (again != null && now.isBefore(again)) {
                return false;
            }
            lookAgainAt = null;
            var before = own(now);
            if (before == null) {
                lookAgain(now.plus(LOOK_AGAIN));
                return false;
            }
            var rest = before.restUntil();
            if (rest != null && now.isBefore(rest)) {
                lookAgain(rest);
                return false;
            }
            tryDue(now);
            catchUp();
            goOn();
            advance();
            return save(before);
        }

        private @Nullable Endpoint own(Instant now) {
            var known = outdated ? null : endpoint;
            if (known != null && now.isBefore(ownedUntil.minus(OWNED_FOR.dividedBy(2)))) {
                return known;
            }
            outdated = false;
            endpoint = null;
            var until = now.plus(OWNED_FOR);
            var own = tools.outbox()
                    .take(webhookId, tools.owner(), now, until, to.since())
                    .orElse(null);
            if (own == null) {
                return null;
            }
            ownedUntil = until;
            if (known != null && known.version() + 1 == own.version()) {
                endpoint = withVersion(known, own.version());
                return endpoint;
            }
            waiting.clear();
            waiting.putAll(tools.outbox().waiting(webhookId));
            behind.clear();
            behind.putAll(tools.outbox().behind(webhookId));
            // Whoever was killed while storing leaves both of a sequence: what waits, and is freed, falls behind anew.
            behind.keySet().stream().filter(waiting::containsKey).toList().forEach(this::haveCaughtUp);
            passed = -1;
            endpoint = own;
            return own;
        }

        private static Endpoint withVersion(Endpoint known, long version) {
            return new Endpoint(
                    known.webhookId(),
                    known.point(),
                    known.reached(),
                    known.failingSince(),
                    known.restUntil(),
                    version);
        }

        private Endpoint endpoint() {
            return Objects.requireNonNull(endpoint);
        }

        private void reach(FeedPoint point, long reached) {
            var present = endpoint();
            endpoint = new Endpoint(
                    webhookId, point, reached, present.failingSince(), present.restUntil(), present.version());
        }

        /** Whether nothing more may be sent in this turn. */
        private boolean isOver() {
            return gone
                    || restUntil != null
                    || !active
                    || outdated
                    || System.nanoTime() - begin > LONGEST_TURN.toNanos();
        }

        private void fallBehind(String sequence, long position) {
            behind.put(sequence, position);
            fellBehind.put(sequence, position);
            caughtUp.remove(sequence);
        }

        private void haveCaughtUp(String sequence) {
            behind.remove(sequence);
            fellBehind.remove(sequence);
            caughtUp.add(sequence);
        }

        /** Tries again what is due. */
        private void tryDue(Instant now) {
            var due = tools.outbox().due(webhookId, now, EVENTS_OF_A_TURN);
            if (due.isEmpty()) {
                return;
            }
            var free = new ConcurrentHashMap<String, Long>();
            atOnce(due, delivery -> {
                if (isOver()) {
                    return;
                }
                var after = againOrLater(delivery);
                if (after != null
                        && delivery.state() == DeliveryState.WAITING
                        && after.state() != DeliveryState.WAITING) {
                    free.put(sequence(delivery.aggregateId()), delivery.position());
                }
            });
            var why = trouble;
            if (why != null && active) {
                LOG.warn("Not everything can be sent again to {} now: {}", webhookId, why.toString());
                LOG.debug("Because of", why);
            }
            free.forEach((sequence, position) -> {
                waiting.remove(sequence, position);
                if (position < endpoint().reached()) {
                    fallBehind(sequence, position);
                }
            });
            hasMore |= due.size() == EVENTS_OF_A_TURN;
        }

        /** As below; what goes wrong with one delivery is no reason to forget what became of the others. */
        private @Nullable WebhookDelivery againOrLater(WebhookDelivery delivery) {
            try {
                return again(delivery);
            } catch (RuntimeException failure) {
                trouble = failure;
                return later(delivery);
            }
        }

        /** Leaves a delivery as it is, and due again in a moment, so that it is in nobody's way. */
        private @Nullable WebhookDelivery later(WebhookDelivery delivery) {
            deliveries.add(delivery.dueAt(tools.clock().instant().plus(LOOK_AGAIN)));
            return null;
        }

        /** What became of a delivery that was tried again; null if it was not. */
        private @Nullable WebhookDelivery again(WebhookDelivery delivery) {
            var filter = to.filter();
            var batch = tools.feed()
                    .read(
                            FeedPoint.since(delivery.position() - 1),
                            new FeedFilter(filter.organizationId(), List.of(), delivery.aggregateId()),
                            to.personalData(),
                            1);
            var found = batch.items();
            if (found.isEmpty() && batch.point().position() < delivery.position()) {
                return later(delivery); // the log was too slow to say what is there
            }
            if (found.isEmpty() || !found.getFirst().id().equals(delivery.deliveryId())) {
                // The log was put back to a backup. What is not there cannot be sent.
                var lost = judged(
                        found(delivery), new Answer(null, "The event is not in the log any more.", null, 0), 0, true);
                deliveries.add(lost);
                return lost;
            }
            var isWaiting = delivery.state() == DeliveryState.WAITING;
            return attempt(found.getFirst(), delivery.attempts(), !isWaiting);
        }

        private static FeedItem found(WebhookDelivery delivery) {
            return new FeedItem(
                    delivery.deliveryId(),
                    delivery.type(),
                    delivery.aggregateId(),
                    null,
                    "",
                    FeedPoint.since(delivery.position()));
        }

        /** Sends what waited behind something that is free now, in one pass over the log for all sequences that are behind. */
        private void catchUp() {
            if (behind.isEmpty()) {
                passed = -1;
                return;
            }
            if (isOver()) {
                hasMore = true;
                return;
            }
            var reached = endpoint().reached();
            var joined = joined();
            var batch = tools.feed()
                    .read(FeedPoint.since(passed), filterOf(joined.keySet()), to.personalData(), READ_AT_ONCE);
            var end = Math.min(batch.point().position(), reached);
            var groups = new LinkedHashMap<String, List<FeedItem>>();
            var count = 0;
            for (var item : batch.items()) {
                var position = item.point().position();
                var from = joined.get(sequence(item.aggregateId()));
                if (from == null || position <= from || position > reached) {
                    continue;
                }
                if (count == EVENTS_OF_A_TURN) {
                    end = position - 1;
                    break;
                }
                count++;
                groups.computeIfAbsent(sequence(item.aggregateId()), _ -> new ArrayList<>())
                        .add(item);
            }
            var outcomes = send(groups);
            for (var sequence : joined.entrySet()) {
                var outcome = outcomes.getOrDefault(sequence.getKey(), Outcome.DONE);
                if (outcome.isDone()) {
                    var done = Math.max(sequence.getValue(), end);
                    if (done >= reached) {
                        haveCaughtUp(sequence.getKey());
                    } else {
                        fallBehind(sequence.getKey(), done);
                    }
                } else {
                    haveCaughtUp(sequence.getKey());
                    holdUp(sequence.getKey(), outcome);
                }
            }
            passed = end >= reached ? -1 : end;
            hasMore |= !behind.isEmpty();
        }

        /** Who takes part in this pass: whoever fell behind further back than it has come waits for the next. */
        private Map<String, Long> joined() {
            var joined = new LinkedHashMap<String, Long>();
            if (passed >= 0) {
                behind.forEach((sequence, position) -> {
                    if (position >= passed) {
                        joined.put(sequence, position);
                    }
                });
            }
            if (joined.isEmpty()) {
                passed = behind.values().stream()
                        .mapToLong(Long::longValue)
                        .min()
                        .orElseThrow();
                joined.putAll(behind);
            }
            return joined;
        }

        private FeedFilter filterOf(Set<String> sequences) {
            var only = sequences.size() == 1 ? sequences.iterator().next() : WebhookOutbox.NO_AGGREGATE;
            var filter = to.filter();
            return only.equals(WebhookOutbox.NO_AGGREGATE) || filter.aggregateId() != null
                    ? filter
                    : new FeedFilter(filter.organizationId(), filter.types(), only);
        }

        private void holdUp(String sequence, Outcome outcome) {
            if (outcome.waits()) {
                waiting.put(sequence, outcome.position());
            } else {
                fallBehind(sequence, outcome.position() - 1);
            }
        }

        /** Sends what is next in the log. */
        private void goOn() {
            if (isOver()) {
                hasMore = true;
                return;
            }
            if (isFull()) {
                return;
            }
            var before = endpoint();
            var isDone = isNothingLeft() && before.point().position() == before.reached();
            var batch = tools.feed()
                    .read(
                            isDone ? before.point() : FeedPoint.since(before.reached()),
                            to.filter(),
                            to.personalData(),
                            EVENTS_OF_A_TURN);
            var groups = new LinkedHashMap<String, List<FeedItem>>();
            for (var item : batch.items()) {
                var sequence = sequence(item.aggregateId());
                if (!waiting.containsKey(sequence) && !behind.containsKey(sequence)) {
                    groups.computeIfAbsent(sequence, _ -> new ArrayList<>()).add(item);
                }
            }
            send(groups).forEach((sequence, outcome) -> {
                if (!outcome.isDone()) {
                    holdUp(sequence, outcome);
                }
            });
            var reached = Math.max(before.reached(), batch.point().position());
            reach(isDone && isNothingLeft() ? batch.point() : before.point(), reached);
            atEnd = reached >= batch.head();
            hasMore |= !atEnd || !behind.isEmpty();
        }

        private boolean isNothingLeft() {
            return waiting.isEmpty() && behind.isEmpty();
        }

        /** Brings the point up to the first event that is not done, over events that were sent in another order. */
        private void advance() {
            var present = endpoint();
            var point = present.point();
            var bound = present.reached();
            for (var position : waiting.values()) {
                if (position > point.position()) {
                    bound = Math.min(bound, position - 1);
                }
            }
            for (var position : behind.values()) {
                if (position >= point.position()) {
                    bound = Math.min(bound, position);
                }
            }
            if (point.position() >= bound) {
                return;
            }
            var batch = tools.feed().read(point, to.filter(), false, READ_AT_ONCE);
            for (var item : batch.items()) {
                if (item.point().position() <= bound) {
                    point = item.point();
                }
            }
            point = point.movedTo(Math.min(bound, batch.point().position()));
            reach(point, present.reached());
            hasMore |= point.position() < bound;
        }

        /**
         * How the sending of a sequence ended.
         *
         * @param position of the first event that was not taken, or not sent; -1 where all is done
         * @param waits whether it was tried
         */
        private record Outcome(long position, boolean waits) {

            static final Outcome DONE = new Outcome(-1, false);

            boolean isDone() {
                return position < 0;
            }
        }

        private Map<String, Outcome> send(Map<String, List<FeedItem>> groups) {
            var outcomes = new ConcurrentHashMap<String, Outcome>();
            atOnce(groups.entrySet(), group -> outcomes.put(group.getKey(), sendInOrder(group.getValue())));
            return outcomes;
        }

        private Outcome sendInOrder(List<FeedItem> items) {
            for (var item : items) {
                var delivery = isOver() ? null : attempt(item, 0, false);
                if (delivery == null) {
                    return new Outcome(item.point().position(), false);
                }
                if (delivery.state() == DeliveryState.WAITING) {
                    return new Outcome(item.point().position(), true);
                }
            }
            return Outcome.DONE;
        }

        /** Does something with each, a few at once, and waits until all of it is done. */
        private <T> void atOnce(Collection<T> all, Consumer<T> each) {
            var left = new ConcurrentLinkedQueue<>(all);
            var running = new ArrayList<Future<?>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var thread = 0; thread < Math.min(REQUESTS_AT_ONCE, all.size()); thread++) {
                    running.add(threads.submit(() -> {
                        for (var next = left.poll(); next != null; next = left.poll()) {
                            each.accept(next);
                        }
                    }));
                }
            }
            for (var thread : running) {
                try {
                    thread.get();
                } catch (ExecutionException failure) {
                    throw failure.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(failure.getCause());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(interrupted);
                }
            }
        }

        /**
         * Sends an event once.
         *
         * @param before how often it was sent before
         * @param isLast whether it is not tried again by itself
         * @return null if sending was given up meanwhile, so that it counts for nothing
         */
        private @Nullable WebhookDelivery attempt(FeedItem item, int before, boolean isLast) {
            var answer = tools.sender()
                    .send(to.url(), item.id(), item.json(), tools.targets().secrets(webhookId));
            if (!answer.isTaken() && !active) {
                return null;
            }
            var delivery = judged(item, answer, before + 1, isLast);
            deliveries.add(delivery);
            return delivery;
        }

        private WebhookDelivery judged(FeedItem item, Answer answer, int attempts, boolean isLast) {
            var now = tools.clock().instant();
            Instant next = null;
            var state = DeliveryState.DELIVERED;
            if (answer.isSlow()) {
                slow = true;
            }
            if (answer.isTaken()) {
                taken.incrementAndGet();
                tools.metrics().taken(answer.milliseconds());
            } else {
                failed.incrementAndGet();
                tools.metrics().failed();
                if (answer.isGone()) {
                    gone = true;
                }
                var asked = answer.pause();
                if (asked != null) {
                    restUntil = now.plus(asked);
                }
                var pause = isLast ? null : tools.retries().after(attempts).orElse(null);
                if (pause == null) {
                    state = DeliveryState.DEAD;
                    dead.incrementAndGet();
                    tools.metrics().dead();
                } else {
                    state = DeliveryState.WAITING;
                    next = now.plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
                }
            }
            return new WebhookDelivery(
                    webhookId,
                    item.id(),
                    item.point().position(),
                    item.type(),
                    item.aggregateId(),
                    state,
                    attempts,
                    now,
                    answer.status(),
                    answer.problem(),
                    answer.milliseconds(),
                    next);
        }

        /** Stores what was done, and answers whether there is more to do. */
        private boolean save(Endpoint before) {
            var now = tools.clock().instant();
            waitingCount = waiting.size();
            if (taken.get() + failed.get() > 0) { // a turn that sent nothing tells nothing
                isSlow = slow || failed.get() > 0;
            }
            var present = endpoint();
            var after = new Endpoint(
                    webhookId,
                    present.point(),
                    present.reached(),
                    failingSince(before, now),
                    restUntil != null ? restUntil : rest(before, now),
                    present.version());
            if (after.equals(before) && deliveries.isEmpty() && fellBehind.isEmpty() && caughtUp.isEmpty()) {
                return hasMore;
            }
            endpoint = tools.outbox()
                    .save(after, new Changes(List.copyOf(deliveries), fellBehind, caughtUp))
                    .orElse(null);
            if (endpoint == null) {
                return true; // somebody else has it, or has it begin anew
            }
            disableIfFailing(after.failingSince(), now);
            forget();
            if (restUntil != null) {
                lookAgain(restUntil);
                return false;
            }
            return hasMore;
        }

        private static @Nullable Instant rest(Endpoint before, Instant now) {
            var rest = before.restUntil();
            return rest != null && now.isBefore(rest) ? rest : null;
        }

        private @Nullable Instant failingSince(Endpoint before, Instant now) {
            if (taken.get() > 0) {
                return null;
            }
            var since = before.failingSince();
            if (failed.get() == 0) {
                return since;
            }
            // What was before somebody enabled it again is forgiven, or before a time in which nothing was tried.
            return since == null || since.isBefore(to.activeSince()) || wasLeftAlone(now) ? now : since;
        }

        /** Whether nothing was tried before this turn for longer than there is between two attempts. */
        private boolean wasLeftAlone(Instant now) {
            var latest = now.minus(tools.retries().longest()).minus(SLACK);
            return tools.outbox().newest(webhookId, null, null, 1).stream()
                    .anyMatch(last -> last.lastAttemptAt().isBefore(latest));
        }

        private void disableIfFailing(@Nullable Instant failingSince, Instant now) {
            var hasFailed = failed.get() > 0 && failingSince != null && !now.isBefore(failingSince.plus(FAILING_FOR));
            if (gone || hasFailed) {
                LOG.warn(
                        "Webhook endpoint {} is disabled: {}",
                        webhookId,
                        gone ? "it says that it is gone" : "nothing was taken there for too long");
                lookAgain(now.plus(LOOK_AGAIN));
                tools.targets().disable(webhookId);
            }
        }

        private void forget() {
            delivered += taken.get();
            if (delivered >= FORGET_EACH) {
                delivered = 0;
                tools.outbox().forgetAllBut(webhookId, DeliveryState.DELIVERED, KEPT_DELIVERED);
            }
            if (dead.get() > 0) {
                var dropped = tools.outbox().forgetAllBut(webhookId, DeliveryState.DEAD, KEPT_DEAD);
                if (dropped > 0) {
                    LOG.warn("{} dead letters of {} are forgotten, the oldest: there are too many", dropped, webhookId);
                }
            }
        }
    }
}
