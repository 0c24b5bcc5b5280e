package com.avaone.web.gallery;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.ClientView;
import com.avaone.api.client.TokenId;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailPreview;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.api.communication.SuppressionView;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseView;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.DatabaseView;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.RecentEvents;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationFigures;
import com.avaone.api.organization.OrganizationPage;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.SessionView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Made-up values that show every state of the pages. */
final class Samples {

    static final Instant NOW = Instant.now();
    /** The command side's samples of mails. */
    static final Path MAILS = Path.of("../command-side/src/test/resources/mails");

    static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    static final List<ProductId> PRODUCTS = List.of(
            new ProductId("ava-cx"),
            new ProductId("ava-flow"),
            new ProductId("ava-pingora"),
            new ProductId("ava-smartbill"));
    private static final UserId ADMIN = new UserId("usr_01kaq2vd3s8c4g9q0vbwx6tz1m");

    static final List<OrganizationView> ORGANIZATIONS = List.of(
            organization(1, "Northwind Labs", "northwind", LicenseStatus.ACTIVE, 46, 60, 212),
            organization(2, "Acme Robotics", "acme-robotics", LicenseStatus.ACTIVE, 310, 310, 21),
            organization(3, "Blue Heron Studio", "blue-heron", LicenseStatus.PAUSED, 6, 10, 96),
            organization(4, "Kestrel Health", "kestrel-health", LicenseStatus.SUSPENDED, 77, 100, 140),
            organization(5, "Sunita Textiles & Sons", "sunita-textiles", LicenseStatus.ACTIVE, 18, 25, -4),
            organization(6, "Orchard Foods", "orchard", LicenseStatus.EXPIRED, 12, 20, -40),
            organization(7, "Delta Freight", "delta-freight", LicenseStatus.REVOKED, 0, 50, 300),
            organization(8, "Lighthouse Learning", "lighthouse", LicenseStatus.ACTIVE, 120, 250, 365));

    private Samples() {}

    /** As the pages for trying the suite out show it. */
    static Map<String, Object> testData() {
        return Map.of(
                "users",
                Stream.of("ADMIN", "EMPLOYEE", "WORKSPACE_USER", "AUDITOR", "CRM_READ_ONLY", "PINGORA_HR")
                        .map(role -> Map.of(
                                "role",
                                role,
                                "organizationId",
                                organizationId(1),
                                "organization",
                                "Sample Trading",
                                "email",
                                role.toLowerCase(Locale.ROOT) + "@sample-trading.example",
                                "displayName",
                                "Mina Okafor",
                                "active",
                                !role.equals("AUDITOR")))
                        .toList());
    }

    static OrganizationId organizationId(int number) {
        return new OrganizationId("org_01kaq2vd3s8c4g9q0vbwx6tz%02d".formatted(number));
    }

    static OrganizationView organization(
            int number, String name, String slug, LicenseStatus status, int seatsUsed, int seats, int daysLeft) {
        var id = organizationId(number);
        var created = NOW.minus(Duration.ofDays(400 - number * 37L));
        var state = number == 6 ? OrganizationState.DELETION_REQUESTED : OrganizationState.ACTIVE;
        var grace = status == LicenseStatus.ACTIVE && daysLeft < 0 ? TODAY.plusDays(10) : null;
        var licenseId = new LicenseId("lic_01kaq2vd3s8c4g9q0vbwx6tz%02d".formatted(number));
        var license = new LicenseView(
                licenseId,
                id,
                status,
                NOW.minus(Duration.ofDays(3L * number)),
                status == LicenseStatus.SUSPENDED ? "Invoice 2026-118 is unpaid since September" : null,
                TODAY.plusDays(daysLeft),
                14,
                grace,
                new Seats(seats),
                seatsUsed,
                OveragePolicy.NONE,
                List.of(
                        new ProductGrant(PRODUCTS.get(0), null),
                        new ProductGrant(PRODUCTS.get(2), TODAY.plusDays(Math.max(9, daysLeft / 2)))),
                12);
        return new OrganizationView(
                id,
                new Slug(slug),
                state,
                new OrganizationProfile(
                        name,
                        new EmailAddress("office@" + slug + ".example"),
                        "+91 44 5550 0100",
                        "14 Harbour Road\nChennai 600001\nIndia",
                        "Research",
                        new EmployeeCount(51, 200),
                        2011,
                        "https://" + slug + ".example",
                        "Builds small instruments for large laboratories, and runs them for customers who would rather not.",
                        new EmailAddress("mina.park@" + slug + ".example")),
                new LinkedHashSet<>(List.of(PRODUCTS.get(0), PRODUCTS.get(2))),
                OrganizationSettings.DEFAULT,
                licenseId,
                license,
                state == OrganizationState.DELETION_REQUESTED ? NOW.plus(Duration.ofDays(22)) : null,
                created,
                NOW.minus(Duration.ofHours(5)),
                7);
    }

    static OrganizationView withoutLicense() {
        var from = ORGANIZATIONS.getFirst();
        return new OrganizationView(
                from.organizationId(),
                from.slug(),
                OrganizationState.ACTIVE,
                new OrganizationProfile(
                        "Just Registered",
                        from.profile().email(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        from.profile().adminEmail()),
                Set.of(),
                OrganizationSettings.DEFAULT,
                from.licenseId(),
                null,
                null,
                NOW,
                NOW,
                0);
    }

    static OrganizationPage page(@Nullable String next) {
        return new OrganizationPage(ORGANIZATIONS, next, 134);
    }

    static OrganizationFigures figures() {
        var byStatus = new EnumMap<LicenseStatus, Long>(LicenseStatus.class);
        byStatus.put(LicenseStatus.ACTIVE, 98L);
        byStatus.put(LicenseStatus.PAUSED, 7L);
        byStatus.put(LicenseStatus.SUSPENDED, 11L);
        byStatus.put(LicenseStatus.EXPIRED, 13L);
        byStatus.put(LicenseStatus.REVOKED, 5L);
        var registrations = new ArrayList<Growth>();
        var total = 61L;
        for (var day = 44; day >= 0; day--) {
            var count = Math.abs(Math.round(1.6 + 2 * Math.sin(day * 0.7)));
            total += count;
            registrations.add(new Growth(TODAY.minusDays(day), count, total));
        }
        return new OrganizationFigures(134, byStatus, 4, 1, 2, 5120, 3871, expiring(), registrations);
    }

    private static List<OrganizationView> expiring() {
        return List.of(
                organization(5, "Sunita Textiles & Sons", "sunita-textiles", LicenseStatus.ACTIVE, 18, 25, 0),
                organization(9, "Harbour Clinics", "harbour-clinics", LicenseStatus.ACTIVE, 40, 40, 1),
                organization(2, "Acme Robotics", "acme-robotics", LicenseStatus.ACTIVE, 310, 310, 21),
                organization(10, "Fjord Insurance", "fjord", LicenseStatus.ACTIVE, 210, 240, 28));
    }

    static OrganizationFigures noFigures() {
        var byStatus = new EnumMap<LicenseStatus, Long>(LicenseStatus.class);
        for (var status : LicenseStatus.values()) {
            byStatus.put(status, 0L);
        }
        return new OrganizationFigures(0, byStatus, 0, 0, 0, 0, 0, List.of(), List.of());
    }

    static RecentEvents recent() {
        return new RecentEvents(List.of(
                recorded(48_213, "license.suspended", 4, 2, "Invoice 2026-118 is unpaid since September"),
                recorded(48_209, "organization.registered", 8, 18, null),
                recorded(48_204, "license.renewed", 1, 35, "Renewed for a year with order 4411"),
                recorded(48_188, "license.seat-limit-changed", 2, 61, "Team in Pune joins"),
                recorded(48_170, "organization.deletion-requested", 6, 210, "Customer left"),
                new RecentEvents.RecordedEvent(
                        48_161,
                        "user.sign-in-refused",
                        ADMIN.value(),
                        null,
                        NOW.minus(Duration.ofHours(6)),
                        ActorKind.ANONYMOUS,
                        null,
                        null)));
    }

    private static RecentEvents.RecordedEvent recorded(
            long position, String event, int organization, int minutes, @Nullable String reason) {
        return new RecentEvents.RecordedEvent(
                position,
                event,
                organizationId(organization).value(),
                organizationId(organization),
                NOW.minus(Duration.ofMinutes(minutes)),
                ActorKind.SYSTEM_ADMIN,
                ADMIN.value(),
                reason);
    }

    /** Names of what the events of the samples name by identifier. */
    static Map<String, String> names() {
        var names = new TreeMap<String, String>();
        ORGANIZATIONS.forEach(
                one -> names.put(one.organizationId().value(), one.profile().name()));
        names.put(ADMIN.value(), "admin@avaone.example");
        return names;
    }

    static ProcessorsView processors() {
        return new ProcessorsView(
                48_213,
                List.of(
                        processor("organization", ProcessorsView.State.RUNNING, false, 48_213, 0, null, null),
                        processor("license", ProcessorsView.State.REBUILDING, false, 17_320, 0, 48_213L, null),
                        processor("operations", ProcessorsView.State.PAUSED, false, 47_801, 0, null, null),
                        processor(
                                "user",
                                ProcessorsView.State.FAILING,
                                false,
                                48_102,
                                3,
                                null,
                                "The main database did not answer within 2 s."),
                        processor("license-process", ProcessorsView.State.RUNNING, true, 48_213, 0, null, null)));
    }

    static ProcessorsView calmProcessors() {
        return new ProcessorsView(
                48_213,
                List.of(
                        processor("organization", ProcessorsView.State.RUNNING, false, 48_213, 0, null, null),
                        processor("license", ProcessorsView.State.RUNNING, false, 48_213, 0, null, null)));
    }

    private static ProcessorsView.ProcessorView processor(
            String name,
            ProcessorsView.State state,
            boolean sideEffects,
            long position,
            long parked,
            @Nullable Long replayUntil,
            @Nullable String problem) {
        return new ProcessorsView.ProcessorView(
                name,
                state,
                sideEffects,
                position,
                48_213 - position,
                NOW.minusSeconds(48_213 - position + 3),
                parked,
                state == ProcessorsView.State.FAILING,
                replayUntil,
                problem);
    }

    static DatabasePage databases() {
        return new DatabasePage(
                List.of(
                        database("company_management", DatabaseView.Kind.MAIN, 430L, 18_432_000L, 48_213, 0, null),
                        database("billing", DatabaseView.Kind.BILLING, 610L, 4_096_000L, 48_213, 0, null),
                        database(
                                "crm",
                                DatabaseView.Kind.CRM,
                                null,
                                null,
                                41_000,
                                0,
                                "The server refused the connection."),
                        database("pingora", DatabaseView.Kind.PINGORA, 1_820L, 902_000L, 48_213, 0, null),
                        database(organizationId(1).value(), DatabaseView.Kind.TENANT, 390L, 212_000L, 48_102, 3, null),
                        database(
                                organizationId(2).value(),
                                DatabaseView.Kind.TENANT,
                                402L,
                                1_912_000L,
                                48_213,
                                0,
                                null)),
                "next-page");
    }

    private static DatabaseView database(
            String name,
            DatabaseView.Kind kind,
            @Nullable Long latency,
            @Nullable Long size,
            long position,
            long parked,
            @Nullable String problem) {
        return new DatabaseView(
                name,
                kind,
                problem == null,
                latency,
                size,
                position,
                48_213 - position,
                parked,
                kind == DatabaseView.Kind.MAIN ? NOW.minus(Duration.ofHours(9)) : null,
                problem);
    }

    static ParkedEventPage parked() {
        return new ParkedEventPage(
                List.of(
                        new ParkedEventPage.ParkedEvent(
                                "prk_1",
                                "user",
                                organizationId(1).value(),
                                "user.signed-in",
                                ADMIN.value(),
                                41,
                                NOW.minus(Duration.ofMinutes(12)),
                                "DuplicateKeyException: E11000 duplicate key error collection: company_management.sessions index: _id_",
                                4,
                                NOW.plus(Duration.ofMinutes(4))),
                        new ParkedEventPage.ParkedEvent(
                                "prk_2",
                                "user",
                                organizationId(1).value(),
                                "user.session-ended",
                                ADMIN.value(),
                                42,
                                NOW.minus(Duration.ofMinutes(11)),
                                null,
                                0,
                                null)),
                null);
    }

    static LicenseHistory history(OrganizationView organization) {
        return new LicenseHistory(
                organization.licenseId(),
                List.of(
                        entry(
                                12,
                                "license.suspended",
                                "License suspended",
                                3,
                                "Invoice 2026-118 is unpaid since September",
                                "Asked twice by mail and once by phone.",
                                new LicenseHistory.FieldChange("Status", "active", "suspended")),
                        entry(
                                11,
                                "license.seat-limit-changed",
                                "Seat limit changed",
                                30,
                                "Team in Pune joins",
                                null,
                                new LicenseHistory.FieldChange("Seats", "60", "100")),
                        entry(
                                10,
                                "license.renewed",
                                "License renewed",
                                61,
                                "Order 4411",
                                null,
                                new LicenseHistory.FieldChange("Valid until", "31 Dec 2025", "31 Dec 2026")),
                        entry(9, "license.expiry-noticed", "Expiry noticed", 62, null, null),
                        entry(8, "license.seat-assigned", "Seat assigned", 80, null, null),
                        entry(
                                0,
                                "license.issued",
                                "License issued",
                                390,
                                null,
                                null,
                                new LicenseHistory.FieldChange("Seats", null, "60"),
                                new LicenseHistory.FieldChange("Valid until", null, "31 Dec 2025"))),
                "older");
    }

    private static LicenseHistory.Entry entry(
            long number,
            String event,
            String what,
            int days,
            @Nullable String reason,
            @Nullable String comment,
            LicenseHistory.FieldChange... changes) {
        var person = reason != null || number == 0;
        return new LicenseHistory.Entry(
                number,
                event,
                what,
                NOW.minus(Duration.ofDays(days)),
                person ? ActorKind.SYSTEM_ADMIN : ActorKind.AUTOMATION,
                person ? ADMIN.value() : "license-calendar",
                reason,
                comment,
                List.of(changes));
    }

    static List<SessionView> sessions() {
        return List.of(session("01", 1, "203.0.113.7"), session("02", 30, "198.51.100.23"), session("03", 200, null));
    }

    static List<MailView> mails() {
        return List.of(mail(1), mail(2), mail(3), mail(4));
    }

    /** 1 waits for another try, 2 and 3 were sent, the third in Hindi, 4 was given up. What it says is a sample of the command side's. */
    static MailView mail(int number) {
        var state = number == 1 ? MailState.WAITING : number == 4 ? MailState.FAILED : MailState.SENT;
        var template = MailTemplate.values()[number];
        var file = template.name().toLowerCase(Locale.ROOT).replace('_', '-') + (number == 3 ? ".hi" : ".en");
        var written = NOW.minus(Duration.ofMinutes(7L * number * number));
        return new MailView(
                new MailId("mail_01kaq2vd3s8c4g9q0vbwx6tz%02d".formatted(number)),
                new EmailAddress("mina.okafor+%d@northwind.example".formatted(number)),
                number == 3
                        ? "Müller's & Söhne में आपका पता बदलने वाला है"
                        : "A subject that is long enough to be broken on a phone",
                template,
                number == 2 ? OrganizationId.OPERATOR : organizationId(number),
                state,
                number == 4 ? 12 : 1,
                written,
                state == MailState.SENT ? written.plusSeconds(1) : null,
                state == MailState.SENT ? null : "The provider answered 503: try again later.",
                mailFile(file + ".txt"),
                mailFile(file + ".html"),
                number == 1 ? meeting("en") : null);
    }

    /** A mail as it would be written; what it says is a sample of the command side's. */
    static MailPreview preview(String language) {
        return new MailPreview(
                MailTemplate.LICENSE_NOTICE,
                "The license of Müller's & Söhne ends in 7 days",
                mailFile("license-notice.%s.txt".formatted(language)),
                mailFile("license-notice.%s.html".formatted(language)),
                meeting(language));
    }

    private static MailAttachment meeting(String language) {
        return new MailAttachment("meeting.ics", "text/calendar", mailFile("lead-meeting.%s.ics".formatted(language)));
    }

    /** Two whose mail is kept, one of which nothing is. */
    static List<SuppressionView> suppressions() {
        return Stream.of(1, 2, 3)
                .map(number -> new SuppressionView(
                        new MailAddressId("adr_" + Integer.toString(number).repeat(43)),
                        number == 3 ? null : mail(number).to(),
                        number == 2 ? SuppressionCause.COMPLAINED : SuppressionCause.BOUNCED,
                        NOW.minus(Duration.ofDays(number * 15L)),
                        number == 3 ? null : mail(number).mailId()))
                .toList();
    }

    private static String mailFile(String name) {
        try {
            return Files.readString(MAILS.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SessionView session(String number, int hours, @Nullable String address) {
        var opened = NOW.minus(Duration.ofHours(hours));
        return new SessionView(
                new SessionId("ses_01kaq2vd3s8c4g9q0vbwx6tz" + number),
                ADMIN,
                OrganizationId.OPERATOR,
                opened,
                opened.plus(Duration.ofDays(14)),
                address);
    }

    /** API clients of each kind and state. */
    static List<ClientView> clients() {
        var tokens = List.of(
                new ClientView.Token(TokenId.random(), NOW.minus(Duration.ofDays(2)), null),
                new ClientView.Token(TokenId.random(), NOW.minus(Duration.ofDays(90)), NOW.plus(Duration.ofDays(5))));
        return List.of(
                client(
                        "Customer portal",
                        ClientKind.SERVICE,
                        ClientState.ACTIVE,
                        Set.of(ClientScope.READ_USERS, ClientScope.ENSURE_USERS),
                        null,
                        tokens),
                client(
                        "Audit of 2026 by Stern & Partners, Certified Public Accountants",
                        ClientKind.AUDITOR,
                        ClientState.EXPIRED,
                        Set.of(ClientScope.READ_HISTORY),
                        NOW.minus(Duration.ofDays(1)),
                        List.of()),
                client(
                        "Old billing",
                        ClientKind.SERVICE,
                        ClientState.REVOKED,
                        Set.of(ClientScope.ADMINISTER_ORGANIZATIONS, ClientScope.READ_HISTORY),
                        null,
                        List.of()));
    }

    private static ClientView client(
            String name,
            ClientKind kind,
            ClientState state,
            Set<ClientScope> scopes,
            @Nullable Instant expiresAt,
            List<ClientView.Token> tokens) {
        var made = NOW.minus(Duration.ofDays(100));
        return new ClientView(
                ClientId.random(),
                OrganizationId.OPERATOR,
                name,
                kind,
                scopes,
                state,
                expiresAt,
                tokens,
                made,
                made,
                3);
    }

    /** A table of invitations, as the page shows it. */
    static Map<String, Object> bulkInvitation(boolean running) {
        return Map.of(
                "bulkInvitationId",
                "01jd3r0v6g9m5r6w3m1v0k8q2t",
                "running",
                running,
                "total",
                240,
                "done",
                running ? 96 : 240,
                "invited",
                running ? 93 : 237,
                "known",
                1,
                "refused",
                2,
                "items",
                List.of(
                        bulkLine(2, "INVITED", null, null, null),
                        bulkLine(3, "KNOWN", null, null, null),
                        bulkLine(
                                4,
                                "REFUSED",
                                "accessUntil",
                                "must be a date such as 2027-06-30",
                                "Correct the cell and send this row again."),
                        bulkLine(
                                5,
                                "REFUSED",
                                null,
                                "All 50 seats are taken.",
                                "Deactivate somebody or ask for more seats, then send this row again.")));
    }

    private static Map<String, @Nullable Object> bulkLine(
            int line, String outcome, @Nullable String field, @Nullable String message, @Nullable String advice) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("line", line);
        columns.put("email", "person.with.a.long.name.%d@northwind.example".formatted(line));
        columns.put("outcome", outcome);
        columns.put("field", field);
        columns.put("message", message);
        columns.put("advice", advice);
        return columns;
    }
}
