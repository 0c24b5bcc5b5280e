package com.avaone.api.asset;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** An asset: {@code ast_} and an id of 26 characters, which is derived from what is stored: the same picture is one asset. */
public record AssetId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "ast_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public AssetId {}

    /** The identifier of the asset whose stored original has this hash. */
    public static AssetId of(Sha256 original) {
        return new AssetId(PREFIX + TimeOrderedId.derivedFrom(original.value()));
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static AssetId parse(@Nullable String value) {
        return new AssetId(TimeOrderedId.parse(PREFIX, "assetId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
