package com.avaone.projection.organization;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/** The organization's settings in its own database, for whatever works there: one document, the organization's identifier its {@code _id}. */
@ReadModel(database = Database.TENANT, collection = SettingsDocument.COLLECTION)
public final class SettingsDocument {

    public static final String COLLECTION = "settings";

    private SettingsDocument() {}
}
