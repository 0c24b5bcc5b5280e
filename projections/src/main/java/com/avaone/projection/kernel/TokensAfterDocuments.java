package com.avaone.projection.kernel;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Writes the documents of a batch before the token that says it is done. Axon stores the token before it calls anybody else at the end
 * of a batch, so this is the only place where the order is certain.
 */
final class TokensAfterDocuments implements TokenStore {

    private static final String COLLECTION = "tracking_tokens";
    /** What Axon keeps among the tokens under this name is none. */
    private static final String NOTE = "__config";
    /** Tokens are Axon's own classes; the serializer of events refuses those. */
    private static final Serializer SERIALIZER = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(
                    mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                            .allowIfSubType("org.axonframework.")
                            .build()))
            .build();

    private final TokenStore tokens;
    private final MongoCollection<Document> stored;
    private final TenantDocuments documents;
    private final Advances advances;

    /** @param node who claims a token; the same after a restart where no other node can be, so that nothing waits for a claim to run out */
    TokensAfterDocuments(Databases databases, @Nullable String node, TenantDocuments documents, Advances advances) {
        var builder = MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(databases.main().getDb())
                        .trackingTokensCollectionName(COLLECTION)
                        .build())
                .serializer(SERIALIZER)
                .ensureIndexes(false); // not while the suite starts, which it does also without its databases
        if (node != null) {
            builder.nodeId(node);
        }
        this.tokens = builder.build();
        this.stored = databases.main().getCollection(COLLECTION);
        this.documents = documents;
        this.advances = advances;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        documents.flush();
        tokens.storeToken(token, processorName, segment);
        advances.advanced(processorName, segment, Positions.of(token));
    }

    /** Positions as they are stored, by segment; read without claiming them. */
    Map<Integer, Long> storedPositions(String processor) {
        var positions = new TreeMap<Integer, Long>();
        stored.find(Filters.eq("processorName", processor))
                .forEach(token -> positions.put(token.getInteger("segment"), position(token)));
        return positions;
    }

    /**
     * A segment of a processor as it is stored.
     *
     * @param claimed whether a node has it
     * @param changedAt when a node last said that it has it, or gave it up
     */
    record StoredSegment(String processor, long position, boolean claimed, Instant changedAt) {}

    /** Every segment of every processor, whichever node has it. */
    List<StoredSegment> storedSegments() {
        var segments = new ArrayList<StoredSegment>();
        for (var token : stored.find()) {
            var processor = token.getString("processorName");
            if (!processor.equals(NOTE)) {
                segments.add(new StoredSegment(
                        processor,
                        position(token),
                        token.getString("owner") != null,
                        Instant.ofEpochMilli(token.getLong("timestamp"))));
            }
        }
        return segments;
    }

    private static long position(Document stored) {
        var data = stored.get("token", Binary.class);
        var type = stored.getString("tokenType");
        if (data == null || type == null) {
            return Positions.NONE;
        }
        TrackingToken token = SERIALIZER.deserialize(
                new SimpleSerializedObject<>(data.getData(), byte[].class, new SimpleSerializedType(type, null)));
        return Positions.of(token);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount) {
        tokens.initializeTokenSegments(processorName, segmentCount);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        tokens.initializeTokenSegments(processorName, segmentCount, initialToken);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) {
        return tokens.fetchToken(processorName, segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment) {
        return tokens.fetchToken(processorName, segment);
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        tokens.extendClaim(processorName, segment);
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        tokens.releaseClaim(processorName, segment);
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processorName, int segment) {
        tokens.initializeSegment(token, processorName, segment);
    }

    @Override
    public void deleteToken(String processorName, int segment) {
        tokens.deleteToken(processorName, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return tokens.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processorName) {
        return tokens.fetchSegments(processorName);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        return tokens.fetchAvailableSegments(processorName);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return tokens.retrieveStorageIdentifier();
    }
}
