package com.avaone.web.gallery;

import com.avaone.api.audit.AuditEventPage;
import com.avaone.api.audit.AuditedChange;
import com.avaone.api.audit.AuditedEvent;
import com.avaone.api.audit.AuditedHistory;
import com.avaone.api.audit.AuditedKind;
import com.avaone.api.audit.Difference;
import com.avaone.api.audit.EarlierState;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.gallery.Gallery.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of auditors with plausible content. */
final class AuditSamples {

    private static final String PATH = "/audit";
    private static final String LICENSE = LicenseId.PREFIX + "01m4xk3d9c7q2v8b5n6h1j0t4w";
    private static final OrganizationId ORGANIZATION =
            new OrganizationId(OrganizationId.PREFIX + "01m4xk3d9c7q2v8b5n6h1j0t4w");
    private static final String REASON =
            "Invoice 2041 is unpaid since ninety days, and three reminders were sent to the address that was given.";

    /** A subject as the application has it. */
    record Subject(OrganizationId organizationId, AuditedKind kind, String id) {}

    private AuditSamples() {}

    private static AuditEventPage.Entry entry(long position, String type, ActorKind kind, String actor, String reason) {
        return new AuditEventPage.Entry(
                position,
                "event-" + position,
                type,
                "1",
                Samples.NOW.minusSeconds(position * 700),
                ORGANIZATION,
                type.startsWith("license") ? LICENSE : "catalogue",
                position,
                kind,
                actor,
                reason,
                null,
                kind == ActorKind.AUTOMATION ? null : "2001:db8:85a3::8a2e:370:7334",
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                null,
                null,
                Map.of());
    }

    private static AuditedEvent event(long number, String type, String what, @Nullable String reason) {
        return new AuditedEvent(
                number,
                LICENSE,
                number,
                type,
                what,
                Samples.NOW.minusSeconds(86_400 * (9 - number)),
                ActorKind.SYSTEM_ADMIN,
                "usr_01m4xk3d9c7q2v8b5n6h1j0t4w",
                reason,
                null,
                "192.0.2.1");
    }

    static List<Sample> pages() {
        var events = new HashMap<String, Object>(Map.of(
                "form",
                Map.of(),
                "ofOperator",
                true,
                "kinds",
                Map.of(LICENSE, "licenses"),
                "names",
                Map.of(ORGANIZATION.value(), "Northwind Labs")));
        var none = new HashMap<>(events);
        none.put("page", new AuditEventPage(List.of(), null));
        events.put(
                "page",
                new AuditEventPage(
                        List.of(
                                entry(
                                        3,
                                        "license.suspended",
                                        ActorKind.SYSTEM_ADMIN,
                                        "usr_01m4xk3d9c7q2v8b5n6h1j0t4w",
                                        REASON),
                                entry(
                                        2,
                                        "license.expiry-noticed",
                                        ActorKind.AUTOMATION,
                                        "WhenLicenseEndsThenTell",
                                        "due"),
                                entry(
                                        1,
                                        "catalogue.published",
                                        ActorKind.CLIENT,
                                        "cli_01m4xk3d9c7q2v8b5n6h1j0t4w",
                                        "a new year")),
                        "more"));
        var status = new AuditedChange("status", "Status", "active", "suspended", false);
        var address = new AuditedChange("profile.email", "E-mail", null, null, true);
        var suspended = event(2, "license.suspended", "License suspended", REASON);
        var entries = List.of(
                new AuditedHistory.Entry(suspended, List.of(status)),
                new AuditedHistory.Entry(
                        event(1, "license.renewed", "License renewed until 2027-01-31", "paid"),
                        List.of(new AuditedChange("validUntil", "Valid until", "2026-01-31", "2027-01-31", false))),
                new AuditedHistory.Entry(
                        event(0, "license.issued", "License issued", null),
                        List.of(new AuditedChange("seats", "Seats", null, "25", false), address)));
        var timeline = new HashMap<String, Object>(Map.of(
                "subject",
                new Subject(ORGANIZATION, AuditedKind.LICENSE, LICENSE),
                "kind",
                AuditedKind.LICENSE,
                "history",
                new AuditedHistory(AuditedKind.LICENSE, LICENSE, entries, "more"),
                "steps",
                entries.reversed(),
                "step",
                3,
                "from",
                1,
                "names",
                Map.of("usr_01m4xk3d9c7q2v8b5n6h1j0t4w", "Asha Rao"),
                "state",
                new EarlierState(
                        AuditedKind.LICENSE,
                        LICENSE,
                        ORGANIZATION,
                        "3",
                        Map.of(LICENSE, 2L),
                        suspended,
                        Map.of(),
                        List.of(
                                new EarlierState.Field("status", "Status", "suspended", false),
                                new EarlierState.Field(
                                        "products", "Products", "ava-cx, ava-flow, ava-pingora, ava-smartbill", false),
                                new EarlierState.Field("profile.email", "E-mail", null, true)))));
        var same = new HashMap<>(timeline);
        same.put("difference", new Difference(AuditedKind.LICENSE, LICENSE, "1", "3", List.of()));
        timeline.put(
                "difference",
                new Difference(
                        AuditedKind.LICENSE,
                        LICENSE,
                        "1",
                        "3",
                        List.of(
                                new Difference.Field(status, suspended),
                                new Difference.Field(address, event(1, "license.renewed", "License renewed", null)))));
        return List.of(
                new Sample("audit", PATH, "audit/events", events),
                new Sample("audit-none", PATH + "/none", "audit/events", none),
                new Sample("audit-timeline", PATH + "/licenses/one", "audit/timeline", timeline),
                new Sample("audit-timeline-same", PATH + "/licenses/same", "audit/timeline", same));
    }
}
