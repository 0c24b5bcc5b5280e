package com.avaone.query.evidence;

import com.avaone.projection.kernel.Database;
import java.util.List;
import java.util.Set;

/**
 * A collection of which a bundle has an organization's documents.
 *
 * @param told fields that are in the bundle as they are: none that may say anything about a person but an identifier, no free text. Of all
 *     others only the name is
 */
record EvidentCollection(Database database, String name, Set<String> told) {

    /** Ordered by name, as in the bundle. A new collection of organizations' documents belongs here; a test looks for it. */
    static final List<EvidentCollection> ALL = List.of(
            new EvidentCollection(
                    Database.CRM,
                    "activities",
                    fields(
                            "record",
                            "at",
                            "number",
                            "figure",
                            "figureKind",
                            "userId",
                            "kind",
                            "dueAt",
                            "actorKind",
                            "actorId")),
            new EvidentCollection(
                    Database.MAIN,
                    "audit_events",
                    fields(
                            "eventId",
                            "aggregateId",
                            "number",
                            "type",
                            "kind",
                            "revision",
                            "at",
                            "actorKind",
                            "actorId",
                            "correlationId",
                            "causationId",
                            "requestId")),
            new EvidentCollection(
                    Database.BILLING, "billing_users", fields("role", "enabled", "createdAt", "updatedAt")),
            new EvidentCollection(
                    Database.CRM,
                    "contacts",
                    fields("erased", "assignee", "createdBy", "createdAt", "updatedAt", "leadId", "customerId")),
            new EvidentCollection(Database.CRM, "crm_users", fields("role", "enabled", "createdAt", "updatedAt")),
            new EvidentCollection(
                    Database.CRM,
                    "deals",
                    fields(
                            "state",
                            "stage",
                            "contactId",
                            "leadId",
                            "assignee",
                            "createdBy",
                            "createdAt",
                            "updatedAt",
                            "amount",
                            "expectedClose",
                            "closedAt",
                            "erased")),
            new EvidentCollection(
                    Database.CRM,
                    "leads",
                    fields(
                            "source",
                            "state",
                            "confirmation",
                            "mergedInto",
                            "capturedAt",
                            "updatedAt",
                            "wasContacted",
                            "wasQualified",
                            "conversionDays",
                            "quoteId",
                            "consentWithdrawnAt",
                            "contactId",
                            "dealId",
                            "customerId",
                            "assignee",
                            "createdBy",
                            "erased")),
            new EvidentCollection(
                    Database.MAIN,
                    "licenses",
                    fields(
                            "status",
                            "plan",
                            "userLimit",
                            "usersUsed",
                            "validFrom",
                            "validUntil",
                            "products",
                            "createdAt",
                            "updatedAt")),
            new EvidentCollection(Database.TENANT, "organization_names", Set.of()),
            new EvidentCollection(
                    Database.MAIN,
                    "organizations",
                    fields(
                            "slug",
                            "state",
                            "employeesMin",
                            "employeesMax",
                            "products",
                            "licenseId",
                            "license",
                            "deletionDueAt",
                            "createdAt",
                            "createdOn",
                            "updatedAt")),
            new EvidentCollection(
                    Database.PINGORA, "pingora_users", fields("role", "enabled", "createdAt", "updatedAt")),
            new EvidentCollection(Database.TENANT, "settings", fields("updatedAt")),
            new EvidentCollection(Database.TENANT, "team_users", fields("state", "role", "teams", "since")),
            new EvidentCollection(Database.TENANT, "teams", fields("state", "members", "createdAt", "updatedAt")),
            new EvidentCollection(
                    Database.TENANT,
                    "users",
                    fields(
                            "state",
                            "role",
                            "serviceRoles",
                            "products",
                            "plan",
                            "lockedUntil",
                            "shut",
                            "accessUntil",
                            "invitationExpiresAt",
                            "lastSignInAt",
                            "createdAt",
                            "updatedAt")),
            new EvidentCollection(
                    Database.MAIN, "workspace_users", fields("role", "enabled", "createdAt", "updatedAt")));

    private static Set<String> fields(String... fields) {
        return Set.of(fields);
    }
}
