package com.avaone.web.gallery;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncState;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordPage;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.web.gallery.Gallery.Sample;
import com.avaone.web.kernel.page.MoneyText;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The pages of the operator's deals and contacts, and of the sync to an outside CRM. */
final class DealSamples {

    private static final String HOME = "/admin/deals";
    private static final UserId ADMIN = UserId.random();
    private static final ContactId CONTACT = ContactId.random();

    private DealSamples() {}

    static List<Sample> pages() {
        var open = deal(1, DealStage.PROPOSAL, DealState.OPEN);
        return List.of(
                sample("deals", "", "board", Map.of("board", board(4))),
                sample("deals-none", "/none", "board", Map.of("board", board(0))),
                sample("deal", "/" + open.dealId(), "deal", show(open)),
                sample("deal-won", "/won", "deal", show(deal(2, DealStage.NEGOTIATION, DealState.WON))),
                sample("deal-move", "/move", "action", Map.of("deal", open, "action", "MOVE")),
                sample("deal-edit", "/edit", "action", Map.of("deal", open, "action", "EDIT", "version", 3)),
                sample("deal-amount", "/amount", "action", Map.of("deal", open, "action", "AMOUNT")),
                sample(
                        "deal-log",
                        "/log",
                        "action",
                        Map.of("deal", open, "action", "LOG", "kinds", ActivityKind.values())),
                closed("deals-won", "/closed", DealState.WON, 3),
                closed("deals-lost", "/closed/lost", DealState.LOST, 4),
                closed("deals-closed-none", "/closed/none", DealState.WON, 0),
                contacts("contact-list", "", List.of(contact(false), contact(true))),
                contacts("contact-list-none", "/none", List.of()),
                contact("contact", "/one", contact(false)),
                contact("contact-erased", "/erased", contact(true)),
                contactAction("contact-change", "CHANGE"),
                ofContacts(
                        "contact-new",
                        "/new",
                        "contact-new",
                        Map.of("assignees", Map.of(ADMIN.value(), "asha@avaone.example"))),
                newDeal("deal-new", "/deals/new", Map.of()),
                newDeal(
                        "deal-new-refused",
                        "/deals/refused",
                        Map.of(
                                "form",
                                Map.of("title", "Forty seats", "amount", "a lot", "currency", "EUR"),
                                "errors",
                                Map.of("amount", "Must be an amount such as 1200.50."))),
                contactAction("contact-erase", "ERASE"),
                sync("crm-sync", "", CrmSyncState.RUNNING),
                sync("crm-sync-not-started", "/not-started", CrmSyncState.NOT_STARTED),
                sync("crm-sync-not-configured", "/not-configured", CrmSyncState.NOT_CONFIGURED),
                new Sample(
                        "crm-sync-start",
                        "/admin/crm/start",
                        "crm/sync-start",
                        Map.of("sync", view(CrmSyncState.NOT_STARTED))),
                sample("deal-win", "/win", "action", Map.of("deal", open, "action", "WIN")),
                sample(
                        "deal-lose",
                        "/lose",
                        "action",
                        Map.of(
                                "deal",
                                open,
                                "action",
                                "LOSE",
                                "form",
                                Map.of("reason", ""),
                                "errors",
                                Map.of("reason", "Must not be empty."))),
                sample(
                        "deal-refused",
                        "/refused",
                        "action",
                        Map.of(
                                "deal",
                                open,
                                "action",
                                "REOPEN",
                                "refusal",
                                "Only a deal that was won or lost can be opened again.")));
    }

    private static Sample sample(String name, String path, String template, Map<String, ?> more) {
        var model = new HashMap<String, Object>(Map.of(
                "topic",
                "deals-" + OrganizationId.OPERATOR,
                "money",
                new MoneyText(Locale.ENGLISH),
                "stages",
                DealStage.values(),
                "names",
                Map.of(ADMIN.value(), "asha@avaone.example")));
        model.putAll(more);
        return new Sample(name, HOME + path, "crm/" + template, model);
    }

    private static Sample closed(String name, String path, DealState state, int number) {
        var deals = IntStream.rangeClosed(1, number)
                .mapToObj(each -> deal(each, DealStage.NEGOTIATION, state))
                .toList();
        return sample(
                name,
                path,
                "closed",
                Map.of(
                        "page",
                        new DealPage(deals, number == 0 ? null : "more", number),
                        "state",
                        state.name(),
                        "people",
                        Map.of(ADMIN.value(), "asha@avaone.example")));
    }

    private static Sample ofContacts(String name, String path, String template, Map<String, ?> more) {
        var model = new HashMap<String, Object>(Map.of(
                "topic",
                "contacts-" + OrganizationId.OPERATOR,
                "money",
                new MoneyText(Locale.ENGLISH),
                "people",
                Map.of(ADMIN.value(), "asha@avaone.example"),
                "names",
                Map.of(ADMIN.value(), "asha@avaone.example")));
        model.putAll(more);
        return new Sample(name, "/admin/contacts" + path, "crm/" + template, model);
    }

    private static Sample contacts(String name, String path, List<ContactView> contacts) {
        return ofContacts(
                name,
                path,
                "contacts",
                Map.of("page", new ContactPage(contacts, contacts.isEmpty() ? null : "more", 41), "form", Map.of()));
    }

    private static Sample contact(String name, String path, ContactView contact) {
        var deals = contact.erased()
                ? List.<DealView>of()
                : List.of(deal(1, DealStage.PROPOSAL, DealState.OPEN), deal(2, DealStage.NEGOTIATION, DealState.WON));
        var timeline = show(deal(1, DealStage.PROPOSAL, DealState.OPEN)).get("timeline");
        return ofContacts(
                name,
                path,
                "contact",
                Map.of("contact", contact, "deals", new DealPage(deals, null, deals.size()), "timeline", timeline));
    }

    private static Sample contactAction(String name, String action) {
        return ofContacts(
                name,
                "/" + action.toLowerCase(Locale.ROOT),
                "contact-action",
                Map.of("contact", contact(false), "action", action));
    }

    private static Sample newDeal(String name, String path, Map<String, ?> more) {
        var model = new HashMap<String, Object>(Map.of(
                "contact",
                contact(false),
                "assignees",
                Map.of(ADMIN.value(), "asha@avaone.example"),
                "closeOn",
                Samples.TODAY.plusMonths(1)));
        model.putAll(more);
        return ofContacts(name, path, "deal-new", model);
    }

    private static ContactView contact(boolean erased) {
        return new ContactView(
                CONTACT,
                OrganizationId.OPERATOR,
                erased ? new PersonDetails(null, null, null, null) : LeadSamples.MINA.details(),
                LeadSamples.MINA.leadId(),
                ADMIN,
                null,
                erased,
                Samples.NOW,
                Samples.NOW,
                0);
    }

    private static Sample sync(String name, String path, CrmSyncState state) {
        var records = List.of(
                new SyncedRecord(
                        LeadSamples.MINA.leadId().value(),
                        SyncedKind.LEAD,
                        SyncedRecordState.SENT,
                        41,
                        1,
                        Samples.NOW,
                        null),
                new SyncedRecord(
                        CONTACT.value(),
                        SyncedKind.CONTACT,
                        SyncedRecordState.REFUSED,
                        42,
                        1,
                        null,
                        "The outside CRM answers 422: {\"detail\": \"This address is not known\"}"),
                new SyncedRecord(
                        "dea_01kaq2vd3s8c4g9q0vbwx6tz01",
                        SyncedKind.DEAL,
                        SyncedRecordState.RETRYING,
                        43,
                        3,
                        null,
                        "The outside CRM did not answer within 10 seconds."));
        return new Sample(
                name,
                "/admin/crm" + path,
                "crm/sync",
                Map.of(
                        "sync",
                        view(state),
                        "page",
                        new SyncedRecordPage(records, "more"),
                        "form",
                        Map.of(),
                        "states",
                        SyncedRecordState.values()));
    }

    private static CrmSyncView view(CrmSyncState state) {
        return new CrmSyncView(
                CrmSyncId.OPERATOR,
                state,
                state == CrmSyncState.NOT_STARTED ? null : Samples.NOW,
                40,
                new Counts(120, 1, 300, 1, 2));
    }

    private static DealView deal(int number, DealStage stage, DealState state) {
        var amount = new Money(1_250_000L * number, number % 3 == 2 ? "INR" : "EUR");
        return new DealView(
                new DealId("dea_01kaq2vd3s8c4g9q0vbwx6tz%02d".formatted(number + stage.ordinal() * 10)),
                OrganizationId.OPERATOR,
                CONTACT,
                LeadSamples.MINA.leadId(),
                number == 3 ? null : "Forty seats of Ava CX, " + number,
                state,
                stage,
                amount,
                state == DealState.WON ? amount : amount.percent(stage.percent()),
                number == 4 ? null : Samples.TODAY.plusDays(number * 9L),
                number % 2 == 0 ? ADMIN : null,
                ADMIN,
                state == DealState.OPEN ? null : Samples.NOW,
                state == DealState.LOST ? "They bought elsewhere" : null,
                Samples.NOW.minus(Duration.ofDays(number)),
                Samples.NOW,
                3);
    }

    private static DealBoard board(int most) {
        return new DealBoard(Arrays.stream(DealStage.values())
                .map(stage -> {
                    var deals = IntStream.rangeClosed(1, Math.max(0, most - stage.ordinal()))
                            .mapToObj(number -> deal(number, stage, DealState.OPEN))
                            .toList();
                    var sum = new Money(7_400_000, "EUR");
                    return new DealBoard.Column(
                            stage,
                            deals.isEmpty() ? 0 : deals.size() + 7,
                            deals.isEmpty() ? List.of() : List.of(new DealBoard.Sum(sum, sum.percent(stage.percent()))),
                            deals);
                })
                .toList());
    }

    private static Map<String, Object> show(DealView deal) {
        var entries = List.of(
                new Timeline.Entry(
                        deal.dealId().value(),
                        1,
                        "deal.stage-changed",
                        "Proposal",
                        null,
                        null,
                        null,
                        null,
                        Samples.NOW,
                        ActorKind.USER,
                        ADMIN.value(),
                        null),
                new Timeline.Entry(
                        deal.dealId().value(),
                        0,
                        "deal.opened",
                        "Deal opened",
                        null,
                        null,
                        null,
                        null,
                        Samples.NOW,
                        ActorKind.USER,
                        ADMIN.value(),
                        null));
        return Map.of("deal", deal, "contact", contact(false), "timeline", new Timeline(entries, "older"));
    }
}
