package com.avaone.query.organization;

import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.organization.OrganizationFigures;
import com.avaone.api.organization.OrganizationNames;
import com.avaone.api.organization.OrganizationPage;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationFigures;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationNames;
import com.avaone.api.organization.OrganizationQuery.FindOrganizations;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.organization.OrganizationDocument;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.history.AsOf;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Answers from the list of organizations; an earlier state from the events. */
@Component
@QueryRole
@ReadsFrom("organization")
class OrganizationQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final int SOON_DAYS = 30;
    private static final int SOON_MOST = 10;

    private final Databases databases;
    private final OrganizationHistoryReader history;
    private final Clock clock;

    OrganizationQueryHandler(Databases databases, OrganizationHistoryReader history, Clock clock) {
        this.databases = databases;
        this.history = history;
        this.clock = clock;
    }

    private MongoCollection<Document> organizations() {
        return databases.main().getCollection(OrganizationDocument.COLLECTION);
    }

    @QueryHandler
    OrganizationView handle(FindOrganization query) {
        var organizationId = query.organizationId();
        var found =
                query.asOf() == null ? present(organizationId) : history.find(organizationId, AsOf.parse(query.asOf()));
        return found.orElseThrow(
                () -> new Rejected(KernelRule.NOT_FOUND, "There is no organization %s.".formatted(organizationId)));
    }

    private Optional<OrganizationView> present(OrganizationId organizationId) {
        return Optional.ofNullable(organizations()
                        .find(new Document(OrganizationDocument.ID, organizationId.value()))
                        .first())
                .filter(OrganizationDocument::isRegistered)
                .map(OrganizationDocument::view);
    }

    @QueryHandler
    OrganizationPage handle(FindOrganizations query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var order = OrganizationOrder.of(query.sort());
        var filter = OrganizationFilter.of(query);
        var page = order.page(organizations(), filter, query.cursor(), limit);
        return new OrganizationPage(
                page.items().stream().map(OrganizationDocument::view).toList(),
                page.next(),
                organizations().countDocuments(filter));
    }

    @QueryHandler
    OrganizationNames handle(FindOrganizationNames query) {
        var ids = query.organizationIds().stream()
                .map(OrganizationId::value)
                .limit(MAX_LIMIT)
                .toList();
        var names = new HashMap<String, String>();
        for (var found : organizations().find(new Document(OrganizationDocument.ID, new Document("$in", ids)))) {
            if (OrganizationDocument.isRegistered(found)) {
                var view = OrganizationDocument.view(found);
                names.put(view.organizationId().value(), view.profile().name());
            }
        }
        return new OrganizationNames(names);
    }

    @QueryHandler
    OrganizationFigures handle(FindOrganizationFigures query) {
        var byStatus = new EnumMap<LicenseStatus, Long>(LicenseStatus.class);
        for (var status : LicenseStatus.values()) {
            byStatus.put(status, 0L);
        }
        var total = 0L;
        var withoutLicense = 0L;
        var seats = 0L;
        var seatsUsed = 0L;
        for (var group : figures()) {
            var status = group.getString(OrganizationDocument.ID);
            var count = number(group, "count");
            total += count;
            seats += number(group, "seats");
            seatsUsed += number(group, "seatsUsed");
            if (status == null) {
                withoutLicense = count;
            } else {
                byStatus.put(LicenseStatus.valueOf(status), count);
            }
        }
        return new OrganizationFigures(
                total,
                byStatus,
                organizations().countDocuments(inGrace()),
                withoutLicense,
                organizations()
                        .countDocuments(
                                new Document(OrganizationDocument.STATE, OrganizationState.DELETION_REQUESTED.name())),
                seats,
                seatsUsed,
                expiringSoon(),
                registrations());
    }

    /** One group per license status, at most as many as there are. */
    private List<Document> figures() {
        var group = new Document(OrganizationDocument.ID, "$" + OrganizationDocument.LICENSE_STATUS)
                .append("count", new Document("$sum", 1))
                .append("seats", new Document("$sum", "$" + OrganizationDocument.SEATS))
                .append("seatsUsed", new Document("$sum", "$" + OrganizationDocument.SEATS_USED));
        return organizations()
                .aggregate(
                        List.of(new Document("$match", OrganizationFilter.notDeleted()), new Document("$group", group)))
                .into(new ArrayList<>());
    }

    private static Document inGrace() {
        return OrganizationFilter.and(List.of(
                OrganizationFilter.notDeleted(),
                new Document(OrganizationDocument.LICENSE_STATUS, LicenseStatus.ACTIVE.name()),
                new Document(OrganizationDocument.GRACE_UNTIL, new Document("$ne", null))));
    }

    private List<OrganizationView> expiringSoon() {
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        var soon = OrganizationFilter.and(List.of(
                OrganizationFilter.notDeleted(),
                new Document(OrganizationDocument.LICENSE_STATUS, LicenseStatus.ACTIVE.name()),
                OrganizationFilter.validUntil("$gte", today.toString()),
                OrganizationFilter.validUntil("$lte", today.plusDays(SOON_DAYS).toString())));
        return organizations()
                .find(soon)
                .sort(new Document(OrganizationDocument.VALID_UNTIL, 1).append(OrganizationDocument.ID, 1))
                .limit(SOON_MOST)
                .map(OrganizationDocument::view)
                .into(new ArrayList<>());
    }

    /** One figure per day on which somebody registered. */
    private List<Growth> registrations() {
        var days = organizations()
                .aggregate(List.of(
                        new Document(
                                "$match", new Document(OrganizationDocument.CREATED_ON, new Document("$ne", null))),
                        new Document(
                                "$group",
                                new Document(OrganizationDocument.ID, "$" + OrganizationDocument.CREATED_ON)
                                        .append("count", new Document("$sum", 1))),
                        new Document("$sort", new Document(OrganizationDocument.ID, 1))));
        var registrations = new ArrayList<Growth>();
        var total = 0L;
        for (var day : days) {
            var count = number(day, "count");
            total += count;
            registrations.add(new Growth(LocalDate.parse(day.getString(OrganizationDocument.ID)), count, total));
        }
        return registrations;
    }

    private static long number(Map<String, Object> group, String field) {
        return group.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
