package com.avaone.projection.kernel.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

    @TempDir
    Path folder;

    @Test
    void losesNoConcurrentIncrement() throws Exception {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var counters = client.getDatabase("t").getCollection("counters");
            counters.insertOne(new Document("_id", "a").append("n", 0));

            var calls = IntStream.range(0, 400)
                    .mapToObj(i -> callers.submit(() -> counters.updateOne(eq("_id", "a"), inc("n", 1))))
                    .toList();
            for (var call : calls) {
                call.get();
            }

            assertThat(counters.find(eq("_id", "a")).first()).containsEntry("n", 400);
        }
    }

    @Test
    void neverChangesADocumentThatAReaderHolds() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = client.getDatabase("t").getCollection("things");
            things.insertMany(numbered(10));

            // The cursor's later batches are held by the server while the documents change.
            var cursor = things.find().batchSize(2).iterator();
            cursor.next();
            things.updateMany(new Document(), set("n", -1));
            things.findOneAndUpdate(eq("_id", "9"), set("n", -2));

            var rest = new ArrayList<Integer>();
            cursor.forEachRemaining(document -> rest.add(document.getInteger("n")));
            assertThat(rest).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void dropsExactlyTheNamedDatabase() {
        var file = folder.resolve("models.db");
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            Stream.of("t1", "t10", "t1_").forEach(name -> {
                client.getDatabase(name).getCollection("things").insertMany(numbered(3));
                client.getDatabase(name).getCollection("things2").insertMany(numbered(4));
            });

            client.getDatabase("t1").getCollection("things").drop();
            assertThat(things(client, "t1").countDocuments()).isZero();
            assertThat(client.getDatabase("t1").getCollection("things2").countDocuments())
                    .isEqualTo(4);

            client.getDatabase("t1").drop();
        }
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            assertThat(client.listDatabaseNames()).containsExactly("t10", "t1_");
            assertThat(things(client, "t10").countDocuments()).isEqualTo(3);
            assertThat(things(client, "t1_").countDocuments()).isEqualTo(3);
        }
    }

    @Test
    void doesNotMakeADatabaseByALookAtIt() {
        var file = folder.resolve("models.db");
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            assertThat(things(client, "t1").find().first()).isNull();
            assertThat(things(client, "t1").countDocuments()).isZero();
            assertThat(client.listDatabaseNames()).isEmpty();

            client.getDatabase("t2").createCollection("things");
            things(client, "t3").insertOne(new Document());
            client.getDatabase("t3").drop();
            assertThat(things(client, "t3").find().first()).isNull();
            assertThat(client.listDatabaseNames()).containsExactly("t2");
        }
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            assertThat(client.listDatabaseNames()).containsExactly("t2");
        }
    }

    @Test
    void keepsEveryKindOfValueAcrossARestart() {
        var file = folder.resolve("models.db");
        var document = new Document("_id", "a")
                .append("int", 1)
                .append("long", 2L)
                .append("double", 0.5)
                .append("decimal", Decimal128.parse("12.50"))
                .append("text", "Grüße 你好")
                .append("yes", true)
                .append("nothing", null)
                .append("at", Date.from(Instant.parse("2026-01-02T03:04:05.678Z")))
                .append("object", new ObjectId())
                .append("bytes", new Binary(new byte[] {1, 2, 3}))
                .append("list", List.of("x", List.of(1, 2), new Document("y", 1)))
                .append("nested", new Document("b", 1).append("a", new Document()));
        var ids = List.of("text", 1, 2L, 0.5, new ObjectId(), new Document("x", 1).append("y", "z"), new Date(0));
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            things(client, "t").insertOne(document);
            things(client, "t").createIndex(new Document("text", 1), new IndexOptions().unique(true));
            ids.forEach(id -> client.getDatabase("t").getCollection("ids").insertOne(new Document("_id", id)));
        }
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            assertThat(things(client, "t").find().first()).isEqualTo(document);
            assertThat(things(client, "t").find().first().keySet()).containsExactlyElementsOf(document.keySet());
            assertThat(things(client, "t").find(eq("text", "Grüße 你好")).first()).isEqualTo(document);
            for (var id : ids) {
                assertThat(client.getDatabase("t")
                                .getCollection("ids")
                                .find(eq("_id", id))
                                .first())
                        .containsEntry("_id", id);
            }
            assertDuplicate(() -> things(client, "t").insertOne(new Document("_id", "b").append("text", "Grüße 你好")));
        }
    }

    @Test
    void refusesASecondDocumentUnderAUniqueIndex() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            things.createIndex(new Document("slug", 1), new IndexOptions().unique(true));
            things.insertOne(new Document("_id", 1).append("slug", "a"));
            things.insertOne(new Document("_id", 2).append("slug", "b"));

            assertDuplicate(() -> things.insertOne(new Document("_id", 3).append("slug", "a")));
            assertDuplicate(() -> things.updateOne(eq("_id", 2), set("slug", "a")));
            assertDuplicate(() ->
                    things.replaceOne(eq("_id", 4), new Document("slug", "b"), new ReplaceOptions().upsert(true)));

            things.updateOne(eq("_id", 1), set("slug", "c"));
            things.insertOne(new Document("_id", 5).append("slug", "a"));
            assertThat(things.countDocuments()).isEqualTo(3);
        }
    }

    @Test
    void findsAndModifiesInOneStep() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            var options = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
            assertThat(things.findOneAndUpdate(eq("_id", "a"), push("list", 1), options))
                    .containsEntry("list", List.of(1));
            assertThat(things.findOneAndUpdate(eq("_id", "a"), push("list", 2)))
                    .as("before the change")
                    .containsEntry("list", List.of(1));
            assertThat(things.findOneAndDelete(eq("_id", "a"))).containsEntry("list", List.of(1, 2));
            assertThat(things.countDocuments()).isZero();
        }
    }

    @Test
    void looksOnlyAtTheNamedDocumentWhereMoreThanItsIdIsAskedFor() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            things.insertMany(numbered(1_000));
            var before = server.scannedDocuments();

            assertThat(things.find(and(eq("_id", "7"), eq("n", 7))).first()).isNotNull();
            assertThat(things.find(and(eq("_id", "7"), eq("n", 8))).first()).isNull();
            assertThat(things.find(and(in("_id", "7", "8", "none"), gte("n", 8))))
                    .hasSize(1);
            things.updateOne(and(eq("_id", "7"), lte("n", 7)), set("m", 1));
            assertThat(things.find(new Document("_id", "7").append("m", 1)).first())
                    .isNotNull();
            things.deleteOne(and(eq("_id", "7"), eq("n", 7)));

            assertThat(server.scannedDocuments() - before).isLessThan(20);
            assertThat(things.countDocuments()).isEqualTo(999);
        }
    }

    @Test
    void insertsWhereAnUpdateFindsNothingAndRefusesWhereOnlyTheGuardDiffers() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            var upsert = new UpdateOptions().upsert(true);
            var guard = and(eq("_id", "a"), eq("owner", "x"), not(gte("sequence", 5)));
            things.updateOne(guard, set("sequence", 5), upsert);
            assertThat(things.find().first())
                    .isEqualTo(new Document("_id", "a").append("owner", "x").append("sequence", 5));
            assertDuplicate(() -> things.updateOne(guard, set("sequence", 5), upsert));
            assertThat(things.countDocuments(exists("owner"))).isEqualTo(1);
        }
    }

    @Test
    void keepsTheFieldsOfAReplacementInItsOrder() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            things.insertOne(
                    new Document("_id", 1).append("z", 1).append("a", 1).append("old", 1));
            things.replaceOne(eq("_id", 1), new Document("a", 2).append("m", 2).append("z", 2));
            assertThat(things.find().first().toJson()).isEqualTo("{\"_id\": 1, \"a\": 2, \"m\": 2, \"z\": 2}");
            things.findOneAndReplace(eq("_id", 1), new Document("z", 3).append("a", 3));
            assertThat(things.find().first().toJson()).isEqualTo("{\"_id\": 1, \"z\": 3, \"a\": 3}");
        }
    }

    @Test
    void replacesTheNamedDocumentOnlyAsTheSelectorDescribesIt() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            things.createIndex(new Document("slug", 1), new IndexOptions().unique(true));
            things.insertOne(new Document("_id", "a").append("slug", "x").append("sequences", new Document("s", 1L)));
            things.insertOne(new Document("_id", "b").append("slug", "y"));
            var asRead = new Document("_id", "a").append("sequences", new Document("s", 1L));
            var next = new Document("_id", "a").append("sequences", new Document("s", 2L));

            assertDuplicate(() -> things.replaceOne(asRead, new Document(next).append("slug", "y")));
            assertThat(things.replaceOne(asRead, new Document("slug", "z").append("sequences", next.get("sequences"))))
                    .returns(1L, UpdateResult::getMatchedCount)
                    .returns(1L, UpdateResult::getModifiedCount);
            assertThat(things.replaceOne(asRead, next).getMatchedCount())
                    .as("what was read is not there any more")
                    .isZero();
            var stored = things.find(eq("_id", "a")).first();
            assertThat(things.replaceOne(eq("_id", "a"), stored))
                    .returns(1L, UpdateResult::getMatchedCount)
                    .returns(0L, UpdateResult::getModifiedCount);
            assertThatThrownBy(() -> things.replaceOne(eq("_id", "a"), new Document("_id", "c")))
                    .isInstanceOf(MongoWriteException.class);

            assertThat(stored.toJson()).isEqualTo("{\"_id\": \"a\", \"slug\": \"z\", \"sequences\": {\"s\": 2}}");
            things.insertOne(new Document("_id", "c").append("slug", "x"));
            assertThat(things.find(eq("slug", "z")).first()).isEqualTo(stored);
            assertThat(things.countDocuments()).isEqualTo(3);
        }
    }

    @Test
    void neverChangesAReplacedDocumentThatAReaderHolds() {
        try (var server = EmbeddedMongo.inMemory();
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            things.insertMany(numbered(10));
            var cursor = things.find().batchSize(2).iterator();
            cursor.next();

            things.replaceOne(eq("_id", "9"), new Document("_id", "9").append("n", -1));

            var rest = new ArrayList<Integer>();
            cursor.forEachRemaining(document -> rest.add(document.getInteger("n")));
            assertThat(rest).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void isAtACommandBoundaryWhereverItIsKilled() throws Exception {
        var file = folder.resolve("models.db");
        var images = new ArrayList<Path>();
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString());
                var writer = Executors.newSingleThreadExecutor()) {
            var stop = new AtomicBoolean();
            var writing = writer.submit(() -> {
                for (int batch = 1; !stop.get(); batch++) {
                    var number = batch;
                    things(client, "t")
                            .insertMany(IntStream.range(0, 10)
                                    .mapToObj(i -> new Document("_id", number + "-" + i).append("batch", number))
                                    .toList());
                    client.getDatabase("t")
                            .getCollection("token")
                            .replaceOne(
                                    eq("_id", "token"),
                                    new Document("batch", number),
                                    new ReplaceOptions().upsert(true));
                }
            });
            // Copies of the file while it is written to are what a kill or a power cut leaves behind.
            for (int i = 0; i < 12; i++) {
                var before = batchOf(client);
                await().until(() -> batchOf(client) > before + 3);
                server.flush();
                images.add(Files.copy(file, folder.resolve("image-" + i)));
            }
            stop.set(true);
            writing.get();
        }
        var tokens = new ArrayList<Integer>();
        for (var image : images) {
            try (var server = EmbeddedMongo.open(image);
                    var client = MongoClients.create(server.connectionString())) {
                var token =
                        client.getDatabase("t").getCollection("token").find().first();
                var position = token == null ? 0 : token.getInteger("batch");
                var documents = things(client, "t").countDocuments();
                assertThat(documents).isIn(position * 10L, position * 10L + 10);
                tokens.add(position);
            }
        }
        assertThat(tokens).as("the images were taken while it wrote").isSorted().doesNotHaveDuplicates();
    }

    @Test
    void leavesNoTraceInTheFileOfWhatIsToBeForgotten() throws IOException {
        var file = folder.resolve("models.db");
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            var things = things(client, "t");
            things.createIndex(new Document("n", 1), new IndexOptions().unique(true));
            things.insertMany(numbered(2_000));
            things.insertOne(new Document("_id", "ada").append("n", "Lovelace-before"));
            server.flush();
            things.updateOne(eq("_id", "ada"), set("n", "Lovelace-after"));
            server.flush();
            things.updateOne(eq("_id", "ada"), set("n", -1));
            server.flush();
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as("what a store does by itself")
                    .contains("Lovelace-before", "Lovelace-after");
            var cursor = things.find().batchSize(2).iterator();
            cursor.next();

            server.forgetTraces();

            await().until(
                            () -> Files.readString(file, StandardCharsets.ISO_8859_1),
                            text -> !text.contains("Lovelace"));
            var rest = new ArrayList<Document>();
            cursor.forEachRemaining(rest::add);
            assertThat(rest).as("of a reader that had begun before").hasSize(2_000);
            assertThat(things.find(eq("_id", "1999")).first()).containsEntry("n", 1999);
            assertDuplicate(() -> things.insertOne(new Document("_id", "eva").append("n", 7)));
            things.insertOne(new Document("_id", "eva").append("n", 2_000));
        }
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            assertThat(things(client, "t").countDocuments()).isEqualTo(2_002);
        }
        assertThat(folder.toFile().list()).containsExactly("models.db");
    }

    @Test
    void setsAFileAsideThatItCannotRead() throws IOException {
        var file = folder.resolve("models.db");
        Files.writeString(file, "this is not a store".repeat(1_000));
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            things(client, "t").insertOne(new Document("_id", 1));
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("models.db.unreadable-"));
        }
    }

    @Test
    void neverServesAFileThatIsDamagedInTheMiddle() throws IOException {
        var file = folder.resolve("models.db");
        var images = new ArrayList<Path>();
        try (var server = EmbeddedMongo.open(file);
                var client = MongoClients.create(server.connectionString())) {
            things(client, "t").insertMany(numbered(5_000)); // five commands of a thousand
            server.flush();
            client.getDatabase("t").getCollection("other").insertOne(new Document("_id", 1));
            server.flush();
            for (int percent : List.of(20, 40, 60, 80)) {
                var image = Files.copy(file, folder.resolve("image-" + percent));
                try (var channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.allocate((int) channel.size() / 50), channel.size() * percent / 100);
                }
                images.add(image);
            }
        }
        for (var image : images) {
            try (var server = EmbeddedMongo.open(image);
                    var client = MongoClients.create(server.connectionString())) {
                // Begun anew, or from an older commit: whole in either case.
                var documents = things(client, "t").find().into(new ArrayList<>());
                assertThat(documents.size() % 1_000).isZero();
            }
        }
        assertThat(folder.toFile().list()).anyMatch(name -> name.contains(".unreadable-"));
    }

    @Test
    void refusesAFileThatAnotherServerUses() {
        var file = folder.resolve("models.db");
        try (var server = EmbeddedMongo.open(file)) {
            assertThat(server.connectionString()).startsWith("mongodb://127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedMongo.open(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("used by another process");
        }
        assertThat(folder.toFile().list()).containsExactly("models.db");
    }

    private static int batchOf(MongoClient client) {
        var token = client.getDatabase("t").getCollection("token").find().first();
        return token == null ? 0 : token.getInteger("batch");
    }

    private static List<Document> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Document("_id", "" + n).append("n", n))
                .toList();
    }

    private static MongoCollection<Document> things(MongoClient client, String database) {
        return client.getDatabase(database).getCollection("things");
    }

    private static void assertDuplicate(Runnable write) {
        assertThatThrownBy(write::run)
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        e -> assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
    }
}
