package com.avaone.command.kernel.memory;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/** Trees in collections of MongoDB's main database, shared by all nodes. The identifiers are in the order of the numbers. */
public final class MongoEvidenceTrees implements EvidenceTrees {

    private static final String ID = "_id";
    private static final String POSITION = "position";
    private static final String HASH = "hash";
    private static final String PROGRESS = "progress";
    private static final int DUPLICATE_KEY = 11_000;

    private final MongoCollection<Document> nodes;
    private final MongoCollection<Document> progress;
    private final MongoCollection<Document> checkpoints;

    /** @param mainDatabase where the collections are */
    public MongoEvidenceTrees(MongoDatabase mainDatabase) {
        var database = mainDatabase.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        nodes = database.getCollection("evidence_nodes");
        progress = database.getCollection("evidence_progress");
        checkpoints = database.getCollection("evidence_checkpoints");
    }

    private static String id(String tree, int level, long number) {
        return "%s/%02d/%019d".formatted(tree, level, number);
    }

    @Override
    public long position() {
        var found = progress.find(Filters.eq(PROGRESS)).first();
        return found == null ? -1 : found.getLong(POSITION);
    }

    /** The nodes first: whoever finds them there again later finds the same. */
    @Override
    public boolean append(long from, long to, List<Node> appended) {
        if (position() != from) {
            return false;
        }
        insert(appended);
        if (from == -1) {
            MongoDocuments.insert(progress, new Document(ID, PROGRESS).append(POSITION, -1L));
        }
        return progress.updateOne(
                                Filters.and(Filters.eq(PROGRESS), Filters.eq(POSITION, from)),
                                Updates.set(POSITION, to))
                        .getMatchedCount()
                == 1;
    }

    private void insert(List<Node> appended) {
        if (appended.isEmpty()) {
            return;
        }
        try {
            nodes.insertMany(
                    appended.stream()
                            .map(node -> new Document(ID, id(node.tree(), node.level(), node.number()))
                                    .append(POSITION, node.position())
                                    .append(HASH, new Binary(node.hash())))
                            .toList(),
                    new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            if (failure.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                    || failure.getWriteConcernError() != null) {
                throw failure;
            }
        }
    }

    @Override
    public List<Node> nodes(String tree, int level, long first, int most) {
        return nodes.find(Filters.and(
                        Filters.gte(ID, id(tree, level, first)), Filters.lte(ID, id(tree, level, Long.MAX_VALUE))))
                .sort(Sorts.ascending(ID))
                .limit(most)
                .map(MongoEvidenceTrees::node)
                .into(new ArrayList<>());
    }

    @Override
    public Optional<Node> last(String tree) {
        return Optional.ofNullable(nodes.find(
                        Filters.and(Filters.gte(ID, id(tree, 0, 0)), Filters.lte(ID, id(tree, 0, Long.MAX_VALUE))))
                .sort(Sorts.descending(ID))
                .limit(1)
                .map(MongoEvidenceTrees::node)
                .first());
    }

    private static Node node(Document found) {
        var parts = found.getString(ID).split("/", 3);
        return new Node(
                parts[0],
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                found.getLong(POSITION),
                found.get(HASH, Binary.class).getData());
    }

    @Override
    public void forgetHashes() {
        progress.deleteOne(Filters.eq(PROGRESS));
        nodes.deleteMany(new Document());
    }

    private static String checkpointId(String origin, long number) {
        return "%s#%019d".formatted(origin, number);
    }

    @Override
    public Optional<SignedCheckpoint> lastCheckpoint(String origin) {
        return checkpointsBefore(origin, Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public List<SignedCheckpoint> checkpointsBefore(String origin, long number, int most) {
        return checkpoints
                .find(Filters.and(
                        Filters.gte(ID, checkpointId(origin, 0)), Filters.lt(ID, checkpointId(origin, number))))
                .sort(Sorts.descending(ID))
                .limit(most)
                .map(MongoEvidenceTrees::checkpoint)
                .into(new ArrayList<>());
    }

    private static SignedCheckpoint checkpoint(Document found) {
        var id = found.getString(ID);
        var end = id.lastIndexOf('#');
        return new SignedCheckpoint(
                id.substring(0, end),
                Long.parseLong(id.substring(end + 1)),
                found.getLong("size"),
                Objects.requireNonNull(found.getDate("at")).toInstant(),
                found.getString("note"));
    }

    @Override
    public boolean add(SignedCheckpoint next) {
        return MongoDocuments.insert(
                checkpoints,
                new Document(ID, checkpointId(next.origin(), next.number()))
                        .append("size", next.size())
                        .append("at", Date.from(next.at()))
                        .append("note", next.note()));
    }
}
