package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.communication.CommunicationCommand.LiftSuppression;
import com.avaone.api.communication.CommunicationQuery.FindSuppression;
import com.avaone.api.communication.CommunicationQuery.FindSuppressions;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.api.communication.SuppressionPage;
import com.avaone.api.communication.SuppressionView;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class SuppressionTest {

    private static final String API = "/api/admin/suppressions";
    private static final String PAGE = "/admin/communications/suppressions";
    private static final MailAddressId ADDRESS = new MailAddressId("adr_" + "x".repeat(43));
    private static final MailId MAIL = MailId.random();
    private static final EmailAddress ASHA = new EmailAddress("asha@northwind.example");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.answer(
                FindSuppressions.class,
                _ -> new SuppressionPage(
                        List.of(
                                new SuppressionView(ADDRESS, ASHA, SuppressionCause.BOUNCED, Admin.NOW, MAIL),
                                new SuppressionView(ADDRESS, null, SuppressionCause.COMPLAINED, Admin.NOW, null)),
                        "abc"));
    }

    @Test
    void listsAddressesToWhichNothingIsSent() {
        var answer = mvc.get().uri(API).exchange();

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"items": [{"addressId": "%s", "address": "asha@northwind.example", "cause": "bounced",
                  "since": "2026-11-22T12:00:00Z", "mailId": "%s"},
                 {"addressId": "%s", "cause": "complained", "since": "2026-11-22T12:00:00Z"}],
                 "next": "abc"}""".formatted(ADDRESS, MAIL, ADDRESS));
        assertThat(bus.query(FindSuppressions.class).payload()).isEqualTo(new FindSuppressions(null, null, 25));
    }

    @Test
    void looksForAnAddress() {
        assertThat(mvc.get().uri(API + "?address=Asha@Northwind.example&cursor=xyz&limit=3"))
                .hasStatus(200);

        assertThat(bus.query(FindSuppressions.class).payload()).isEqualTo(new FindSuppressions(ASHA, "xyz", 3));
    }

    @Test
    void refusesWhatCannotBeLookedFor() {
        for (var field : Map.of("address", "nobody", "limit", "101").entrySet()) {
            var answer = mvc.get()
                    .uri(API + "?" + field.getKey() + "=" + field.getValue())
                    .exchange();

            assertThat(answer).hasStatus(400);
            assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field.getKey());
        }
    }

    @Test
    void hasMailSentAgainForAReason() {
        bus.accept(new Receipt(ADDRESS.value(), 3, 17));

        var answer = lift(ADDRESS.value(), "{\"reason\": \"The mailbox exists again\"}");

        assertThat(answer).hasStatus(200).hasHeader("ETag", "\"3\"");
        assertThat(bus.command().payload()).isEqualTo(new LiftSuppression(ADDRESS));
        assertThat(bus.command().metadata(MetadataKey.REASON)).isEqualTo("The mailbox exists again");
    }

    @Test
    void hasNothingSentAgainWithoutAReasonOrToNobody() {
        assertThat(lift(ADDRESS.value(), "{\"reason\": \" \"}")).hasStatus(400);
        assertThat(lift("adr_1", "{\"reason\": \"It exists again\"}")).hasStatus(404);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void isAPageOfAddressesWithTheFilterAndTheNextPage() {
        assertThat(mvc.get().uri(PAGE + "?address=asha@northwind.example"))
                .hasStatus(200)
                .bodyText()
                .contains(
                        "asha@northwind.example",
                        "Nobody takes mail there",
                        "Called unwanted",
                        "Address not kept any more",
                        "/admin/communications/mails/" + MAIL,
                        PAGE + "/" + ADDRESS + "/lift",
                        "cursor=abc");
        assertThat(bus.query(FindSuppressions.class).payload()).isEqualTo(new FindSuppressions(ASHA, null, 25));
    }

    @Test
    void saysSoWhereMailIsSent() {
        bus.answer(FindSuppressions.class, _ -> new SuppressionPage(List.of(), null));

        assertThat(mvc.get().uri(PAGE)).hasStatus(200).bodyText().contains("Mail is sent to every address");
        assertThat(mvc.get().uri(PAGE + "?address=asha@northwind.example"))
                .hasStatus(200)
                .bodyText()
                .contains("Mail is sent to this address");
    }

    @Test
    void isLiftedOnAPageThatAsksWhy() {
        bus.answer(
                FindSuppression.class,
                _ -> new SuppressionView(ADDRESS, ASHA, SuppressionCause.BOUNCED, Admin.NOW, MAIL));
        bus.accept(new Receipt(ADDRESS.value(), 3, 17));
        var path = PAGE + "/" + ADDRESS + "/lift";

        assertThat(mvc.get().uri(path))
                .hasStatus(200)
                .bodyText()
                .contains("asha@northwind.example: nobody took mail there.");
        assertThat(mvc.post().uri(path).param("reason", " ")).hasStatus(422);
        assertThat(bus.commands()).isEmpty();
        var done = mvc.post().uri(path).param("reason", "It exists again").exchange();

        assertThat(done).hasStatus(303);
        assertThat(done.getResponse().getHeader("Location"))
                .startsWith(PAGE)
                .contains("minPosition=17", "suppression-lifted");
        assertThat(bus.command().payload()).isEqualTo(new LiftSuppression(ADDRESS));
    }

    @Test
    void findsNoAddressThatIsNone() {
        assertThat(mvc.get().uri(PAGE + "/adr_1/lift")).hasStatus(404);
        assertThat(mvc.post().uri(PAGE + "/adr_1/lift").param("reason", "It exists again"))
                .hasStatus(404);
    }

    @Test
    void takesNoReportsOfAMailProviderWhereNoSecretIsSet() {
        var answer = mvc.post()
                .uri("/api/webhooks/resend")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .exchange();

        assertThat(answer).hasStatus(404);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("no-such-route");
    }

    private MvcTestResult lift(String addressId, String body) {
        return mvc.post()
                .uri(API + "/" + addressId + "/lift")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
