package com.avaone.web.slice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.communication.CommunicationQuery.FindMail;
import com.avaone.api.communication.CommunicationQuery.FindMailPreview;
import com.avaone.api.communication.CommunicationQuery.FindMails;
import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailPage;
import com.avaone.api.communication.MailPreview;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.organization.OrganizationNames;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebFloor
class OutboxTest {

    private static final String API = "/api/admin/outbox";
    private static final String PAGE = "/admin/communications";
    private static final String MAIL_PAGE = PAGE + "/mails/";
    private static final MailAttachment ATTACHMENT = new MailAttachment(
            "meeting.ics", "text/calendar; charset=utf-8; method=REQUEST", "BEGIN:VCALENDAR\r\nSUMMARY:बैठक <b>\r\n");
    private static final MailId MAIL = MailId.random();
    private static final EmailAddress ASHA = new EmailAddress("asha@northwind.example");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.answer(FindMails.class, _ -> new MailPage(List.of(mail(Samples.ORGANIZATION, false)), "abc"));
        bus.answer(FindMail.class, _ -> mail(Samples.ORGANIZATION, true));
        bus.answer(
                FindOrganizationNames.class,
                _ -> new OrganizationNames(Map.of(Samples.ORGANIZATION.value(), "Northwind Traders")));
    }

    @Test
    void listsMailsWithoutWhatTheySay() {
        var answer = mvc.get().uri(API).exchange();

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"items": [{"mailId": "%s", "to": "asha@northwind.example", "subject": "Your invitation to Northwind",
                  "template": "invitation", "organizationId": "%s", "state": "waiting", "attempts": 2,
                  "createdAt": "2026-11-22T12:00:00Z", "problem": "No answer"}], "next": "abc"}""".formatted(MAIL, Samples.ORGANIZATION));
        assertThat(bus.query(FindMails.class).payload()).isEqualTo(new FindMails(null, null, null, null, 25));
    }

    @Test
    void looksForMailsByWhatIsAsked() {
        assertThat(mvc.get().uri(API + "?text=north&address=Asha@Northwind.example&state=failed&cursor=xyz&limit=3"))
                .hasStatus(200);

        assertThat(bus.query(FindMails.class).payload())
                .isEqualTo(new FindMails("north", ASHA, MailState.FAILED, "xyz", 3));
    }

    @Test
    void refusesWhatCannotBeLookedFor() {
        for (var field :
                Map.of("address", "nobody", "state", "lost", "limit", "101").entrySet()) {
            var answer = mvc.get()
                    .uri(API + "?" + field.getKey() + "=" + field.getValue())
                    .exchange();

            assertThat(answer).hasStatus(400);
            assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field.getKey());
        }
    }

    @Test
    void readsAMailWithWhatItSays() {
        var answer = mvc.get().uri(API + "/" + MAIL).exchange();

        assertThat(answer)
                .hasStatus(200)
                .hasHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
        assertThat(answer).bodyJson().extractingPath("$.text").isEqualTo("Hello <b>Asha</b>");
        assertThat(answer).bodyJson().extractingPath("$.html").isEqualTo("<p title=\"x\">Hello</p>");
    }

    @Test
    void handsOutWhatAMailBringsAlong() {
        var answer = mvc.get().uri(API + "/" + MAIL + "/attachment").exchange();

        assertThat(answer)
                .hasStatus(200)
                .hasHeader(HttpHeaders.CONTENT_TYPE, ATTACHMENT.mediaType())
                .hasHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"meeting.ics\"")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
        assertThat(answer).body().isEqualTo(ATTACHMENT.content().getBytes(UTF_8));
        assertThat(mvc.get().uri(MAIL_PAGE + MAIL))
                .bodyText()
                .contains("href=\"" + API + "/" + MAIL + "/attachment\"", "meeting.ics");
    }

    @Test
    void findsNoAttachmentWhereAMailBringsNone() {
        bus.answer(FindMail.class, _ -> mail(Samples.ORGANIZATION, false));

        assertThat(mvc.get().uri(API + "/" + MAIL + "/attachment")).hasStatus(404);
        assertThat(mvc.get().uri(API + "/mail_1/attachment")).hasStatus(404);
        assertThat(mvc.get().uri(MAIL_PAGE + MAIL)).bodyText().doesNotContain("/attachment\"");
    }

    @Test
    void findsNoMailThatIsNotThere() {
        bus.answer(FindMail.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such mail.");
        });

        assertThat(mvc.get().uri(API + "/" + MAIL)).hasStatus(404);
        assertThat(mvc.get().uri(API + "/mail_1")).hasStatus(404);
        assertThat(mvc.get().uri(MAIL_PAGE + MAIL)).hasStatus(404);
    }

    @Test
    void isAPageOfMailsWithTheFilterAndTheNextPage() {
        assertThat(mvc.get().uri(PAGE + "?text=north&state=WAITING&address=&cursor="))
                .hasStatus(200)
                .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
                .bodyText()
                .contains(
                        "Your invitation to Northwind",
                        "asha@northwind.example",
                        "Waiting",
                        "No answer",
                        "Northwind Traders",
                        "value=\"north\"",
                        "cursor=abc",
                        MAIL_PAGE + MAIL);
        assertThat(bus.query(FindMails.class).payload())
                .isEqualTo(new FindMails("north", null, MailState.WAITING, null, 25));
    }

    @Test
    void saysSoWhereThereIsNoMailOrNoneThatMatches() {
        bus.answer(FindMails.class, _ -> new MailPage(List.of(), null));

        assertThat(mvc.get().uri(PAGE)).hasStatus(200).bodyText().contains("No mail yet");
        assertThat(mvc.get().uri(PAGE + "?text=x")).hasStatus(200).bodyText().contains("No mail matches");
    }

    @Test
    void showsAMailInAFrameThatMayDoNothing() {
        assertThat(mvc.get().uri(MAIL_PAGE + MAIL))
                .hasStatus(200)
                .bodyText()
                .contains(
                        "<iframe class=\"mail-page\" sandbox title=",
                        "srcdoc=\"&lt;p title=&quot;x&quot;&gt;Hello&lt;/p&gt;\"",
                        "Hello &lt;b&gt;Asha&lt;/b&gt;",
                        "Northwind Traders")
                .doesNotContain("<b>Asha");
    }

    @Test
    void showsEveryMailAsItWouldBeWritten() {
        bus.answer(
                FindMailPreview.class,
                asked -> new MailPreview(
                        asked.template(), "Subject in " + asked.language(), "Text", "<p>Page</p>", ATTACHMENT));

        assertThat(mvc.get().uri(PAGE + "/templates"))
                .hasStatus(200)
                .bodyText()
                .contains(
                        "Subject in en", "meeting.ics", "SUMMARY:बैठक &lt;b&gt;", "srcdoc=\"&lt;p&gt;Page&lt;/p&gt;\"")
                .doesNotContain("mail-page-dark");
        assertThat(bus.query(FindMailPreview.class).payload())
                .isEqualTo(new FindMailPreview(MailTemplate.INVITATION, "en"));
        assertThat(mvc.get().uri(PAGE + "/templates?template=LICENSE_NOTICE&language=HI&theme=DARK"))
                .hasStatus(200)
                .bodyText()
                .contains("Subject in hi", "mail-page-dark");
        assertThat(bus.query(FindMailPreview.class).payload())
                .isEqualTo(new FindMailPreview(MailTemplate.LICENSE_NOTICE, "hi"));
        assertThat(mvc.get().uri(PAGE + "/templates?template=NEWSLETTER")).hasStatus(400);
    }

    @Test
    void namesTheSuiteWhereAMailIsToOneOfTheOperatorsUsers() {
        bus.answer(FindMail.class, _ -> mail(OrganizationId.OPERATOR, true));

        assertThat(mvc.get().uri(MAIL_PAGE + MAIL))
                .hasStatus(200)
                .bodyText()
                .contains("<dd>Avaone Suite</dd>")
                .doesNotContain(OrganizationId.OPERATOR.value());
    }

    private static MailView mail(OrganizationId organizationId, boolean whole) {
        return new MailView(
                MAIL,
                ASHA,
                "Your invitation to Northwind",
                MailTemplate.INVITATION,
                organizationId,
                MailState.WAITING,
                2,
                Admin.NOW,
                null,
                "No answer",
                whole ? "Hello <b>Asha</b>" : null,
                whole ? "<p title=\"x\">Hello</p>" : null,
                whole ? ATTACHMENT : null);
    }
}
