package com.avaone.projection.asset;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.Objects;
import org.bson.Document;

/** A picture: where its bytes are, and what it shows. One that was deleted stays, as not there. */
@ReadModel(
        database = Database.MAIN,
        collection = AssetDocument.COLLECTION,
        indexes = {"there,uploadedAt,_id", "there,type,uploadedAt,_id", "hashes"})
public final class AssetDocument {

    public static final String COLLECTION = "assets";

    public static final String ID = "_id";
    public static final String THERE = "there";
    public static final String FILE_NAME = "fileName";
    public static final String FILE_NAME_LOWER = "fileNameLower";
    public static final String SENT_AS = "sentAs";
    /** Of the stored original. */
    public static final String TYPE = "type";
    /** A document of {@link com.avaone.api.asset.Variant}. */
    public static final String ORIGINAL = "original";
    /** Documents of {@link com.avaone.api.asset.Variant}. */
    public static final String VARIANTS = "variants";
    /** Of the original and of all variants. */
    public static final String HASHES = "hashes";
    /** A document of {@link com.avaone.api.asset.AltText}. */
    public static final String ALT_TEXT = "altText";

    public static final String ALT_EN_LOWER = "altEnLower";
    public static final String ALT_HI_LOWER = "altHiLower";
    public static final String UPLOADED_AT = "uploadedAt";

    /** Name of the one stream that feeds the document. */
    static final String SOURCE = "asset";

    private AssetDocument() {}

    /** The asset's version: number of the last event that the document shows. */
    public static long version(Document asset) {
        var sequences = Objects.requireNonNull(asset.get("sequences", Document.class));
        return ((Number) Objects.requireNonNull(sequences.get(SOURCE))).longValue();
    }
}
