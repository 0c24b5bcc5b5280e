package com.avaone.api.offending;

import com.avaone.api.offended.OffendedApi;
import org.bson.Document;

/** Knows a database, and is known by whom it knows. */
public final class OffendingApi {

    public static final OffendedApi OTHER = new OffendedApi();

    private OffendingApi() {}

    public static String inABox(Document document) {
        return document.toJson();
    }
}
