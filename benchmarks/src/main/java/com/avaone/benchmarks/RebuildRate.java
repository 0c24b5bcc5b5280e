package com.avaone.benchmarks;

import com.avaone.api.license.LicenseCommand.ChangeSeatLimit;
import com.avaone.api.license.Seats;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.kernel.ProcessorOperations;
import com.avaone.projection.kernel.Progress;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.bson.Document;

/**
 * Events per second while the licenses are built anew, against a loop that writes the same documents in bulk writes of 500 and does nothing
 * else: once per event, as if every event were a document.
 */
final class RebuildRate {

    private static final int LICENSES = Integer.getInteger("licenses", 2_000);
    private static final int CHANGES = 4;
    private static final int BATCH = 500;
    private static final String PROCESSOR = "license";

    private RebuildRate() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-rebuild");
        try (var context = EmbeddedSuite.start(directory.resolve("data"))) {
            var commands = context.getBean(CommandGateway.class);
            var progress = context.getBean(Progress.class);
            var operations = context.getBean(ProcessorOperations.class);
            var databases = context.getBean(Databases.class);
            var organizations = new ArrayList<Organizations.Registered>();
            for (int i = 0; i < LICENSES; i++) {
                organizations.add(Organizations.register(commands, i));
            }
            awaitHead(progress, "WhenOrganizationIsRegisteredThenIssueLicense");
            for (int change = 1; change <= CHANGES; change++) {
                for (var organization : organizations) {
                    EmbeddedSuite.send(
                            commands,
                            organization.organizationId(),
                            new ChangeSeatLimit(
                                    organization.licenseId(), organization.organizationId(), new Seats(25 + change)));
                }
            }
            awaitHead(progress, PROCESSOR);
            var licenses = databases.main().getDb().getCollection("licenses");
            var documents = licenses.find().into(new ArrayList<>());
            if (documents.size() != LICENSES) {
                throw new IllegalStateException("licenses: " + documents.size());
            }
            var events = (long) LICENSES * (1 + CHANGES);
            Pairs.Rate rebuild = () -> {
                var begin = System.nanoTime();
                operations.rebuild(PROCESSOR);
                awaitHead(progress, PROCESSOR);
                return events / ((System.nanoTime() - begin) / 1e9);
            };
            Pairs.Rate rawWrite = () -> {
                var scratch = databases.main().getDb().getCollection("scratch");
                scratch.drop();
                var begin = System.nanoTime();
                for (int round = 0; round < 1 + CHANGES; round++) {
                    write(scratch, documents);
                }
                return events / ((System.nanoTime() - begin) / 1e9);
            };
            Pairs.warmUp(() -> rebuild.measure() + rawWrite.measure());
            System.out.println(Pairs.head("", "rebuild, events/s", "raw bulk write, documents/s"));
            System.out.println(Pairs.compare(rebuild, rawWrite).row("%,d events".formatted(events)));
            var audited = databases.main().getDb().getCollection("audit_events");
            System.out.println(Pairs.head("", "audit with its indexes, events/s", "without, events/s"));
            System.out.println(IndexCost.measure(context, "audit", List.of(audited), progress.head())
                    .row("%,d events".formatted(progress.head())));
        } finally {
            Directories.delete(directory);
        }
    }

    private static void write(com.mongodb.client.MongoCollection<Document> collection, List<Document> documents) {
        for (int from = 0; from < documents.size(); from += BATCH) {
            var writes = new ArrayList<WriteModel<Document>>(BATCH);
            for (var document : documents.subList(from, Math.min(from + BATCH, documents.size()))) {
                writes.add(new ReplaceOneModel<>(
                        new Document("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
            }
            collection.bulkWrite(writes);
        }
    }

    private static void awaitHead(Progress progress, String processor) throws InterruptedException {
        if (!progress.await(List.of(processor), progress.head(), Duration.ofMinutes(10))) {
            throw new IllegalStateException(processor + " did not catch up");
        }
    }
}
