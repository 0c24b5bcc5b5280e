package com.avaone.projection.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Where the databases are. A blank address means the main cluster; where that is blank too, the embedded server.
 *
 * @param main the main cluster and its database; the tenants' databases are in the same cluster
 */
record DatabaseSettings(Place main, Place billing, Place crm, Place pingora) {

    /**
     * A database in a cluster.
     *
     * @param uri connection string without a database; null for the main cluster
     */
    record Place(@Nullable String uri, String database) {}

    static DatabaseSettings from(Environment settings) {
        return new DatabaseSettings(
                place(settings, "avaone.mongodb", "company_management"),
                place(settings, "avaone.billing", "billing"),
                place(settings, "avaone.crm", "crm"),
                place(settings, "avaone.pingora", "pingora"));
    }

    private static Place place(Environment settings, String prefix, String defaultDatabase) {
        var uri = settings.getProperty(prefix + ".uri");
        var database = settings.getProperty(prefix + ".database", defaultDatabase);
        return new Place(
                uri == null || uri.isBlank() ? null : uri.strip(),
                database.isBlank()
                        ? defaultDatabase
                        : Objects.requireNonNull(database).strip());
    }
}
