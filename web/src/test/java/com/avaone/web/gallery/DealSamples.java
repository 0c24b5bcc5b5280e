package com.avaone.web.gallery;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
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

/** The pages of the operator's deals. */
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
        var contact = new ContactView(
                CONTACT,
                OrganizationId.OPERATOR,
                LeadSamples.MINA.details(),
                LeadSamples.MINA.leadId(),
                null,
                null,
                false,
                Samples.NOW,
                Samples.NOW,
                0);
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
        return Map.of("deal", deal, "contact", contact, "timeline", new Timeline(entries, "older"));
    }
}
