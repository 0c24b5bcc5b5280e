package com.avaone.projection.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** What the databases of a test hold of users. */
final class UserContents {

    private UserContents() {}

    /** Every document, field by field as it is written. */
    static Map<String, String> of(ReadModelsOnDisposal readModels) {
        var all = new TreeMap<String, String>();
        var databases = readModels.databases();
        for (var name : databases.tenantDatabases()) {
            add(
                    all,
                    "users",
                    databases
                            .tenant(new OrganizationId(name))
                            .getCollection("users")
                            .find());
            add(
                    all,
                    "organization_names",
                    databases
                            .tenant(new OrganizationId(name))
                            .getCollection("organization_names")
                            .find());
        }
        add(
                all,
                "workspace_users",
                databases.main().getCollection("workspace_users").find());
        add(
                all,
                "billing_users",
                databases
                        .shared(Database.BILLING)
                        .getCollection("billing_users")
                        .find());
        add(
                all,
                "crm_users",
                databases.shared(Database.CRM).getCollection("crm_users").find());
        add(
                all,
                "pingora_users",
                databases
                        .shared(Database.PINGORA)
                        .getCollection("pingora_users")
                        .find());
        return all;
    }

    private static void add(Map<String, String> all, String collection, Iterable<Document> documents) {
        documents.forEach(document -> all.put(collection + "/" + document.getString("_id"), document.toJson()));
    }
}
