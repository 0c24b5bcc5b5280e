package com.avaone.projection.organization;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.util.Map;
import java.util.TreeMap;

/** What the databases of a test hold of organizations. */
final class Contents {

    private Contents() {}

    /** Every document, field by field as it is written. */
    static Map<String, String> of(ReadModelsOnDisposal readModels) {
        var all = new TreeMap<String, String>();
        var databases = readModels.databases();
        for (var document : databases.main().getCollection("organizations").find()) {
            all.put("main/" + document.getString("_id"), document.toJson());
        }
        for (var name : databases.tenantDatabases()) {
            for (var document : databases
                    .tenant(new OrganizationId(name))
                    .getCollection("settings")
                    .find()) {
                all.put(name, document.toJson());
            }
        }
        return all;
    }
}
