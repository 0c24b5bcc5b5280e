package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactCommand.AssignContact;
import com.avaone.api.crm.ContactCommand.ChangeContact;
import com.avaone.api.crm.ContactCommand.CreateContact;
import com.avaone.api.crm.ContactCommand.EraseContact;
import com.avaone.api.crm.ContactCommand.LogContactActivity;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindContactTimeline;
import com.avaone.api.crm.CrmQuery.FindContacts;
import com.avaone.api.crm.CrmQuery.FindDeals;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealCommand.OpenDeal;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class ContactPagesTest {

    private static final ContactId ID = ContactId.random();
    private static final LeadId LEAD = LeadId.random();
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final String HOME = "/admin/contacts";
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
        bus.answer(FindContact.class, _ -> contact(null, false));
        bus.answer(FindContacts.class, _ -> new ContactPage(List.of(contact(null, false)), "abc", 41));
        bus.answer(FindContactTimeline.class, _ -> new Timeline(List.of(), null));
        bus.answer(FindDeals.class, _ -> new DealPage(List.of(CrmSamples.DEAL), null, 1));
    }

    private static ContactView contact(@Nullable LeadId lead, boolean erased) {
        return new ContactView(
                ID,
                OPERATOR,
                erased
                        ? new PersonDetails(null, null, null, null)
                        : new PersonDetails("Mina Park", new EmailAddress("mina@northwind.example"), null, "Northwind"),
                lead,
                Admin.USER.userId(),
                null,
                erased,
                Admin.NOW,
                Admin.NOW,
                3);
    }

    @Test
    void listWhoIsFound() {
        assertThat(mvc.get().uri(HOME + "?text=mina&cursor=xyz"))
                .hasStatus(200)
                .bodyText()
                .contains("Mina Park", "Northwind", ONE, "41 contacts", "cursor=abc", "admin@avaone.example");
        assertThat(bus.query(FindContacts.class).payload())
                .isEqualTo(new FindContacts(OPERATOR, null, "mina", "xyz", 25));

        bus.answer(FindContacts.class, _ -> new ContactPage(List.of(), null, 0));
        assertThat(mvc.get().uri(HOME)).bodyText().contains("There are no contacts yet");
        assertThat(mvc.get().uri(HOME + "?text=x")).bodyText().contains("No contact is found");
    }

    @Test
    void showAContactWithItsDealsAndWhereItCameFrom() {
        bus.answer(FindContact.class, _ -> contact(LEAD, false));

        assertThat(mvc.get().uri(ONE))
                .hasStatus(200)
                .bodyText()
                .contains(
                        "mina@northwind.example",
                        "/admin/deals/" + CrmSamples.DEAL.dealId(),
                        "/admin/leads/" + LEAD,
                        ONE + "/do/change",
                        ONE + "/do/erase");
        assertThat(bus.query(FindDeals.class).payload()).isEqualTo(new FindDeals(OPERATOR, null, null, ID, null, 25));
    }

    @Test
    void offerNothingOfWhoIsErased() {
        bus.answer(FindContact.class, _ -> contact(null, true));

        assertThat(mvc.get().uri(ONE))
                .hasStatus(200)
                .bodyText()
                .contains("Erased person")
                .doesNotContain("/do/");
        assertThat(mvc.get().uri(ONE + "/do/log")).bodyText().contains(CrmRule.CONTACT_ERASED.explanation());
    }

    @Test
    void changeAssignLogAndErase() {
        assertThat(send("change", "name=Mina Lee", "email=mina@northwind.example", "version=3")
                        .getResponse()
                        .getHeader("Location"))
                .isEqualTo(ONE + "?minPosition=1207&done=contact-change");
        send("assign", "assignee=" + Admin.USER.userId());
        send("log", "kind=CALL", "text=Spoke");
        send("erase", "reason=Asked for it");

        assertThat(bus.commands())
                .extracting(sent -> sent.payload())
                .containsExactly(
                        new ChangeContact(
                                ID,
                                OPERATOR,
                                null,
                                new PersonDetails("Mina Lee", new EmailAddress("mina@northwind.example"), null, null)),
                        new AssignContact(ID, OPERATOR, null, Admin.USER.userId()),
                        new LogContactActivity(ID, OPERATOR, null, ActivityKind.CALL, "Spoke", null),
                        new EraseContact(ID, OPERATOR));
        assertThat(bus.commands().getFirst().metadata(MetadataKey.EXPECTED_VERSION))
                .isEqualTo("3");
        assertThat(bus.commands().getLast().metadata(MetadataKey.REASON)).isEqualTo("Asked for it");
    }

    @Test
    void sayWhatIsWrong() {
        assertThat(send("change", "email=nobody")).hasStatus(422).bodyText().contains("id=\"email-error\"");
        assertThat(send("log", "kind=CALL", "text= ")).hasStatus(422).bodyText().contains("id=\"text-error\"");
        assertThat(bus.commands()).isEmpty();
        bus.refuse(new Rejected(KernelRule.STALE_VERSION, "You saw version 2, the present one is 3."));
        assertThat(send("change", "name=A", "email=a@example.com", "version=2"))
                .hasStatus(422)
                .bodyText()
                .contains("Somebody changed this in");
    }

    @Test
    void makeAContact() {
        assertThat(mvc.get().uri(HOME + "/new"))
                .hasStatus(200)
                .bodyText()
                .contains("id=\"email\"", "id=\"assignee\"", "admin@avaone.example");

        var made = mvc.post()
                .uri(HOME)
                .param("name", " Mina Lee ")
                .param("email", "mina@northwind.example")
                .param("assignee", Admin.USER.userId().value())
                .exchange();

        assertThat(made).hasStatus(303);
        assertThat(made.getResponse().getHeader("Location")).isEqualTo(ONE + "?minPosition=1207&done=contact-created");
        var command = (CreateContact) bus.command().payload();
        assertThat(command.organizationId()).isEqualTo(OPERATOR);
        assertThat(command.details())
                .isEqualTo(new PersonDetails("Mina Lee", new EmailAddress("mina@northwind.example"), null, null));
        assertThat(command.assignee()).isEqualTo(Admin.USER.userId());
    }

    @Test
    void keepWhatWasTypedOfANewContact() {
        assertThat(mvc.post()
                        .uri(HOME)
                        .param("name", "Mina")
                        .param("email", "mina@")
                        .exchange())
                .hasStatus(422)
                .bodyText()
                .contains("id=\"email-error\"", "value=\"mina@\"", "value=\"Mina\"");
        assertThat(mvc.post()
                        .uri(HOME)
                        .param("email", "a@b.example")
                        .param("assignee", "nobody")
                        .exchange())
                .hasStatus(422)
                .bodyText()
                .contains("id=\"assignee-error\"");
        assertThat(mvc.post().uri(HOME).param("company", "x".repeat(201)).exchange())
                .hasStatus(422)
                .bodyText()
                .contains("id=\"company-error\"");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void openADealWithAContact() {
        assertThat(mvc.get().uri(ONE)).bodyText().contains(ONE + "/deals/new");
        assertThat(mvc.get().uri(ONE + "/deals/new"))
                .hasStatus(200)
                .bodyText()
                .contains("id=\"amount\"", "value=\"Northwind\"", "id=\"assignee\"");

        var deal = DealId.random();
        bus.accept(new Receipt(deal.value(), 0, Samples.POSITION));
        var opened = mvc.post()
                .uri(ONE + "/deals")
                .param("title", "Forty seats")
                .param("amount", "1200.50")
                .param("currency", "EUR")
                .param("expectedClose", "2027-01-31")
                .param("assignee", "")
                .exchange();

        assertThat(opened).hasStatus(303);
        assertThat(opened.getResponse().getHeader("Location"))
                .isEqualTo("/admin/deals/" + deal + "?minPosition=1207&done=deal-opened");
        var command = (OpenDeal) bus.command().payload();
        assertThat(command)
                .isEqualTo(new OpenDeal(
                        command.dealId(),
                        OPERATOR,
                        ID,
                        "Forty seats",
                        new Money(120_050, "EUR"),
                        LocalDate.of(2027, 1, 31),
                        null));
    }

    @Test
    void keepWhatWasTypedOfANewDeal() {
        assertThat(mvc.post()
                        .uri(ONE + "/deals")
                        .param("title", "Forty seats")
                        .param("amount", "a lot")
                        .param("currency", "EUR")
                        .exchange())
                .hasStatus(422)
                .bodyText()
                .contains("id=\"amount-error\"", "value=\"a lot\"", "value=\"Forty seats\"");
        assertThat(mvc.post().uri(ONE + "/deals").param("title", " ").exchange())
                .hasStatus(422)
                .bodyText()
                .contains("id=\"title-error\"");
        assertThat(mvc.post()
                        .uri(ONE + "/deals")
                        .param("title", "A")
                        .param("amount", "1")
                        .param("currency", "EUR")
                        .param("expectedClose", "tomorrow")
                        .exchange())
                .hasStatus(422)
                .bodyText()
                .contains("id=\"expectedClose-error\"");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void openNoDealWithWhoIsErased() {
        bus.answer(FindContact.class, _ -> contact(null, true));

        assertThat(mvc.get().uri(ONE + "/deals/new"))
                .hasStatus(200)
                .bodyText()
                .contains(CrmRule.CONTACT_ERASED.explanation())
                .doesNotContain("id=\"title\"");
    }

    @Test
    void leadToTheLeadWithWhichAContactIsErased() {
        bus.answer(FindContact.class, _ -> contact(LEAD, false));

        assertThat(mvc.get().uri(ONE + "/do/erase"))
                .bodyText()
                .contains(CrmRule.CONTACT_OF_LEAD.explanation(), "/admin/leads/" + LEAD)
                .doesNotContain("id=\"reason\"");
    }

    @Test
    void areNotThereForAContactThatIsNotThere() {
        bus.answer(FindContact.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such contact.");
        });

        assertThat(mvc.get().uri(ONE)).hasStatus(404);
        assertThat(mvc.get().uri(HOME + "/nobody")).hasStatus(404);
        assertThat(mvc.get().uri(ONE + "/deals/new")).hasStatus(404);
        assertThat(mvc.get().uri(HOME + "/nobody/deals/new")).hasStatus(404);
        assertThat(mvc.post().uri(HOME + "/nobody/deals").param("title", "A").exchange())
                .hasStatus(404);
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
