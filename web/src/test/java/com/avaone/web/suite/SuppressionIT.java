package com.avaone.web.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.suite.Caller.Answer;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** From the mail provider's signed report to the mail that is not sent, and back. */
@WholeSuite
class SuppressionIT {

    private static final String WEBHOOK = "/api/webhooks/resend";

    @LocalServerPort
    private int port;

    private String email = "mina-%s@northwind.example".formatted(UUID.randomUUID());

    @Test
    void keepsMailFromAnAddressThatTakesNoneUntilASystemAdminLiftsIt() {
        var organization = NewOrganization.register(port);
        var operator = organization.operator();
        var users = "/api/organization/" + organization.organizationId() + "/users";
        var invited = operator.post(users, "{\"email\":\"%s\",\"role\":\"employee\"}".formatted(email));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var resend = users + "/" + invited.json().path("userId").asString() + "/invitation/resend";
        var first = awaitNewest(operator, "sent", 1);
        var report = """
                {"type": "email.bounced", "created_at": "2026-11-22T23:41:12.126Z", "data": {"to": ["%s"],
                 "bounce": {"message": "550 no such user", "subType": "General", "type": "Permanent"},
                 "tags": {"mail_id": "%s"}}}""".formatted(
                        email.toUpperCase(Locale.ROOT), first.path("mailId").asString());
        var messageId = "msg_" + UUID.randomUUID();

        // Once more, as a provider does that got no answer.
        assertThat(report(messageId, report).status()).isEqualTo(204);
        assertThat(report(messageId, report).status()).isEqualTo(204);

        var suppressed = await().until(() -> suppressions(operator), found -> found.size() == 1)
                .get(0);
        assertThat(suppressed.path("cause").asString()).isEqualTo("bounced");
        assertThat(suppressed.path("mailId").asString())
                .isEqualTo(first.path("mailId").asString());
        awaitNewest(operator, "bounced", 1);
        assertThat(operator.post(resend, "").status()).isEqualTo(200);
        assertThat(awaitNewest(operator, "suppressed", 2).path("problem").asString())
                .startsWith("Nothing is sent to this address");

        var lift = "/api/admin/suppressions/" + suppressed.path("addressId").asString() + "/lift";
        assertThat(operator.post(lift, "{}").status()).as("without a reason").isEqualTo(400);
        var lifted = operator.post(lift, "{\"reason\":\"The mailbox exists by now\"}");
        assertThat(lifted.status()).as(lifted.body()).isEqualTo(200);
        assertThat(operator.post(lift, "{\"reason\":\"Once more\"}").code()).isEqualTo("address-not-suppressed");
        // What was reported before the suppression was lifted counts no more, however late it comes again.
        assertThat(report(messageId, report).status()).isEqualTo(204);
        await().until(() -> suppressions(operator), JsonNode::isEmpty);
        assertThat(operator.post(resend, "").status()).isEqualTo(200);
        awaitNewest(operator, "sent", 3);
    }

    @Test
    void takesNoReportFromWhoDoesNotKnowTheSecret() {
        var report = "{\"type\": \"email.complained\", \"data\": {\"to\": [\"%s\"]}}".formatted(email);
        var now = Instant.now();

        assertThat(new Caller(port).post(WEBHOOK, report).code()).isEqualTo("signature-not-valid");
        assertThat(send("msg_1", now, signature("msg_2", now, report), report).status())
                .isEqualTo(401);
        assertThat(send("msg_1", now, signature("msg_1", now, report), report.replace("complained", "bounced"))
                        .status())
                .isEqualTo(401);
        var old = now.minusSeconds(360);
        assertThat(send("msg_1", old, signature("msg_1", old, report), report).status())
                .isEqualTo(401);
        assertThat(report("msg_" + UUID.randomUUID(), "no json").code()).isEqualTo("malformed-json");
        assertThat(suppressions(new Caller(port).signInWithToken())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{} {}",
                "{\"type\": \"email.bounced\", \"type\": \"email.complained\"}",
                "{\"type\": NaN}",
                "\u0000",
                "\ufeff\ufeff{}"
            })
    void readsNothingThatTwoReadersCouldUnderstandInTwoWays(String body) {
        assertThat(report("msg_" + UUID.randomUUID(), body).code()).isEqualTo("malformed-json");
    }

    @Test
    void readsNothingThatIsTooDeepOrTooLong() {
        assertThat(report("msg_" + UUID.randomUUID(), "[".repeat(100_000)).code())
                .isEqualTo("malformed-json");
        assertThat(report("msg_" + UUID.randomUUID(), "").status()).isEqualTo(400);
        // Whoever it is from: it is not read to see whether it is signed.
        var large = "{\"type\": \"%s\"}".formatted("x".repeat(10_000_000));
        assertThat(report("msg_" + UUID.randomUUID(), large).code()).isEqualTo("too-large");
    }

    /** An address with a tag is another address to its provider, and a letter that only looks the same is another letter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mina+news-%s@northwind.example",
                "m\u0456na-%s@northwind.example",
                "\uff4dina-%s@northwind.example"
            })
    void keepsMailFromNobodyElse(String reported) {
        var operator = NewOrganization.register(port).operator();
        var similar = reported.formatted(UUID.randomUUID());
        email = "mina" + similar.substring(similar.indexOf('-'));

        assertThat(report(
                                "msg_" + UUID.randomUUID(),
                                "{\"type\": \"email.complained\", \"created_at\": \"%s\", \"data\": {\"to\": [\"%s\"]}}"
                                        .formatted(Instant.now(), similar))
                        .status())
                .isEqualTo(204);
        // Reports are taken in their order: when this one counts, the other has counted.
        var marker = "marker-%s@northwind.example".formatted(UUID.randomUUID());
        assertThat(report(
                                "msg_" + UUID.randomUUID(),
                                "{\"type\": \"email.complained\", \"created_at\": \"%s\", \"data\": {\"to\": [\"%s\"]}}"
                                        .formatted(Instant.now(), marker))
                        .status())
                .isEqualTo(204);

        await().until(() -> suppressions(operator, marker).size() == 1);
        assertThat(suppressions(operator)).isEmpty();
        if (similar.startsWith("mina+")) {
            assertThat(suppressions(operator, similar)).hasSize(1);
        }
    }

    private Answer report(String messageId, String body) {
        var now = Instant.now();
        return send(messageId, now, signature(messageId, now, body), body);
    }

    private Answer send(String messageId, Instant at, String signature, String body) {
        return new Caller(port)
                .with("svix-id", messageId)
                .with("svix-timestamp", Long.toString(at.getEpochSecond()))
                .with("svix-signature", signature)
                .post(WEBHOOK, body);
    }

    private static String signature(String messageId, Instant at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var key = Base64.getDecoder().decode(WholeSuite.WEBHOOK_SECRET.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var signed = "%s.%d.%s".formatted(messageId, at.getEpochSecond(), body);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private JsonNode suppressions(Caller operator) {
        return suppressions(operator, email);
    }

    private static JsonNode suppressions(Caller operator, String address) {
        return operator.get("/api/admin/suppressions?address=" + URLEncoder.encode(address, UTF_8))
                .json()
                .path("items");
    }

    /** Waits until there are so many mails to the address, of which the newest is in a state. */
    private JsonNode awaitNewest(Caller operator, String state, int count) {
        return await().until(
                        () -> operator.get("/api/admin/outbox?address=" + URLEncoder.encode(email, UTF_8))
                                .json()
                                .path("items"),
                        mails -> mails.size() == count
                                && mails.get(0).path("state").asString().equals(state))
                .get(0);
    }
}
