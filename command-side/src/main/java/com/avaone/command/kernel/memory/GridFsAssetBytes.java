package com.avaone.command.kernel.memory;

import com.avaone.api.asset.AssetBytes;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.Sha256;
import com.mongodb.MongoGridFSException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Bytes in GridFS of MongoDB's main database, shared by all nodes and acknowledged by a majority of the cluster. A file is named by asset and
 * hash; that two nodes store the same at once leaves two alike, of which any will do.
 */
final class GridFsAssetBytes implements AssetBytes {

    private static final String FILE_NAME = "filename";

    private final GridFSBucket bucket;

    GridFsAssetBytes(MongoDatabase mainDatabase) {
        bucket = GridFSBuckets.create(mainDatabase, "assets").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    private static String name(AssetId assetId, Sha256 sha256) {
        return assetId + "/" + sha256;
    }

    @Override
    public void store(AssetId assetId, Sha256 sha256, byte[] bytes) {
        if (!holds(assetId, sha256)) {
            bucket.uploadFromStream(name(assetId, sha256), new ByteArrayInputStream(bytes));
        }
    }

    @Override
    public boolean holds(AssetId assetId, Sha256 sha256) {
        return bucket.find(Filters.eq(FILE_NAME, name(assetId, sha256))).first() != null;
    }

    @Override
    public Optional<InputStream> open(AssetId assetId, Sha256 sha256) {
        try {
            return Optional.of(bucket.openDownloadStream(name(assetId, sha256)));
        } catch (MongoGridFSException _) {
            return Optional.empty();
        }
    }

    @Override
    public void removeAll(AssetId assetId) {
        for (var file : bucket.find(allOf(assetId)).into(new ArrayList<>())) {
            bucket.delete(file.getId());
        }
    }

    /** By comparison and not by a pattern, so that the index on names serves it: a slash is followed by a zero. */
    private static Bson allOf(AssetId assetId) {
        return Filters.and(Filters.gte(FILE_NAME, assetId + "/"), Filters.lt(FILE_NAME, assetId + "0"));
    }
}
