package com.avaone.benchmarks;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.projection.crm.ActivityDocument;
import com.avaone.projection.crm.LeadDocument;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.kernel.TenantDocuments;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.bson.Document;
import org.springframework.context.ConfigurableApplicationContext;

/** The list of 100,000 leads against that of 1,000, on the embedded default; and what its indexes add to writing leads. */
final class ManyLeads {

    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("leads", 100_000);
    private static final int SAMPLES = Integer.getInteger("samples", 500);
    private static final int LIMIT = 50;
    private static final int BATCH = 500;
    private static final int WRITTEN = 10_000;
    private static final int CAPTURED = 5_000;
    private static final List<LeadState> STATES =
            List.of(LeadState.NEW, LeadState.CONTACTED, LeadState.QUALIFIED, LeadState.DISQUALIFIED);
    private static final List<LeadSource> SOURCES =
            List.of(LeadSource.IMPORT, LeadSource.CONTACT_FORM, LeadSource.MANUAL);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private ManyLeads() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-leads");
        try (var few = EmbeddedSuite.start(directory.resolve("few"));
                var many = EmbeddedSuite.start(directory.resolve("many"))) {
            fill(few, FEW);
            var begin = System.nanoTime();
            fill(many, MANY);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%,d leads written in %.1f s; %,d bytes of disk each",
                    MANY,
                    (System.nanoTime() - begin) / 1e9,
                    Directories.size(directory.resolve("many")) / MANY));
            var all = LeadFilter.ALL;
            Pairs.warmUp(() -> rate(few, all, LeadSort.CAPTURED_DESC) + rate(many, all, LeadSort.CAPTURED_DESC));
            System.out.println(Pairs.head("", "lists/s of %,d".formatted(MANY), "of %,d".formatted(FEW)));
            for (var sort : LeadSort.values()) {
                compare(many, few, "all, " + sort, all, sort);
            }
            compare(many, few, "of a state", new LeadFilter(null, LeadState.NEW, null, null, null), LeadSort.NAME);
            compare(
                    many,
                    few,
                    "of a source",
                    new LeadFilter(null, null, LeadSource.IMPORT, null, null),
                    LeadSort.CAPTURED_DESC);
            System.out.println();
            compareWrites(many);
            compareRebuilds(few);
        } finally {
            Directories.delete(directory);
        }
    }

    private static void compare(
            ConfigurableApplicationContext many,
            ConfigurableApplicationContext few,
            String name,
            LeadFilter filter,
            LeadSort sort)
            throws Exception {
        System.out.println(Pairs.compare(() -> rate(many, filter, sort), () -> rate(few, filter, sort))
                .row(name));
    }

    /** The inverse of the median, so that a pause of the machine counts for one page only. */
    private static double rate(ConfigurableApplicationContext context, LeadFilter filter, LeadSort sort) {
        var queries = context.getBean(QueryGateway.class);
        var query = new FindLeads(OrganizationId.OPERATOR, null, filter, sort, null, LIMIT);
        return 1e3
                / Latencies.of(SAMPLES, () -> {
                            var page = EmbeddedSuite.ask(queries, query, LeadPage.class, 0);
                            if (page.items().size() != LIMIT) {
                                throw new IllegalStateException(
                                        "a page of " + page.items().size());
                            }
                        })
                        .millis(0.5);
    }

    /** Documents as the projector writes them, in bulk writes; without indexes the same work but for them. */
    private static void compareWrites(ConfigurableApplicationContext context) throws Exception {
        var database = context.getBean(Databases.class).shared(Database.CRM).getDb();
        var indexes = leads(context)
                .listIndexes()
                .map(index -> index.get("key", Document.class))
                .into(new ArrayList<>());
        var bare = database.getCollection("bare");
        var indexed = database.getCollection("indexed");
        indexes.forEach(indexed::createIndex);
        System.out.println(Pairs.head("", "leads/s with %d indexes".formatted(indexes.size() - 1), "without"));
        System.out.println(
                Pairs.compare(() -> rate(indexed, true), () -> rate(bare, true)).row("new leads"));
        System.out.println(Pairs.compare(() -> rate(indexed, false), () -> rate(bare, false))
                .row("changes of leads"));
    }

    /** The whole way of a projection: events are read, opened, handled, and their documents written, those of the timeline too. */
    private static void compareRebuilds(ConfigurableApplicationContext context) throws Exception {
        var commands = context.getBean(CommandGateway.class);
        for (int number = 0; number < CAPTURED; number++) {
            var letters = "person%05d".formatted(number * 7_919 % CAPTURED);
            EmbeddedSuite.send(
                    commands,
                    OrganizationId.OPERATOR,
                    new CaptureLead(
                            LeadId.random(),
                            OrganizationId.OPERATOR,
                            LeadSource.MANUAL,
                            new PersonDetails(letters, new EmailAddress(letters + "@example.com"), null, "Company"),
                            "I should like to know what it costs.",
                            null,
                            null,
                            null,
                            false,
                            null));
        }
        var database = context.getBean(Databases.class).shared(Database.CRM).getDb();
        var collections = List.of(leads(context), database.getCollection(ActivityDocument.COLLECTION));
        System.out.println(
                IndexCost.measure(context, "crm", collections, CAPTURED).row("rebuild, leads/s"));
    }

    private static MongoCollection<Document> leads(ConfigurableApplicationContext context) {
        return context.getBean(Databases.class).shared(Database.CRM).getCollection(LeadDocument.COLLECTION);
    }

    private static double rate(MongoCollection<Document> collection, boolean areNew) {
        if (areNew) {
            collection.deleteMany(new Document());
        }
        var shift = areNew ? 0 : (int) (collection.countDocuments() + System.nanoTime() % 1_000);
        var begin = System.nanoTime();
        write(collection, WRITTEN, shift);
        return WRITTEN / ((System.nanoTime() - begin) / 1e9);
    }

    private static void fill(ConfigurableApplicationContext context, int leads) {
        context.getBean(TenantDocuments.class).provisionShared(LeadDocument.class);
        write(context.getBean(Databases.class).shared(Database.CRM).getCollection(LeadDocument.COLLECTION), leads, 0);
    }

    /** @param shift by which many seconds later each was changed */
    private static void write(MongoCollection<Document> collection, int leads, int shift) {
        var random = new Random(leads);
        for (int from = 0; from < leads; from += BATCH) {
            var writes = new ArrayList<WriteModel<Document>>(BATCH);
            for (int number = from; number < from + BATCH; number++) {
                var lead = lead(number, shift, random);
                writes.add(new ReplaceOneModel<>(
                        new Document("_id", lead.get("_id")), lead, new ReplaceOptions().upsert(true)));
            }
            collection.bulkWrite(writes);
        }
    }

    private static Document lead(int number, int shift, Random random) {
        var letters = HexFormat.of().toHexDigits(random.nextLong());
        var capturedAt = BEGIN.plusSeconds(60L * number);
        return new Document("_id", LeadId.PREFIX + "%026d".formatted(number))
                .append("organizationId", OrganizationId.OPERATOR.value())
                .append("state", STATES.get(number % STATES.size()).name())
                .append("source", SOURCES.get(number % SOURCES.size()).name())
                .append("reference", letters.substring(0, 5) + "-" + letters.substring(5, 10))
                .append("name", "Lead " + letters)
                .append("nameLower", "lead " + letters)
                .append("nameKey", "lead" + letters)
                .append("email", letters + "@example.com")
                .append("phone", "+91 " + number)
                .append("phoneKey", "91" + letters)
                .append("company", "Company " + number % 500)
                .append("companyLower", "company " + number % 500)
                .append("message", "I should like to know what it costs. ".repeat(8))
                .append("confirmation", ConfirmationState.CONFIRMED.name())
                .append("assignee", UserId.PREFIX + "%026d".formatted(number % 20))
                .append("capturedAt", Date.from(capturedAt))
                .append("updatedAt", Date.from(capturedAt.plusSeconds(shift)))
                .append("sequences", new Document("lead", (long) shift));
    }
}
