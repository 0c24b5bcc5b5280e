package com.avaone.query.evidence;

import com.avaone.projection.kernel.Database;
import java.util.List;

/**
 * A collection of which a bundle has an organization's documents.
 *
 * @param told fields that are in the bundle as they are: none that may say anything about a person but an identifier, no free text. Of all
 *     others only the name is
 */
record EvidentCollection(Database database, String name, EvidentFields told) {

    private static final EvidentFields ENTRY_OF_A_LIST =
            EvidentFields.of("role", "state", "enabled", "createdAt", "updatedAt");

    /** In the order of their names, as in the bundle. */
    static final List<EvidentCollection> ALL = List.of(
            new EvidentCollection(
                    Database.CRM,
                    "activities",
                    EvidentFields.of(
                            "record", "at", "number", "event", "kind", "userId", "dueAt", "actorKind", "actorId")),
            new EvidentCollection(
                    Database.MAIN,
                    "audit_events",
                    EvidentFields.of(
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
            new EvidentCollection(Database.BILLING, "billing_users", ENTRY_OF_A_LIST),
            new EvidentCollection(
                    Database.CRM,
                    "contacts",
                    EvidentFields.of(
                            "erased", "assignee", "createdBy", "createdAt", "updatedAt", "leadId", "customerId")),
            new EvidentCollection(Database.CRM, "crm_users", ENTRY_OF_A_LIST),
            new EvidentCollection(
                    Database.CRM,
                    "deals",
                    EvidentFields.of(
                            "state",
                            "stage",
                            "contactId",
                            "leadId",
                            "assignee",
                            "createdBy",
                            "createdAt",
                            "updatedAt",
                            "amount.minorUnits",
                            "amount.currency",
                            "expectedClose",
                            "closedAt",
                            "erased")),
            new EvidentCollection(
                    Database.CRM,
                    "leads",
                    EvidentFields.of(
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
                    EvidentFields.of(
                            "licenseId",
                            "status",
                            "statusSince",
                            "seats",
                            "extraSeats",
                            "seatsUsed",
                            "validUntil",
                            "graceDays",
                            "products.productId",
                            "products.planId")),
            new EvidentCollection(Database.TENANT, "organization_names", EvidentFields.of()),
            new EvidentCollection(
                    Database.MAIN,
                    "organizations",
                    EvidentFields.of(
                            "slug",
                            "state",
                            "employeesMin",
                            "employeesMax",
                            "products",
                            "licenseId",
                            "license.licenseId",
                            "license.organizationId",
                            "license.status",
                            "license.statusSince",
                            "license.seats",
                            "license.extraSeats",
                            "license.seatsUsed",
                            "license.validUntil",
                            "license.graceDays",
                            "license.products.productId",
                            "license.products.planId",
                            "deletionDueAt",
                            "createdAt",
                            "createdOn",
                            "updatedAt")),
            new EvidentCollection(Database.PINGORA, "pingora_users", ENTRY_OF_A_LIST),
            new EvidentCollection(
                    Database.TENANT,
                    "settings",
                    EvidentFields.of("timeZone", "locale", "retentionDays", "expiryNoticeDays")),
            new EvidentCollection(
                    Database.TENANT, "team_users", EvidentFields.of("state", "role", "teams.*.role", "teams.*.since")),
            new EvidentCollection(
                    Database.TENANT,
                    "teams",
                    EvidentFields.of("state", "members.*.role", "members.*.since", "createdAt", "updatedAt")),
            new EvidentCollection(
                    Database.TENANT,
                    "users",
                    EvidentFields.of(
                            "state",
                            "role",
                            "serviceRoles.*",
                            "products",
                            "plan",
                            "secondFactor",
                            "lockedUntil",
                            "shut",
                            "accessUntil",
                            "invitationExpiresAt",
                            "lastSignInAt",
                            "createdAt",
                            "updatedAt")),
            new EvidentCollection(Database.MAIN, "workspace_users", ENTRY_OF_A_LIST));
}
