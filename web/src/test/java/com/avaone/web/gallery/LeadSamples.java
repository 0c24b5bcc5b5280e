package com.avaone.web.gallery;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.BillingDetails;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadBoard;
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.LeadView.GivenConsent;
import com.avaone.api.lead.LeadView.Order;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.api.lead.SimilarLeads;
import com.avaone.api.lead.SimilarLeads.Likeness;
import com.avaone.web.gallery.Gallery.Sample;
import com.avaone.web.kernel.page.MoneyText;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pages of the operator's leads. */
final class LeadSamples {

    private static final Order ORDER = new Order(
            new QuoteId("qte_0123456789abcdefghjkmnpqrstvwxyz"),
            new BillingDetails("12 MG Road\n560001 Bengaluru", "IN", "29AABCU9603R1ZM"));

    private static final Quote QUOTE = new Quote(
            1,
            null,
            BillingInterval.YEAR,
            "USD",
            List.of(new Quote.Line(
                    new ProductId("ava-cx"),
                    new PlanId("business"),
                    25,
                    new Money(39_000, "USD"),
                    new Money(975_000, "USD"))),
            0,
            new Money(975_000, "USD"));

    static final String HOME = "/admin/leads";

    static final String TOPIC = "leads-" + OrganizationId.OPERATOR;

    private static final UserId ADMIN = UserId.random();
    private static final UserId SALES = UserId.random();
    private static final Map<String, String> PEOPLE =
            new LinkedHashMap<>(Map.of(ADMIN.value(), "Asha Rao", SALES.value(), "Tomas Lindqvist"));

    private static final List<LeadState> COLUMNS = List.of(
            LeadState.NEW, LeadState.CONTACTED, LeadState.QUALIFIED, LeadState.DISQUALIFIED, LeadState.CONVERTED);

    static final LeadView MINA = lead(1, "Mina Park", "Northwind Labs", LeadSource.MEETING_REQUEST, LeadState.NEW);
    private static final List<LeadView> LEADS = List.of(
            MINA,
            lead(2, "Omar Diaz", "Acme Robotics", LeadSource.PRICING_INQUIRY, LeadState.NEW),
            lead(3, "Lena Fischer", null, LeadSource.CONTACT_FORM, LeadState.CONTACTED),
            lead(4, "Kwame Boateng", "Kestrel Health", LeadSource.VOICE, LeadState.QUALIFIED),
            lead(5, null, "Blue Heron Studio", LeadSource.CONTACT_FORM, LeadState.NEW),
            lead(6, "Sofia Rossi", "Rossi & Figli", LeadSource.CHECKOUT, LeadState.CONVERTED),
            lead(
                    7,
                    "Aleksandra Wojciechowska-Brzezińska",
                    "Przedsiębiorstwo Handlowe Zielona Góra",
                    LeadSource.MANUAL,
                    LeadState.DISQUALIFIED),
            lead(8, "Jun Tanaka", "Tanaka Foods", LeadSource.IMPORT, LeadState.CONTACTED));

    private LeadSamples() {}

    static List<Sample> pages() {
        return List.of(
                list("leads", "", new LeadPage(LEADS, "more", 164), Map.of("sort", "CAPTURED_DESC")),
                list(
                        "leads-no-match",
                        "/no-match",
                        new LeadPage(List.of(), null, 0),
                        Map.of("sort", "NAME", "text", "nobody")),
                list("leads-empty", "/empty", new LeadPage(List.of(), null, 0), Map.of("sort", "CAPTURED_DESC")),
                board("lead-board", "/board", LEADS),
                board("lead-board-empty", "/board-empty", List.of()),
                new Sample("lead-figures", HOME + "/figures", "lead/figures", figures()),
                new Sample("lead-figures-none", HOME + "/figures-none", "lead/figures", noFigures()),
                new Sample("lead-import", HOME + "/import", "lead/import", Map.of("most", 10_000)),
                imported("lead-import-read", "READ", 0),
                imported("lead-import-running", "RUNNING", 4_210),
                imported("lead-import-tried", "TRIED", 8_000),
                new Sample("lead-new", HOME + "/new", "lead/new", Map.of("assignees", PEOPLE)),
                new Sample(
                        "lead-new-refused",
                        HOME + "/refused",
                        "lead/new",
                        Map.of(
                                "assignees",
                                PEOPLE,
                                "form",
                                Map.of("name", "Mina", "email", "mina@"),
                                "errors",
                                Map.of("email", "Must be an address such as name@example.com."))),
                show(
                        "lead",
                        MINA,
                        "ASSIGN",
                        "CONTACT",
                        "LOG",
                        "CONSENT",
                        "WITHDRAW",
                        "QUALIFY",
                        "DISQUALIFY",
                        "MERGE",
                        "ERASE"),
                show(
                        "lead-qualified",
                        LEADS.get(3),
                        "ASSIGN",
                        "CONTACT",
                        "LOG",
                        "CONSENT",
                        "WITHDRAW",
                        "CONVERT",
                        "DISQUALIFY",
                        "MERGE",
                        "ERASE"),
                show("lead-converted", LEADS.get(5), "LOG", "MERGE", "ERASE"),
                show("lead-merged", lead(20, "M. Park", null, LeadSource.CONTACT_FORM, LeadState.MERGED), "UNMERGE"),
                show("lead-order", lead(18, "Sofia Rossi", "Rossi & Figli", LeadSource.CHECKOUT, LeadState.NEW)),
                show("lead-erased", lead(21, null, null, LeadSource.CONTACT_FORM, LeadState.ERASED)),
                action(MINA, "ASSIGN", Map.of("ways", Assignment.values(), "assignees", PEOPLE)),
                action(MINA, "CONTACT", Map.of("channels", List.of(ActivityKind.CALL, ActivityKind.MAIL))),
                action(MINA, "LOG", Map.of("kinds", ActivityKind.values())),
                action(MINA, "CONSENT", Map.of("now", LocalDateTime.of(2026, 11, 29, 12, 0))),
                action(
                        MINA,
                        "WITHDRAW",
                        Map.of(
                                "form",
                                Map.of("withdrawnAt", "2027-01-01T10:00"),
                                "errors",
                                Map.of("withdrawnAt", "Must not be in the future."))),
                action(MINA, "QUALIFY", Map.of("from", "BOARD", "back", HOME + "/board")),
                action(
                        MINA,
                        "DISQUALIFY",
                        Map.of("form", Map.of("reason", ""), "errors", Map.of("reason", "Must not be empty."))),
                action(LEADS.get(5), "RECYCLE", Map.of("refusal", "It became a contact and a deal; go on with those.")),
                action(LEADS.get(3), "CONVERT", Map.of("closeOn", Samples.TODAY.plusMonths(1))),
                action(MINA, "MERGE", Map.of("reference", LEADS.get(4).reference())),
                action(MINA, "UNMERGE", Map.of()),
                action(MINA, "ERASE", Map.of()),
                new Sample(
                        "lead-organization",
                        HOME + "/" + LEADS.get(3).leadId() + "/organization",
                        "lead/organization",
                        Map.of(
                                "lead",
                                LEADS.get(3),
                                "products",
                                Samples.PRODUCTS,
                                "form",
                                Map.of(
                                        "title",
                                        "Kestrel Health",
                                        "currency",
                                        "EUR",
                                        "name",
                                        "Kestrel Health",
                                        "userLimit",
                                        10,
                                        "licenseExpiry",
                                        Samples.TODAY.plusYears(1)))));
    }

    private static LeadId id(int number) {
        return new LeadId("led_01kaq2vd3s8c4g9q0vbwx6tz%02d".formatted(number));
    }

    private static LeadView lead(
            int number, @Nullable String name, @Nullable String company, LeadSource source, LeadState state) {
        var erased = state == LeadState.ERASED;
        var converted = state == LeadState.CONVERTED;
        var at = Samples.NOW.minus(Duration.ofHours(number * number * 5L));
        return new LeadView(
                id(number),
                OrganizationId.OPERATOR,
                LeadReference.of(id(number)),
                source,
                state,
                new PersonDetails(
                        name,
                        erased ? null : new EmailAddress("person%d@company.example".formatted(number)),
                        number % 2 == 1 && !erased ? "+91 98765 432%02d".formatted(number) : null,
                        company),
                number == 1
                        ? "We run forty support seats today and want to know how Ava CX would\nfit beside our own ticket system."
                        : null,
                source == LeadSource.MEETING_REQUEST
                        ? new MeetingSlot(Samples.NOW.plus(Duration.ofDays(2)), 30, "Asia/Kolkata")
                        : null,
                source == LeadSource.PRICING_INQUIRY || source == LeadSource.CHECKOUT ? QUOTE : null,
                source == LeadSource.CHECKOUT ? ORDER : null,
                number == 1 ? new GivenConsent("contact-form-2", at, "203.0.113.24") : null,
                number == 4 ? at : null,
                number == 1
                        ? ConfirmationState.CONFIRMED
                        : number == 5 ? ConfirmationState.AWAITED : ConfirmationState.NOT_ASKED,
                number % 3 == 0 ? SALES : number % 3 == 1 ? ADMIN : null,
                source == LeadSource.MANUAL ? ADMIN : null,
                converted ? ContactId.random() : null,
                converted ? DealId.random() : null,
                converted ? Samples.organizationId(1) : null,
                state == LeadState.MERGED ? MINA.leadId() : null,
                at,
                Samples.NOW.minus(Duration.ofMinutes(number * 41L)),
                4);
    }

    /** A table of leads, as its page shows it. */
    private static Sample imported(String name, String state, int done) {
        var table = new HashMap<String, @Nullable Object>();
        table.put("importId", "01jd3r0v6g9m5r6w3m1v0k8q2t");
        table.put("state", new Named(state));
        table.put("total", 8_000);
        table.put("headings", List.of("Name", "E-mail address of the person at work", "Shoe size"));
        table.put("columns", List.of("NAME", "EMAIL", "IGNORED"));
        table.put("preview", List.of(List.of("Mina Park", "mina.park@northwind.example", "38")));
        table.put("duplicates", "SKIP");
        table.put("done", done);
        table.put("made", Math.max(0, done - 3));
        table.put("repeated", 0);
        table.put("duplicate", 1);
        table.put("refused", done == 0 ? 0 : 2);
        table.put(
                "items",
                done == 0
                        ? List.of()
                        : List.of(
                                importLine(7, "DUPLICATE", null, "Lead 7K3MQ-9DXPA is about the same person."),
                                importLine(12, "REFUSED", "email", "must be an address such as name@example.com")));
        return new Sample(
                name,
                HOME + "/import/" + state.toLowerCase(java.util.Locale.ROOT),
                "lead/import-report",
                Map.of(
                        "table",
                        table,
                        "kinds",
                        List.of("NAME", "EMAIL", "PHONE", "IGNORED"),
                        "ways",
                        List.of("SKIP", "MAKE"),
                        "topic",
                        TOPIC));
    }

    /** A constant as a page asks it for its name. */
    record Named(String name) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Map<String, @Nullable Object> importLine(
            int line, String outcome, @Nullable String field, String message) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("line", line);
        columns.put("person", "Person %d with a long name".formatted(line));
        columns.put("outcome", new Named(outcome));
        columns.put("field", field);
        columns.put("message", message);
        return columns;
    }

    private static Sample list(String name, String path, LeadPage page, Map<String, ?> form) {
        return new Sample(
                name,
                HOME + path,
                "lead/list",
                Map.of(
                        "topic",
                        TOPIC,
                        "page",
                        page,
                        "form",
                        form,
                        "states",
                        LeadState.values(),
                        "sources",
                        LeadSource.values(),
                        "confirmations",
                        ConfirmationState.values(),
                        "operator",
                        OrganizationId.OPERATOR,
                        "money",
                        new MoneyText(Locale.ENGLISH),
                        "people",
                        PEOPLE));
    }

    private static Sample board(String name, String path, List<LeadView> leads) {
        var columns = COLUMNS.stream()
                .map(state -> {
                    var within =
                            leads.stream().filter(lead -> lead.state() == state).toList();
                    return new LeadBoard.Column(
                            state, within.size() + (state == LeadState.NEW && !within.isEmpty() ? 41 : 0), within);
                })
                .toList();
        return new Sample(
                name,
                HOME + path,
                "lead/board",
                Map.of(
                        "topic",
                        TOPIC,
                        "board",
                        new LeadBoard(columns),
                        "people",
                        PEOPLE,
                        "moves",
                        Map.of(
                                "NEW", List.of(LeadState.CONTACTED, LeadState.QUALIFIED, LeadState.DISQUALIFIED),
                                "CONTACTED", List.of(LeadState.QUALIFIED, LeadState.DISQUALIFIED),
                                "QUALIFIED", List.of(LeadState.DISQUALIFIED, LeadState.CONVERTED),
                                "DISQUALIFIED", List.of(LeadState.NEW),
                                "CONVERTED", List.of()),
                        "into",
                        Map.of(
                                "NEW", "recycle",
                                "CONTACTED", "contact",
                                "QUALIFIED", "qualify",
                                "DISQUALIFIED", "disqualify",
                                "CONVERTED", "convert")));
    }

    private static Sample show(String name, LeadView lead, String... can) {
        var model = new HashMap<String, Object>(Map.of(
                "lead",
                lead,
                "can",
                List.of(can),
                "similar",
                new SimilarLeads(List.of()),
                "timeline",
                new Timeline(List.of(entry(lead, 0, "lead.captured", "Lead captured", null, null)), null),
                "others",
                Map.of(MINA.leadId().value(), MINA.reference()),
                "names",
                PEOPLE));
        if (lead.equals(MINA)) {
            var merged = lead(20, "M. Park", null, LeadSource.CONTACT_FORM, LeadState.MERGED);
            model.put(
                    "similar",
                    new SimilarLeads(List.of(
                            new SimilarLeads.Item(LEADS.get(4), Set.of(Likeness.EMAIL)),
                            new SimilarLeads.Item(LEADS.get(6), Set.of(Likeness.NAME)))));
            model.put("others", Map.of(merged.leadId().value(), merged.reference()));
            model.put(
                    "timeline",
                    new Timeline(
                            List.of(
                                    new Timeline.Entry(
                                            lead.leadId().value(),
                                            4,
                                            "lead.activity-logged",
                                            "Activity noted",
                                            null,
                                            ActivityKind.TASK,
                                            "Send the price list for forty seats, and ask who decides.",
                                            Samples.NOW.plus(Duration.ofDays(1)),
                                            Samples.NOW.minus(Duration.ofMinutes(20)),
                                            ActorKind.USER,
                                            ADMIN.value(),
                                            null),
                                    entry(lead, 3, "lead.absorbed", "Another lead merged into this one", null, null),
                                    entry(lead, 2, "lead.assigned", "Lead assigned", null, null),
                                    entry(merged, 1, "lead.disqualified", "Lead disqualified", null, "Wrote twice"),
                                    entry(merged, 0, "lead.captured", "Lead captured", null, null),
                                    entry(lead, 1, "lead.consent-recorded", "Consent recorded", null, null),
                                    entry(lead, 0, "lead.captured", "Lead captured", null, null)),
                            "older"));
        }
        model.put("money", new MoneyText(Locale.ENGLISH));
        return new Sample(name, HOME + "/" + lead.leadId(), "lead/show", model);
    }

    private static Timeline.Entry entry(
            LeadView lead, long number, String event, String what, @Nullable String text, @Nullable String reason) {
        return new Timeline.Entry(
                lead.leadId().value(),
                number,
                event,
                what,
                event.equals("lead.assigned") ? SALES : null,
                null,
                text,
                null,
                Samples.NOW.minus(Duration.ofHours(10 - number)),
                number == 0 ? ActorKind.ANONYMOUS : ActorKind.USER,
                number == 0 ? null : ADMIN.value(),
                reason);
    }

    private static Sample action(LeadView lead, String action, Map<String, ?> more) {
        var model = new HashMap<String, Object>(
                Map.of("lead", lead, "action", action, "from", "LEAD", "back", HOME + "/" + lead.leadId()));
        model.putAll(more);
        return new Sample(
                "lead-" + action.toLowerCase(),
                HOME + "/" + lead.leadId() + "/do/" + action.toLowerCase(),
                "lead/action",
                model);
    }

    private static Map<String, Object> figures() {
        var states = new EnumMap<LeadState, Long>(LeadState.class);
        COLUMNS.forEach(state -> states.put(state, 12L * (state.ordinal() + 1)));
        var sources = new EnumMap<LeadSource, LeadFigures.Source>(LeadSource.class);
        for (var source : LeadSource.values()) {
            sources.put(source, new LeadFigures.Source(50L - source.ordinal() * 7L, 9L - source.ordinal()));
        }
        var growth = new ArrayList<Growth>();
        var total = 0L;
        for (var day = 29; day >= 0; day--) {
            var count = 2L + day * 7 % 5;
            total += count;
            growth.add(new Growth(Samples.TODAY.minusDays(day), count, total));
        }
        var figures = new LeadFigures(
                states,
                new LeadFigures.Funnel(180, 121, 74, 42),
                sources,
                new LeadFigures.ConversionTime(9, List.of(new LeadFigures.Days(3, 12))),
                growth);
        var durations = new LinkedHashMap<String, Long>();
        var steps = List.of(
                "WITHIN_A_DAY",
                "WITHIN_THREE_DAYS",
                "WITHIN_A_WEEK",
                "WITHIN_TWO_WEEKS",
                "WITHIN_A_MONTH",
                "WITHIN_A_QUARTER",
                "LONGER");
        IntStream.range(0, steps.size()).forEach(at -> durations.put(steps.get(at), 12L - at));
        return Map.of("topic", TOPIC, "figures", figures, "captured", growth, "newIn30", total, "durations", durations);
    }

    private static Map<String, Object> noFigures() {
        var figures = new LeadFigures(
                Map.of(),
                new LeadFigures.Funnel(0, 0, 0, 0),
                Map.of(),
                new LeadFigures.ConversionTime(null, List.of()),
                List.of());
        return Map.of("topic", TOPIC, "figures", figures, "captured", List.of(), "newIn30", 0L, "durations", Map.of());
    }
}
