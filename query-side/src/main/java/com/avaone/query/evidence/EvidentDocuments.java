package com.avaone.query.evidence;

import com.avaone.api.evidence.OrganizationDocuments;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.kernel.Outage;
import com.avaone.projection.kernel.ParkedEvents;
import com.avaone.projection.kernel.Progress;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * An organization's documents as a bundle has them: fields in the order of their names, instants as text, decimals as text, and under {@code
 * leftOut} the names of the fields that are not told.
 */
@Component
class EvidentDocuments implements OrganizationDocuments {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FETCHED_AT_ONCE = 500;

    private static final String ID = "_id";
    private static final String ORGANIZATION_ID = "organizationId";
    private static final String LEFT_OUT = "leftOut";

    /** Marks documents while they are built again. */
    private static final List<String> OF_THE_WRITER = List.of("stale");

    /** Which processors write what is told. */
    private static final List<String> PROCESSORS = List.of("organization", "license", "user", "team", "crm", "audit");

    /**
     * Events that these could not handle yet, and those that wait behind them: without it documents could look as if nothing had happened
     * since.
     */
    static final EvidentCollection PARKED = new EvidentCollection(
            Database.MAIN,
            ParkedEvents.COLLECTION,
            EvidentFields.of("processor", "position", "event", "aggregateId", "number", "parkedAt"));

    private final Databases databases;
    private final Progress progress;
    private final JsonMapper json = JsonMapper.builder().build();

    EvidentDocuments(Databases databases, Progress progress) {
        this.databases = databases;
        this.progress = progress;
    }

    @Override
    public void read(OrganizationId organizationId, long position, Reader reader) throws IOException {
        try {
            await(position);
            // First: what is written while the documents are read leaves the parked events.
            read(
                    organizationId,
                    PARKED,
                    Filters.and(Filters.in("processor", PROCESSORS), Filters.eq("sequence", organizationId.value())),
                    reader);
            for (var collection : EvidentCollection.ALL) {
                read(organizationId, collection, Filters.eq(ORGANIZATION_ID, organizationId.value()), reader);
            }
        } catch (Rejected refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            if (Outage.isBehind(failure)) {
                throw new Rejected(
                        KernelRule.READ_MODEL_UNAVAILABLE,
                        "A database of the read models does not answer now. Try again in a few seconds.");
            }
            throw failure;
        }
    }

    private void await(long position) {
        try {
            if (progress.await(PROCESSORS, position, PATIENCE)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Rejected(
                KernelRule.READ_MODEL_BEHIND,
                "The read models have not come to position %d within %d s.".formatted(position, PATIENCE.toSeconds()));
    }

    private void read(OrganizationId organizationId, EvidentCollection collection, Bson wanted, Reader reader)
            throws IOException {
        try (var found = in(organizationId, collection)
                .find(wanted)
                .sort(Sorts.ascending(ID))
                .allowDiskUse(true)
                .batchSize(FETCHED_AT_ONCE)
                .iterator()) {
            while (found.hasNext()) {
                var document = found.next();
                reader.document(
                        collection.name(),
                        String.valueOf(document.get(ID)),
                        json.writeValueAsString(told(document, collection.told())));
            }
        }
    }

    private MongoCollection<Document> in(OrganizationId organizationId, EvidentCollection collection) {
        var database = collection.database() == Database.TENANT
                ? databases.tenant(organizationId)
                : databases.shared(collection.database());
        return database.getCollection(collection.name());
    }

    static Map<String, @Nullable Object> told(Document document, EvidentFields fields) {
        var leftOut = new TreeSet<String>();
        var told = told(document, List.of(), fields, leftOut);
        if (!leftOut.isEmpty()) {
            told.put(LEFT_OUT, List.copyOf(leftOut));
        }
        return told;
    }

    private static Map<String, @Nullable Object> told(
            Document document, List<String> place, EvidentFields fields, Set<String> leftOut) {
        var told = new TreeMap<String, @Nullable Object>();
        document.forEach((field, value) -> {
            var path = new ArrayList<>(place);
            path.add(field);
            if (holdsFields(value) ? fields.mayHold(path) : fields.tells(path)) {
                told.put(field, told(value, path, fields, leftOut));
            } else if (!path.equals(OF_THE_WRITER)) {
                leftOut.add(String.join(".", path));
            }
        });
        return told;
    }

    private static boolean holdsFields(@Nullable Object value) {
        return value instanceof Document
                || value instanceof List<?> list && list.stream().anyMatch(Document.class::isInstance);
    }

    private static @Nullable Object told(
            @Nullable Object value, List<String> path, EvidentFields fields, Set<String> leftOut) {
        return switch (value) {
            case null -> null;
            case Document nested -> told(nested, path, fields, leftOut);
            case List<?> list ->
                list.stream()
                        .<@Nullable Object>map(each -> told(each, path, fields, leftOut))
                        .toList();
            case Date instant -> instant.toInstant().toString();
            case Decimal128 number -> number.bigDecimalValue().toPlainString();
            case String text -> text;
            case Number number -> number;
            case Boolean bool -> bool;
            default ->
                throw new IllegalStateException(
                        "A bundle cannot tell a %s".formatted(value.getClass().getName()));
        };
    }
}
