package com.avaone.api.asset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The bytes of assets. They are no projection of events and cannot be made again, so they lie where the events lie. Bytes are stored before
 * the event that tells of them: what an event tells of is there. Every method may be called from any thread.
 */
public interface AssetBytes {

    /** Stores bytes under their hash, durably when it returns; does nothing where they are there. */
    void store(AssetId assetId, Sha256 sha256, byte[] bytes);

    /** Whether they are there. */
    boolean holds(AssetId assetId, Sha256 sha256);

    /**
     * What is stored; empty where it is not there.
     *
     * @return a stream that is the caller's to close
     * @throws IOException if it cannot be read
     */
    Optional<InputStream> open(AssetId assetId, Sha256 sha256) throws IOException;

    /** Removes all bytes of an asset. */
    void removeAll(AssetId assetId);
}
