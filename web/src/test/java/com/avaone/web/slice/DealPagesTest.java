package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindDeal;
import com.avaone.api.crm.CrmQuery.FindDealBoard;
import com.avaone.api.crm.CrmQuery.FindDealTimeline;
import com.avaone.api.crm.CrmQuery.FindDeals;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealCommand.AssignDeal;
import com.avaone.api.crm.DealCommand.ChangeDeal;
import com.avaone.api.crm.DealCommand.ChangeDealAmount;
import com.avaone.api.crm.DealCommand.LogDealActivity;
import com.avaone.api.crm.DealCommand.LoseDeal;
import com.avaone.api.crm.DealCommand.MoveDeal;
import com.avaone.api.crm.DealCommand.ReopenDeal;
import com.avaone.api.crm.DealCommand.WinDeal;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class DealPagesTest {

    private static final DealId ID = DealId.random();
    private static final String HOME = "/admin/deals";
    private static final String ONE = HOME + "/" + ID;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(ID.value(), 8, Samples.POSITION));
        bus.answer(FindProcessors.class, _ -> Samples.PROCESSORS);
        bus.answer(FindDeal.class, _ -> deal(DealState.OPEN));
        bus.answer(FindContact.class, query -> contact(query.contactId()));
        bus.answer(FindDealTimeline.class, _ -> new Timeline(List.of(), null));
        var sum = new Money(4_800_050, "EUR");
        bus.answer(
                FindDealBoard.class,
                _ -> new DealBoard(List.of(new DealBoard.Column(
                        DealStage.PROPOSAL,
                        9,
                        List.of(new DealBoard.Sum(sum, sum.percent(40))),
                        List.of(deal(DealState.OPEN))))));
    }

    private static DealView deal(DealState state) {
        var amount = new Money(120_050, "EUR");
        return new DealView(
                ID,
                OrganizationId.OPERATOR,
                ContactId.random(),
                null,
                "Forty seats",
                state,
                DealStage.PROPOSAL,
                amount,
                amount.percent(40),
                null,
                Admin.USER.userId(),
                null,
                null,
                state == DealState.LOST ? "Too dear" : null,
                Admin.NOW,
                Admin.NOW,
                3);
    }

    private static ContactView contact(ContactId id) {
        return new ContactView(
                id,
                OrganizationId.OPERATOR,
                new PersonDetails("Mina Park", null, "+91 98765 43210", null),
                null,
                null,
                null,
                false,
                Admin.NOW,
                Admin.NOW,
                0);
    }

    @Test
    void showOpenDealsByStageWithWhatTheyCountFor() {
        assertThat(mvc.get().uri(HOME))
                .hasStatus(200)
                .bodyText()
                .contains("€48,000.50", "counts for €19,200.20", "Forty seats", "8 more", "admin@avaone.example")
                .contains(ONE + "/do/move?stage=NEGOTIATION", ONE + "/do/win", ONE + "/do/lose")
                .doesNotContain(ONE + "/do/move?stage=PROPOSAL");
    }

    @ParameterizedTest
    @CsvSource({"OPEN,/do/win,/do/reopen", "WON,/do/reopen,/do/win", "LOST,/do/reopen,/do/lose"})
    void offerWhatCanBeDone(DealState state, String offered, String notOffered) {
        bus.answer(FindDeal.class, _ -> deal(state));

        assertThat(mvc.get().uri(ONE))
                .hasStatus(200)
                .bodyText()
                .contains("Mina Park", ONE + offered)
                .doesNotContain(ONE + notOffered);
    }

    @Test
    void moveWinLoseAndReopen() {
        assertThat(send("move", "stage=NEGOTIATION").getResponse().getHeader("Location"))
                .isEqualTo(ONE + "?minPosition=1207&done=deal-move");
        send("win");
        send("lose", "reason=Too dear");
        send("reopen");

        assertThat(bus.commands())
                .extracting(sent -> sent.payload())
                .containsExactly(
                        new MoveDeal(ID, OrganizationId.OPERATOR, null, DealStage.NEGOTIATION),
                        new WinDeal(ID, OrganizationId.OPERATOR, null),
                        new LoseDeal(ID, OrganizationId.OPERATOR, null),
                        new ReopenDeal(ID, OrganizationId.OPERATOR, null));
        assertThat(bus.commands().get(2).metadata(MetadataKey.REASON)).isEqualTo("Too dear");
    }

    @Test
    void changeWhatIsSaidOfADeal() {
        var operator = OrganizationId.OPERATOR;
        send("edit", "title= Fifty seats ", "expectedClose=2027-02-28", "version=3");
        send("amount", "amount=1300.50", "currency=EUR");
        send("assign", "assignee=" + Admin.USER.userId());
        send("log", "kind=CALL", "text=Spoke", "dueAt=2026-12-01T09:30");

        assertThat(bus.commands())
                .extracting(sent -> sent.payload())
                .containsExactly(
                        new ChangeDeal(ID, operator, null, "Fifty seats", LocalDate.of(2027, 2, 28)),
                        new ChangeDealAmount(ID, operator, null, new Money(130_050, "EUR")),
                        new AssignDeal(ID, operator, null, Admin.USER.userId()),
                        new LogDealActivity(
                                ID, operator, null, ActivityKind.CALL, "Spoke", Instant.parse("2026-12-01T09:30:00Z")));
        assertThat(bus.commands().getFirst().metadata(MetadataKey.EXPECTED_VERSION))
                .isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "edit,title= ,title",
        "edit,expectedClose=soon,expectedClose",
        "amount,amount=lots,amount",
        "assign,assignee=,assignee",
        "assign,assignee=nobody,assignee",
        "log,text=,kind"
    })
    void sayWhatIsWrongWithAField(String action, String sent, String field) {
        assertThat(send(action, sent, "currency=EUR")).hasStatus(422).bodyText().contains("id=\"" + field + "-error\"");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void beginWithWhatIsSaidOfADeal() {
        assertThat(mvc.get().uri(ONE + "/do/edit")).bodyText().contains("value=\"Forty seats\"", "name=\"version\"");
        assertThat(mvc.get().uri(ONE + "/do/amount")).bodyText().contains("value=\"1200.50\"", "value=\"EUR\"");
    }

    @Test
    void listWhatWasLostAndWhy() {
        bus.answer(
                FindDeals.class,
                query -> new DealPage(List.of(deal(Objects.requireNonNull(query.state()))), "abc", 1_001));

        assertThat(mvc.get().uri(HOME + "/closed?state=lost&cursor=xyz"))
                .hasStatus(200)
                .bodyText()
                .contains("Forty seats", "€1,200.50", "Too dear", "cursor=abc", "More than 1,000 deals");
        assertThat(bus.query(FindDeals.class).payload())
                .isEqualTo(new FindDeals(OrganizationId.OPERATOR, null, DealState.LOST, null, "xyz", 25));
        assertThat(mvc.get().uri(HOME + "/closed")).hasStatus(200).bodyText().doesNotContain("Too dear");
        assertThat(mvc.get().uri(HOME + "/closed?state=open")).hasStatus(400);
    }

    @Test
    void beginTheMoveAtTheStageToWhichACardWasDragged() {
        assertThat(mvc.get().uri(ONE + "/do/move?stage=NEGOTIATION"))
                .bodyText()
                .containsPattern("value=\"NEGOTIATION\"\\s+selected");
    }

    @Test
    void sayByWhichRuleADealIsNotMoved() {
        bus.answer(FindDeal.class, _ -> deal(DealState.WON));
        assertThat(mvc.get().uri(ONE + "/do/move"))
                .bodyText()
                .contains(CrmRule.DEAL_NOT_OPEN.explanation())
                .doesNotContain("id=\"stage\"");

        bus.refuse(new Rejected(CrmRule.DEAL_NOT_OPEN, "The deal was won."));
        assertThat(send("move", "stage=PROPOSAL")).hasStatus(422).bodyText().contains("The deal was won.");
        assertThat(send("move", "stage=")).hasStatus(422).bodyText().contains("id=\"stage-error\"");
    }

    @Test
    void areNotThereForADealThatIsNotThere() {
        bus.answer(FindDeal.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such deal.");
        });

        assertThat(mvc.get().uri(ONE)).hasStatus(404);
        assertThat(mvc.get().uri(HOME + "/nobody")).hasStatus(404);
    }

    private MvcTestResult send(String action, String... fields) {
        var request = mvc.post().uri(ONE + "/do/" + action);
        for (var field : fields) {
            var parts = field.split("=", 2);
            request = request.param(parts[0], parts[1]);
        }
        return request.exchange();
    }
}
