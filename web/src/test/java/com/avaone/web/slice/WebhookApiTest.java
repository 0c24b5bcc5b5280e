package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.webhook.DeliveryPage;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WantedEvents;
import com.avaone.api.webhook.WebhookCommand.ChangeWebhook;
import com.avaone.api.webhook.WebhookCommand.DisableWebhook;
import com.avaone.api.webhook.WebhookCommand.EnableWebhook;
import com.avaone.api.webhook.WebhookCommand.RecoverWebhook;
import com.avaone.api.webhook.WebhookCommand.RegisterWebhook;
import com.avaone.api.webhook.WebhookCommand.RemoveWebhook;
import com.avaone.api.webhook.WebhookCommand.ResendDelivery;
import com.avaone.api.webhook.WebhookCommand.RotateWebhookSecret;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookPage;
import com.avaone.api.webhook.WebhookProgress;
import com.avaone.api.webhook.WebhookQuery.FindDeliveries;
import com.avaone.api.webhook.WebhookQuery.FindDelivery;
import com.avaone.api.webhook.WebhookQuery.FindWebhook;
import com.avaone.api.webhook.WebhookQuery.FindWebhooks;
import com.avaone.api.webhook.WebhookQuery.TestWebhook;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.api.webhook.WebhookStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class WebhookApiTest {

    private static final String WEBHOOKS = "/api/webhooks";
    private static final WebhookId WEBHOOK = FakeWebhooks.WEBHOOK;
    private static final OrganizationId OWNER = FakeWebhooks.OWNER;
    private static final String ONE = WEBHOOKS + "/" + WEBHOOK;
    private static final WebhookDelivery DELIVERY = new WebhookDelivery(
            WEBHOOK,
            "an-event",
            18,
            "license.suspended",
            "lic_1",
            DeliveryState.DEAD,
            10,
            Admin.NOW,
            500,
            "500",
            12,
            null);

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @Autowired
    private WebhookSecrets secrets;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(WEBHOOK.value(), 4, Samples.POSITION));
        var status = new WebhookStatus(
                FakeWebhooks.webhook(),
                false,
                new WebhookProgress(WEBHOOK, FeedPoint.since(17), 20, 23, 1, 2, Admin.NOW));
        bus.answer(FindWebhook.class, _ -> status);
        bus.answer(FindWebhooks.class, _ -> new WebhookPage(List.of(status), "more"));
        bus.answer(FindDeliveries.class, _ -> new DeliveryPage(List.of(DELIVERY), null));
        bus.answer(FindDelivery.class, _ -> DELIVERY);
        bus.answer(TestWebhook.class, _ -> DELIVERY);
        secrets.forgetAll(WEBHOOK);
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).exchange();
    }

    private MvcTestResult post(String path, String json) {
        return mvc.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    @Test
    void registersAnEndpointOfTheOperatorWhereNoOrganizationIsNamed() {
        assertThat(post(WEBHOOKS, "{\"url\":\"https://receiver.example/events\"}"))
                .hasStatus(201);

        var command = (RegisterWebhook) bus.command().payload();
        assertThat(command.organizationId()).isEqualTo(OrganizationId.OPERATOR);
        assertThat(command.since()).isNull();
        assertThat(command.wanted())
                .isEqualTo(new WantedEvents("https://receiver.example/events", "", List.of(), null, false));
    }

    @Test
    void registersAnEndpointOfAnOrganization() {
        assertThat(post(
                        WEBHOOKS,
                        "{\"organizationId\":\"%s\",\"url\":\"https://r.example/\",\"description\":\"Billing\",\"types\":[\"license.*\"],\"aggregateId\":\"lic_1\",\"personalData\":true,\"since\":3}"
                                .formatted(OWNER)))
                .hasStatus(201);

        var command = (RegisterWebhook) bus.command().payload();
        assertThat(command.organizationId()).isEqualTo(OWNER);
        assertThat(command.since()).isEqualTo(3);
        assertThat(command.wanted())
                .isEqualTo(new WantedEvents("https://r.example/", "Billing", List.of("license.*"), "lic_1", true));
        bus.reset();

        assertThat(post(
                        WEBHOOKS,
                        "{\"organizationId\":\"%s\",\"url\":\"https://r.example/\"}"
                                .formatted(OrganizationId.random())))
                .hasStatus(404);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void forgetsTheSecretOfAnEndpointThatIsRefused() {
        bus.refuse(new Rejected(KernelRule.NOT_FOUND, "No."));

        assertThat(post(WEBHOOKS, "{\"url\":\"https://receiver.example/events\"}"))
                .hasStatus(404);

        assertThat(((FakeWebhooks.Secrets) secrets).kept).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|{}|url",
                "''|{\"url\":\"https://r.example/\",\"since\":-1}|since",
                "''|{\"url\":\"https://r.example/\",\"types\":[null]}|types[0]",
                "/secrets|{}|reason",
                "/disable|{}|reason",
                "/remove|{}|reason",
                "/recover|{\"reason\":\"lost\"}|since",
                "/recover|{\"since\":1}|reason"
            })
    void namesTheFieldThatIsWrong(String path, String body, String field) {
        var answer = post((path.isEmpty() ? WEBHOOKS : ONE) + path, body);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].field").isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void tellsOfAnEndpointHowFarItHasCome() {
        var answer = get(ONE);

        assertThat(answer).hasStatus(200);
        assertThat(answer).headers().hasValue("ETag", "\"3\"");
        assertThat(answer).bodyJson().extractingPath("progress.behind").isEqualTo(3);
        assertThat(answer).bodyJson().extractingPath("progress.dead").isEqualTo(2);
        assertThat(answer).bodyText().doesNotContain("whsec_");
        assertThat(bus.query(FindWebhook.class).payload().organizationId())
                .as("of the operator's people every organization's")
                .isEqualTo(OWNER);
    }

    @Test
    void listsAnOrganizationsEndpointsAndTheirDeliveries() {
        assertThat(get(WEBHOOKS + "?organizationId=" + OWNER))
                .bodyJson()
                .extractingPath("next")
                .isEqualTo("more");
        assertThat(bus.query(FindWebhooks.class).payload()).isEqualTo(new FindWebhooks(OWNER, null, 25));

        var deliveries = get(ONE + "/deliveries?state=dead&limit=3&cursor=here");
        assertThat(deliveries).bodyJson().extractingPath("items[0].state").isEqualTo("dead");
        assertThat(bus.query(FindDeliveries.class).payload())
                .isEqualTo(new FindDeliveries(OWNER, WEBHOOK, DeliveryState.DEAD, "here", 3));

        assertThat(get(ONE + "/deliveries/an-event"))
                .bodyJson()
                .extractingPath("position")
                .isEqualTo(18);
        assertThat(get(ONE + "/deliveries?state=lost")).hasStatus(400);
        assertThat(get(WEBHOOKS + "/whk_1")).hasStatus(404);
    }

    @Test
    void sendsWhatIsAskedFor() {
        assertThat(post(ONE + "/disable", "{\"reason\":\"moving\",\"comment\":\"a day\"}"))
                .hasStatus(200);
        assertThat(bus.command().payload()).isEqualTo(new DisableWebhook(WEBHOOK, OWNER));
        assertThat(bus.command().metadata(MetadataKey.REASON)).isEqualTo("moving");
        assertThat(bus.command().metadata(MetadataKey.COMMENT)).isEqualTo("a day");

        reset();
        assertThat(post(ONE + "/enable", "")).hasStatus(200);
        assertThat(bus.command().payload()).isEqualTo(new EnableWebhook(WEBHOOK, OWNER));

        reset();
        assertThat(post(ONE + "/recover", "{\"since\":7,\"reason\":\"lost\"}")).hasStatus(200);
        assertThat(bus.command().payload()).isEqualTo(new RecoverWebhook(WEBHOOK, OWNER, 7));

        reset();
        assertThat(post(ONE + "/deliveries/an-event/resend", "")).hasStatus(200);
        assertThat(bus.command().payload()).isEqualTo(new ResendDelivery(WEBHOOK, OWNER, "an-event"));

        reset();
        assertThat(post(ONE + "/secrets", "{\"reason\":\"yearly\"}")).hasStatus(201);
        assertThat(bus.command().payload()).isInstanceOf(RotateWebhookSecret.class);

        reset();
        assertThat(post(ONE + "/remove", "{\"reason\":\"over\"}")).hasStatus(200);
        assertThat(bus.command().payload()).isEqualTo(new RemoveWebhook(WEBHOOK, OWNER));

        reset();
        assertThat(mvc.put()
                        .uri(ONE)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"url\":\"https://r.example/2\"}"))
                .as("whoever replaces says what")
                .hasStatus(428);
        assertThat(bus.commands()).isEmpty();
        assertThat(mvc.put()
                        .uri(ONE)
                        .header(HttpHeaders.IF_MATCH, "\"7\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"url\":\"https://r.example/2\"}"))
                .hasStatus(200);
        assertThat(bus.command().metadata(MetadataKey.EXPECTED_VERSION)).isEqualTo("7");
        assertThat(bus.command().payload())
                .isEqualTo(new ChangeWebhook(
                        WEBHOOK, OWNER, new WantedEvents("https://r.example/2", "", List.of(), null, false)));
    }

    @Test
    void testsWithoutACommand() {
        assertThat(post(ONE + "/test", "")).hasStatus(200);

        assertThat(bus.query(TestWebhook.class).payload()).isEqualTo(new TestWebhook(OWNER, WEBHOOK));
        assertThat(bus.commands()).isEmpty();
    }
}
