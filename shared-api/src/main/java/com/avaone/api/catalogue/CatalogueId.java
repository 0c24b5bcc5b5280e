package com.avaone.api.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies the catalogue, of which the suite has one. */
public record CatalogueId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "cat_";

    /** The one catalogue, the same in every installation. */
    public static final CatalogueId SUITE = new CatalogueId(PREFIX + "0".repeat(26));

    /** Reads what is kept, without judging it. */
    @JsonCreator
    public CatalogueId {}

    @Override
    public String toString() {
        return value;
    }
}
