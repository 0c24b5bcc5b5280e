package com.avaone.projection.kernel.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderedIndexTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> STATES = List.of("new", "open", "won", "lost");

    @TempDir
    Path folder;

    // ---- the same answers as without

    @ParameterizedTest
    @CsvSource({
        "1, plain",
        "2, plain",
        "3, plain",
        "4, arrays",
        "5, arrays",
        "6, everything",
        "7, everything",
        "8, mixed ids"
    })
    void answersAsACollectionWithoutIndexes(long seed, String kind) {
        var random = new Random(seed);
        var file = folder.resolve("models.db");
        for (int opened = 0; opened < 3; opened++) {
            try (var server = EmbeddedMongo.open(file);
                    var client = MongoClients.create(server.connectionString())) {
                var pair = new Pair(client, random, kind);
                for (int i = 0; i < 30; i++) {
                    pair.write();
                    pair.compare();
                    pair.compare();
                }
                if (opened == 0) {
                    server.forgetTraces();
                }
                if (opened == 1) {
                    pair.index(); // as at each start
                    pair.indexed.dropIndex("c_-1__id_-1");
                    pair.indexed.createIndex(new Document("c", 1));
                }
            }
        }
    }

    /** Two collections of the same documents, one of which has indexes. */
    private static final class Pair {

        private static final List<String> FIELDS = List.of("a", "b", "c", "s.x", "_id");

        private final MongoCollection<Document> indexed;
        private final MongoCollection<Document> plain;
        private final Random random;
        private final String kind;

        Pair(MongoClient client, Random random, String kind) {
            this.indexed = client.getDatabase("t").getCollection("indexed");
            this.plain = client.getDatabase("t").getCollection("plain");
            this.random = random;
            this.kind = kind;
            if (plain.countDocuments() == 0) {
                index();
                for (int i = 0; i < 60; i++) {
                    insert();
                }
            }
        }

        void index() {
            List.of(
                            new Document("a", 1),
                            new Document("a", 1).append("b", -1),
                            new Document("b", 1).append("a", 1).append("c", 1).append("_id", 1),
                            new Document("s.x", 1).append("c", -1),
                            new Document("c", -1).append("_id", -1))
                    .forEach(indexed::createIndex);
        }

        void insert() {
            var document = document(anId());
            if (plain.find(eq(document.get("_id"))).first() == null) {
                plain.insertOne(document);
                indexed.insertOne(document);
            }
        }

        void write() {
            switch (random.nextInt(9)) {
                case 0, 1 -> insert();
                case 2 -> {
                    var replacement = document(anId());
                    both(documents -> documents.replaceOne(eq(replacement.get("_id")), replacement));
                }
                case 3 -> {
                    var update = set(one("a", "b", "c", "s"), value(0));
                    var selector = eq(anId());
                    both(documents -> documents.updateOne(selector, update));
                }
                case 4 -> {
                    var update = new Document("$unset", new Document(one("a", "b", "c", "s.x"), ""));
                    var selector = eq(anId());
                    both(documents -> documents.updateOne(selector, update));
                }
                case 5 -> {
                    var update = set(one("a", "b", "c"), value(0));
                    var selector = query(2);
                    both(documents -> documents.updateMany(selector, update));
                }
                case 6 -> {
                    var update = set(one("a", "b", "c"), value(0));
                    var selector = query(1);
                    var options = new FindOneAndUpdateOptions().sort(sort().append("_id", 1));
                    both(documents -> documents.findOneAndUpdate(selector, update, options));
                }
                case 7 -> {
                    var selector = eq(anId());
                    both(documents -> documents.deleteOne(selector));
                }
                default -> {
                    if (plain.countDocuments() > 50) {
                        var selector = and(query(2), in("_id", anId(), anId(), anId()));
                        both(documents -> documents.deleteMany(selector));
                    }
                }
            }
        }

        private void both(Function<MongoCollection<Document>, Object> write) {
            assertThat(write.apply(indexed)).isEqualTo(write.apply(plain));
        }

        void compare() {
            var query = query(2);
            var skip = random.nextInt(3) == 0 ? random.nextInt(5) : 0;
            var limit = random.nextBoolean() ? 0 : 1 + random.nextInt(8);
            var asked = query + " skip " + skip + " limit " + limit;
            var all = plain.find(query).into(new ArrayList<>());
            assertThat(indexed.find(query)).as(asked).containsExactlyElementsOf(all);
            var some = indexed.find(query).skip(skip).limit(limit).into(new ArrayList<>());
            assertThat(some)
                    .as(asked)
                    .hasSize(Math.max(0, Math.min(all.size() - skip, limit == 0 ? Integer.MAX_VALUE : limit)))
                    .doesNotHaveDuplicates();
            assertThat(all).as(asked).containsAll(some);
            compareOrder(query, sort().append("_id", random.nextBoolean() ? 1 : -1), skip, limit);
            compareOrder(query, sort().append("_id", random.nextBoolean() ? 1 : -1), skip, limit);
            assertThat(indexed.countDocuments(query)).as(asked).isEqualTo(all.size());
            var field = one("a", "b", "c");
            assertThat(indexed.distinct(field, query, BsonValue.class))
                    .as(asked)
                    .containsExactlyElementsOf(plain.distinct(field, query, BsonValue.class));
        }

        private void compareOrder(Document query, Document sort, int skip, int limit) {
            if (kind.equals("everything") && sort.size() > 1) {
                return; // of two empty arrays, for the library each comes before the other
            }
            var expected = plain.find(query).sort(sort).skip(skip).limit(limit).into(new ArrayList<>());
            assertThat(indexed.find(query).sort(sort).skip(skip).limit(limit))
                    .as(query + " sort " + sort + " skip " + skip + " limit " + limit)
                    .containsExactlyElementsOf(expected);
            var pipeline = List.of(
                    new Document("$match", query),
                    new Document("$sort", sort),
                    new Document("$skip", skip),
                    new Document("$limit", limit + 5));
            assertThat(indexed.aggregate(pipeline))
                    .as(pipeline.toString())
                    .containsExactlyElementsOf(
                            plain.find(query).sort(sort).skip(skip).limit(limit + 5));
        }

        private Document document(Object id) {
            var document = new Document("_id", id);
            for (var field : List.of("a", "b", "c")) {
                if (random.nextInt(6) > 0) {
                    document.append(field, value(0));
                }
            }
            switch (random.nextInt(kind.equals("plain") ? 3 : 5)) {
                case 0 -> document.append("s", new Document("x", value(0)));
                case 1 -> document.append("s", value(0));
                case 3 -> document.append("s", List.of(new Document("x", value(0)), new Document("x", value(0)), "s"));
                case 4 -> document.append("s", List.of(List.of(new Document("x", value(0))), 1));
                default -> {}
            }
            return document;
        }

        private @Nullable Object value(int depth) {
            return switch (random.nextInt(kind.equals("everything") && depth == 0 ? 14 : 9)) {
                case 0 -> null;
                case 1 -> random.nextInt(6) - 2;
                case 2 -> (long) random.nextInt(4);
                case 3 -> random.nextInt(8) / 2.0 - 1;
                case 4 -> one("x", "xy", "", "é", "x\0", "\u0001", "\uD83D\uDE00", "\uFFFD");
                case 5 -> random.nextBoolean();
                case 6 -> new Date(BEGIN.toEpochMilli() + random.nextInt(4));
                case 7 -> new ObjectId("00000000000000000000000" + random.nextInt(3));
                case 8 -> array(depth);
                case 9 -> (1L << 53) + random.nextInt(3);
                case 10 -> new Decimal128(random.nextInt(3));
                case 11 -> new Document("x", random.nextInt(2));
                case 12 -> new MinKey();
                default -> new MaxKey();
            };
        }

        private Object array(int depth) {
            if (kind.equals("plain") || kind.equals("mixed ids") || depth > 1) {
                return random.nextInt(5);
            }
            var values = new ArrayList<@Nullable Object>();
            for (int i = random.nextInt(4) + (kind.equals("arrays") ? 1 : 0); i > 0; i--) {
                values.add(value(depth + 1));
            }
            return values;
        }

        private Object anId() {
            var number = random.nextInt(90);
            return kind.equals("mixed ids") && number % 3 == 0 ? number : "d%02d".formatted(number);
        }

        private Document query(int depth) {
            var query = new Document();
            for (int i = random.nextInt(3); i >= 0; i--) {
                if (depth > 0 && random.nextInt(4) == 0) {
                    query.append(one("$or", "$and"), List.of(query(depth - 1), query(depth - 1)));
                } else {
                    var field = FIELDS.get(random.nextInt(random.nextInt(4) == 0 ? 5 : 4));
                    query.append(field, condition(() -> field.equals("_id") ? anId() : value(1)));
                }
            }
            return query;
        }

        private @Nullable Object condition(Supplier<@Nullable Object> value) {
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> value.get();
                case 3, 4 -> {
                    var values = new ArrayList<@Nullable Object>();
                    IntStream.range(0, random.nextInt(4)).forEach(_ -> values.add(value.get()));
                    yield new Document("$in", values);
                }
                case 5 -> new Document(one("$gt", "$gte"), value.get());
                case 6 -> new Document(one("$lt", "$lte"), value.get());
                case 7 -> new Document("$gte", value.get()).append("$lt", value.get());
                case 8 -> new Document("$ne", random.nextBoolean() ? null : value.get());
                default -> new Document("$exists", random.nextBoolean());
            };
        }

        private Document sort() {
            var sort = new Document();
            for (int i = random.nextInt(3); i > 0; i--) {
                sort.append(one("a", "b", "c", "s.x"), random.nextBoolean() ? 1 : -1);
            }
            return sort;
        }

        private String one(String... of) {
            return of[random.nextInt(of.length)];
        }
    }

    // ---- how much is read

    @Test
    void readsAsMuchOfALargeCollectionAsOfASmallOne() {
        var queries = List.<Reading>of(
                new Reading("the first page", eq("team", "red"), descending("at", "_id")),
                new Reading("backwards", eq("team", "red"), ascending("at", "_id")),
                new Reading("of some states", and(eq("team", "red"), in("state", STATES)), descending("at", "_id")),
                new Reading("by another field", and(eq("team", "red"), in("state", STATES)), ascending("name", "_id")),
                new Reading(
                        "the next page",
                        and(
                                eq("team", "red"),
                                in("state", STATES),
                                or(and(eq("at", at(400)), lt("_id", "d000400")), lt("at", at(400)), eq("at", null))),
                        descending("at", "_id")),
                new Reading(
                        "somebody's own",
                        and(eq("team", "red"), in("state", STATES), or(eq("owner", "u1"), eq("maker", "u1"))),
                        descending("at", "_id")),
                new Reading(
                        "a range",
                        and(eq("team", "red"), gte("at", at(100)), lte("at", at(110))),
                        descending("at", "_id")),
                new Reading("no condition", new Document(), ascending("at")),
                new Reading("identifiers", new Document(), descending("_id")),
                new Reading("identifiers behind one", lt("_id", "d000500"), descending("_id")),
                new Reading("an address", and(eq("team", "red"), eq("name", "n000321")), descending("_id")));
        var few = readings(1_000, queries);
        var many = readings(20_000, queries);
        for (int i = 0; i < queries.size(); i++) {
            assertThat(many.get(i)).as(queries.get(i).name()).isEqualTo(few.get(i));
            assertThat(few.get(i)).as(queries.get(i).name()).isLessThanOrEqualTo(50);
        }
    }

    private record Reading(String name, Bson filter, Bson order) {}

    private static List<Long> readings(int documents, List<Reading> queries) {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var leads = client.getDatabase("t").getCollection("leads");
            List.of("team at _id", "team state at _id", "team state name", "team owner state at", "team maker state at")
                    .forEach(keys -> leads.createIndex(ascending(keys.split(" "))));
            leads.createIndex(ascending("at"));
            leads.createIndex(ascending("team", "name"));
            leads.insertMany(IntStream.range(0, documents)
                    .mapToObj(n -> new Document("_id", "d%06d".formatted(n))
                            .append("team", "red")
                            .append("state", STATES.get(n % 4))
                            .append("owner", "u" + n % 5)
                            .append("maker", "u" + n % 3)
                            .append("at", at(n))
                            .append("name", "n%06d".formatted(n)))
                    .toList());
            return queries.stream()
                    .map(query -> {
                        var before = server.scannedDocuments();
                        assertThat(leads.find(query.filter())
                                        .sort(query.order())
                                        .limit(21))
                                .isNotEmpty();
                        assertThat(leads.countDocuments(query.filter(), new CountOptions().limit(20)))
                                .isPositive();
                        return server.scannedDocuments() - before;
                    })
                    .toList();
        }
    }

    private static Date at(int seconds) {
        return Date.from(BEGIN.plus(Duration.ofSeconds(seconds)));
    }

    @Test
    void readsAllOfAFewRatherThanInOrderOfMany() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = client.getDatabase("t").getCollection("things");
            things.createIndex(ascending("kind"));
            things.createIndex(ascending("at"));
            things.insertMany(IntStream.range(0, 2_000)
                    .mapToObj(n -> new Document("_id", n)
                            .append("kind", n % 100 == 0 ? "rare" : "usual")
                            .append("at", n))
                    .toList());

            assertThat(scannedBy(
                            server,
                            () -> things.find(eq("kind", "rare"))
                                    .sort(ascending("at"))
                                    .limit(10)))
                    .isEqualTo(20);
            assertThat(scannedBy(
                            server,
                            () -> things.find(eq("kind", "usual"))
                                    .sort(ascending("at"))
                                    .limit(10)))
                    .isLessThan(20);
        }
    }

    @Test
    void countsWithoutReadingWhereAnIndexSaysItAll() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = client.getDatabase("t").getCollection("things");
            things.createIndex(ascending("team", "state", "at"));
            things.insertMany(IntStream.range(0, 100)
                    .mapToObj(n -> new Document("team", "red")
                            .append("state", STATES.get(n % 4))
                            .append("at", n))
                    .toList());
            var some = and(eq("team", "red"), in("state", "new", "won"));

            var before = server.scannedDocuments();
            assertThat(things.countDocuments(some)).isEqualTo(50);
            assertThat(things.countDocuments(some, new CountOptions().limit(20)))
                    .isEqualTo(20);
            assertThat(things.countDocuments(some, new CountOptions().skip(45).limit(20)))
                    .isEqualTo(5);
            assertThat(things.countDocuments(and(some, eq("state", "lost")))).isZero();
            assertThat(things.countDocuments(eq("team", "blue"))).isZero();
            assertThat(server.scannedDocuments() - before)
                    .as("of the two conditions on one field")
                    .isEqualTo(25);

            things.insertOne(new Document("team", List.of("red", "blue")).append("state", List.of("new", "won")));
            assertThat(things.countDocuments(some)).isEqualTo(51);
            assertThat(things.countDocuments(new Document(
                            "$and",
                            List.of(
                                    new Document("team", "red"),
                                    new Document("$nor", List.of(new Document("at", 1)))))))
                    .isEqualTo(100);
        }
    }

    private static long scannedBy(EmbeddedMongo server, Supplier<Iterable<Document>> query) {
        var before = server.scannedDocuments();
        assertThat(query.get()).hasSize(10);
        return server.scannedDocuments() - before;
    }

    // ---- files

    @Test
    void buildsTheIndexesOfAFileThatHasNone() {
        var file = folder.resolve("models.db");
        fill(file);
        try (var store = MVStore.open(file.toString())) {
            store.getMapNames().stream()
                    .filter(name -> name.startsWith("ordered/"))
                    .toList()
                    .forEach(store::removeMap);
        }
        assertThatItReadsLittle(file);
    }

    @Test
    void buildsAnIndexAnewThatIsLaidDownInAnotherWay() {
        var file = folder.resolve("models.db");
        fill(file);
        try (var store = new MVStore.Builder().fileName(file.toString()).open()) {
            var index = store.openMap("ordered/t/things/n_1", OrderedIndex.LAYOUT);
            index.clear();
            index.put(new byte[] {0}, "0 +n +_id");
            index.put(new byte[] {9, 9}, "gone");
        }
        assertThatItReadsLittle(file);
    }

    private static void fill(Path file) {
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            var things = client.getDatabase("t").getCollection("things");
            things.createIndex(ascending("n"));
            things.insertMany(IntStream.range(0, 1_000)
                    .mapToObj(n -> new Document("_id", "" + n).append("n", n))
                    .toList());
        }
    }

    private void assertThatItReadsLittle(Path file) {
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            var things = client.getDatabase("t").getCollection("things");
            assertThat(scannedBy(server, () -> things.find(and(gte("n", 500), lt("n", 510)))))
                    .isLessThan(12);
            assertThat(things.find().sort(descending("n")).limit(1).first()).containsEntry("n", 999);
        }
        assertThat(folder.toFile().list()).containsExactly("models.db");
    }

    @Test
    void forgetsTheIndexesOfWhatIsDropped() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var database = client.getDatabase("t");
            var things = database.getCollection("things");
            database.getCollection("others").createIndex(ascending("m", "n"));
            for (var drop : List.<Runnable>of(things::drop, database::drop, things::dropIndexes, () -> {})) {
                things.createIndex(ascending("n"));
                things.createIndex(ascending("n", "m"));
                assertThat(things.listIndexes().map(index -> index.getString("name")))
                        .containsExactlyInAnyOrder("_id_", "n_1", "n_1_m_1");
                things.deleteMany(new Document());
                things.insertOne(new Document("n", 1));
                assertThat(things.find(eq("n", 1))).hasSize(1);
                assertThat(things.countDocuments(eq("n", 1))).isEqualTo(1);
                drop.run();
            }
        }
    }

    @Test
    void refusesAnotherIndexOfTheSameName() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = client.getDatabase("t").getCollection("things");
            var name = new IndexOptions().name("one");
            things.createIndex(ascending("a"), name);
            things.createIndex(ascending("a"), name);

            assertThatThrownBy(() -> things.createIndex(ascending("b"), name))
                    .isInstanceOf(MongoCommandException.class);
        }
    }

    @Test
    void leavesNoTraceOfAValueThatIsToBeForgotten() throws IOException {
        var file = folder.resolve("models.db");
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            var things = client.getDatabase("t").getCollection("things");
            things.createIndex(orderBy(ascending("team"), ascending("name")));
            things.insertOne(new Document("_id", 1).append("team", "red").append("name", "Lovelace"));
            server.flush();
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).split("Lovelace", -1))
                    .as("in the document and in the index")
                    .hasSizeGreaterThan(2);
            things.updateOne(eq("_id", 1), set("name", "gone"));

            server.forgetTraces();

            await().until(
                            () -> Files.readString(file, StandardCharsets.ISO_8859_1),
                            text -> !text.contains("Lovelace"));
            assertThat(things.find(and(eq("team", "red"), eq("name", "gone"))).first())
                    .isNotNull();
        }
    }

    @Test
    void missesNothingThatIsThereWhileOthersWrite() throws Exception {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString());
                var writer = Executors.newSingleThreadExecutor()) {
            var things = client.getDatabase("t").getCollection("things");
            things.createIndex(ascending("state", "at"));
            things.insertMany(IntStream.range(0, 200)
                    .mapToObj(n ->
                            new Document("_id", "d" + n).append("state", "a").append("at", n))
                    .toList());
            var stop = new AtomicBoolean();
            var writing = writer.submit(() -> {
                for (int i = 0; !stop.get(); i++) {
                    things.updateOne(eq("_id", "d" + i % 200), set("state", i % 2 == 0 ? "a" : "b"));
                    things.insertOne(
                            new Document("_id", "x").append("state", "a").append("at", 1));
                    things.deleteOne(eq("_id", "x"));
                }
            });
            try {
                for (int i = 0; i < 300; i++) {
                    assertThat(things.find(in("state", "a", "b")).sort(ascending("at", "_id")))
                            .hasSizeBetween(200, 201);
                    assertThat(things.countDocuments(in("state", "a", "b"))).isBetween(200L, 201L);
                }
            } finally {
                stop.set(true);
            }
            writing.get();
        }
    }
}
