package com.avaone.query.crm;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.projection.crm.Fields;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.Databases;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the CRM's database, in which the records of all organizations are. Whoever reads hands over the query: by it the filter is of one
 * organization, and of the records of one user where the query keeps to those.
 */
@Component
class CrmRecords {

    private static final CountOptions ENOUGH = new CountOptions().limit(1_001);

    private final Databases databases;

    CrmRecords(Databases databases) {
        this.databases = databases;
    }

    MongoCollection<Document> collection(String name) {
        return databases.shared(Database.CRM).getCollection(name);
    }

    /** What the query may see, and of that what every one of {@code conditions} lets through. */
    static Document filter(ConcernsRecords query, Document... conditions) {
        var all = new Document(Fields.ORGANIZATION_ID, query.organizationId().value());
        var and = new ArrayList<>(List.of(conditions));
        var owner = query.ownedBy();
        if (owner != null) {
            and.add(new Document(
                    "$or",
                    List.of(
                            new Document(Fields.ASSIGNEE, owner.value()),
                            new Document(Fields.CREATED_BY, owner.value()))));
        }
        return and.isEmpty() ? all : all.append("$and", and);
    }

    /** The record, if the query may see it. */
    Optional<Document> find(String collection, ConcernsRecords query, String id) {
        return Optional.ofNullable(collection(collection)
                .find(filter(query, new Document(Fields.ID, id)))
                .first());
    }

    /** How many there are, counted as far as a list says it. */
    long count(String collection, Document filter) {
        return collection(collection).countDocuments(filter, ENOUGH);
    }

    /** How many of those that the filter lets through have each value of what an expression says, in the order of the values. */
    SortedMap<String, Long> countBy(String collection, Document filter, Object expression) {
        var counts = new TreeMap<String, Long>();
        var groups = collection(collection)
                .aggregate(List.of(
                        new Document("$match", filter),
                        new Document(
                                "$group",
                                new Document(Fields.ID, expression).append("count", new Document("$sum", 1L)))));
        for (var group : groups) {
            counts.put(
                    String.valueOf(group.get(Fields.ID)),
                    group.get("count", Number.class).longValue());
        }
        return counts;
    }

    /**
     * Records that may be about the same person, the likeliest first: by address, then by number, then by name. Each costs a query of its
     * own, because an index serves one of them.
     *
     * @param limit how many of each
     */
    List<Document> similar(String collection, Document filter, PersonDetails details, int limit) {
        var found = new LinkedHashMap<String, Document>();
        keys(details)
                .forEach((field, key) -> collection(collection)
                        .find(new Document("$and", List.of(filter, new Document(field, key))))
                        .sort(new Document(Fields.ID, -1))
                        .limit(limit)
                        .forEach(document -> found.putIfAbsent(document.getString(Fields.ID), document)));
        return found.values().stream().limit(limit).toList();
    }

    private static Map<String, String> keys(PersonDetails details) {
        var keys = new LinkedHashMap<String, String>();
        put(keys, Fields.EMAIL, details.email() == null ? null : details.email().value());
        put(keys, Fields.PHONE_KEY, details.phoneKey());
        put(keys, Fields.NAME_KEY, details.nameKey());
        return keys;
    }

    private static void put(Map<String, String> keys, String field, @Nullable String key) {
        if (key != null) {
            keys.put(field, key);
        }
    }
}
