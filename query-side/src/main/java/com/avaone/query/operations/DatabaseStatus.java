package com.avaone.query.operations;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.DatabaseView;
import com.avaone.api.operations.DatabaseView.Kind;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.kernel.ParkedEvents;
import com.avaone.projection.kernel.Progress;
import com.avaone.query.kernel.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Looks at the databases: a page of them at once, a few at a time, and each question no longer than {@value #PATIENCE_SECONDS} s. What a database
 * answers when it fails stays in the log, since it may name hosts.
 */
@Component
class DatabaseStatus implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStatus.class);

    static final int PATIENCE_SECONDS = 3;
    private static final int AT_ONCE = 8;
    private static final int PARKED_PAGE = 100;
    /** Beyond that many the count of an organization's parked events is a lower bound. */
    private static final int PARKED_PAGES = 20;

    /** Which processors write where. */
    static final Map<Kind, Set<String>> WRITERS = Map.of(
            Kind.MAIN,
            Set.of("organization", "license", "user", "catalogue", "content", "asset", "suppression", "audit"),
            Kind.TENANT,
            Set.of("organization", "user", "team"),
            Kind.BILLING,
            Set.of("user"),
            Kind.CRM,
            Set.of("user", "crm"),
            Kind.PINGORA,
            Set.of("user"));

    private static final ProcessorsView NOT_KNOWN = new ProcessorsView(0, List.of());

    private final Databases databases;
    private final Progress progress;
    private final ParkedEvents parkedEvents;
    private final ExecutorService pings = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofVirtual().name("database-ping-", 0).factory());

    DatabaseStatus(Databases databases, Progress progress, ParkedEvents parkedEvents) {
        this.databases = databases;
        this.progress = progress;
        this.parkedEvents = parkedEvents;
    }

    @Override
    public void destroy() {
        pings.shutdownNow();
    }

    /** A database and how it is reached. */
    private record Place(Kind kind, String name, MongoTemplate template) {

        static final Comparator<Place> ORDER = Comparator.comparing(Place::kind).thenComparing(Place::name);

        boolean isBehind(Kind otherKind, String otherName) {
            var byKind = kind.compareTo(otherKind);
            return byKind > 0 || (byKind == 0 && name.compareTo(otherName) > 0);
        }
    }

    /** What a database said of itself. */
    private record Answer(long latencyMicros, long sizeBytes) {}

    /** The databases behind the cursor, the suite's own first, then the organizations' by name. */
    DatabasePage page(@Nullable String cursor, int limit) {
        var wanted = places().stream()
                .filter(cursor == null ? _ -> true : behind(cursor))
                .limit(limit + 1L)
                .toList();
        var page = wanted.subList(0, Math.min(limit, wanted.size()));
        var answers = ask(page);
        var processors = inTime(progress::processors, NOT_KNOWN);
        var parked = inTime(this::parkedBySequence, Map.<String, Long>of());
        var views = new ArrayList<DatabaseView>();
        for (int i = 0; i < page.size(); i++) {
            var place = page.get(i);
            views.add(view(place, answers.get(i), processors, parked.getOrDefault(place.name(), 0L)));
        }
        var last = page.isEmpty() ? null : page.getLast();
        return new DatabasePage(
                views,
                last != null && wanted.size() > limit ? Cursor.of(last.kind().name(), last.name()) : null);
    }

    private static Predicate<Place> behind(String cursor) {
        var parts = Cursor.parts(cursor, 2);
        try {
            var kind = Kind.valueOf(parts.get(0));
            return place -> place.isBehind(kind, parts.get(1));
        } catch (IllegalArgumentException _) {
            throw Cursor.refused();
        }
    }

    private List<Place> places() {
        var places = new ArrayList<Place>();
        databases.names().forEach((kind, name) -> places.add(new Place(kind(kind), name, databases.shared(kind))));
        // Where they cannot be listed, the suite's own still are, and say that they do not answer.
        for (var name : inTime(databases::tenantDatabases, Set.<String>of())) {
            places.add(new Place(Kind.TENANT, name, databases.tenant(new OrganizationId(name))));
        }
        places.sort(Place.ORDER);
        return places;
    }

    private static Kind kind(Database database) {
        return switch (database) {
            case MAIN -> Kind.MAIN;
            case TENANT -> Kind.TENANT;
            case BILLING -> Kind.BILLING;
            case CRM -> Kind.CRM;
            case PINGORA -> Kind.PINGORA;
        };
    }

    /** Answers in the order of the places; null where there was none in time. */
    private List<@Nullable Answer> ask(List<Place> places) {
        var questions = places.stream()
                .map(place -> (Callable<Answer>) () -> ask(place.template()))
                .toList();
        var answers = new ArrayList<@Nullable Answer>();
        try {
            for (var future : pings.invokeAll(questions, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                answers.add(answer(future));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        while (answers.size() < places.size()) {
            answers.add(null);
        }
        return answers;
    }

    private Answer ask(MongoTemplate database) {
        var begin = System.nanoTime();
        databases.ping(database);
        var micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
        // Of its data, because a server may tell the same size on disk of all its databases.
        var size = databases.stats(database).get("dataSize") instanceof Number number ? number.longValue() : 0;
        return new Answer(micros, size);
    }

    private static @Nullable Answer answer(Future<Answer> future) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException _) {
            return null; // not in time
        } catch (ExecutionException failure) {
            LOG.warn("A database does not answer", failure.getCause());
            return null;
        }
    }

    /** The answer of something that needs a database; another where that does not answer in time. */
    private <T> T inTime(Callable<T> question, T otherwise) {
        var future = pings.submit(question);
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("A database does not answer", failure);
        }
        future.cancel(true);
        return otherwise;
    }

    /** An organization's events wait in a sequence with its identifier. */
    private Map<String, Long> parkedBySequence() {
        var counts = new HashMap<String, Long>();
        String cursor = null;
        for (int i = 0; i < PARKED_PAGES; i++) {
            var page = parkedEvents.list(null, null, cursor, PARKED_PAGE);
            page.items().stream()
                    .filter(event -> writers(Kind.TENANT).contains(event.processor()))
                    .forEach(event -> counts.merge(event.sequence(), 1L, Long::sum));
            cursor = page.next();
            if (cursor == null) {
                break;
            }
        }
        return counts;
    }

    private static Set<String> writers(Kind kind) {
        return Objects.requireNonNullElse(WRITERS.get(kind), Set.of());
    }

    private static DatabaseView view(Place place, @Nullable Answer answer, ProcessorsView processors, long parkedHere) {
        var head = processors.head();
        var writers = processors.items().stream()
                .filter(processor -> writers(place.kind()).contains(processor.name()))
                .toList();
        // What nobody writes to is never behind.
        var position = writers.stream().mapToLong(ProcessorView::position).min().orElse(head);
        return new DatabaseView(
                place.name(),
                place.kind(),
                answer != null,
                answer == null ? null : answer.latencyMicros(),
                answer == null ? null : answer.sizeBytes(),
                position,
                Math.max(0, head - position),
                place.kind() == Kind.TENANT
                        ? parkedHere
                        : writers.stream().mapToLong(ProcessorView::parked).sum(),
                null,
                answer == null ? "It did not answer within %d s.".formatted(PATIENCE_SECONDS) : null);
    }
}
