package com.avaone.command.communication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.command.kernel.memory.Mail;
import com.avaone.command.kernel.memory.Secret;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Resend's own client over HTTP against a stand-in of its API on this machine. */
@SuppressWarnings("NullAway.Init") // started before each test
class ResendSenderTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY = "re_lantern_orchard";
    private static final String TAKEN = "{\"id\": \"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794\"}";

    /** A request as it arrived. */
    private record Request(String line, String authorization, String idempotencyKey, JsonNode body) {}

    private final List<Request> requests = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private HttpServer api;
    private int status = 200;
    private String answer = TAKEN;
    private String header = "";
    private boolean silent;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.createContext("/", this::answer);
        api.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Idempotency-Key"),
                    JSON.readTree(exchange.getRequestBody())));
            if (silent) {
                end.await();
            }
            if (!header.isEmpty()) {
                exchange.getResponseHeaders().set(header.split(": ", 2)[0], header.split(": ", 2)[1]);
            }
            var body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        api.stop(0);
    }

    private MailSender sender() {
        var address = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
        return new ResendSender(new Secret(KEY), address, "mail@suite.example", Duration.ofSeconds(2));
    }

    private static Mail mail() {
        return mail(null);
    }

    private static Mail mail(@Nullable MailAttachment attachment) {
        var now = Instant.parse("2026-11-22T12:00:00Z");
        return new Mail(
                MailId.random(),
                "event",
                new EmailAddress("asha@acme.example"),
                UserId.random().value(),
                OrganizationId.random(),
                MailTemplate.INVITATION,
                "Müller \"M\" & Söhne, Inc. (Avaone Suite)",
                new EmailAddress("hello@acme.example"),
                "Your invitation to नॉर्थविंड",
                new Secret("Hello"),
                new Secret("<p>Hello</p>"),
                attachment,
                now,
                now.plus(Duration.ofDays(1)));
    }

    private MailNotTaken refusal() {
        return catchThrowableOfType(MailNotTaken.class, () -> sender().send(mail()));
    }

    @Test
    void handsAMailOverWholeAndUnderItsOwnKey() {
        var mail = mail();

        sender().send(mail);
        sender().send(mail);

        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.line()).isEqualTo("POST /emails");
            assertThat(request.authorization()).isEqualTo("Bearer " + KEY);
            assertThat(request.idempotencyKey()).isEqualTo(mail.mailId().value());
            var body = request.body();
            assertThat(body.path("from").asString())
                    .isEqualTo("\"Müller \\\"M\\\" & Söhne, Inc. (Avaone Suite)\" <mail@suite.example>");
            assertThat(body.path("reply_to").valueStream().map(JsonNode::asString))
                    .containsExactly("hello@acme.example");
            assertThat(body.path("to").valueStream().map(JsonNode::asString)).containsExactly("asha@acme.example");
            assertThat(body.path("subject").asString()).isEqualTo("Your invitation to नॉर्थविंड");
            assertThat(body.path("text").asString()).isEqualTo("Hello");
            assertThat(body.path("html").asString()).isEqualTo("<p>Hello</p>");
            assertThat(body.has("attachments")).isFalse();
            assertThat(body.path("tags").path(0).path("name").asString()).isEqualTo("mail_id");
            assertThat(body.path("tags").path(0).path("value").asString())
                    .isEqualTo(mail.mailId().value());
        });
    }

    @Test
    void handsAnAttachmentOverAsItIs() {
        var type = "text/calendar; charset=utf-8; method=REQUEST";

        sender().send(mail(new MailAttachment("meeting.ics", type, "BEGIN:VCALENDAR\r\nबैठक 🙂\r\n")));

        var attachments = requests.getFirst().body().path("attachments");
        assertThat(attachments.size()).isEqualTo(1);
        assertThat(attachments.path(0).path("filename").asString()).isEqualTo("meeting.ics");
        assertThat(attachments.path(0).path("content_type").asString()).isEqualTo(type);
        assertThat(Base64.getDecoder()
                        .decode(attachments.path(0).path("content").asString()))
                .isEqualTo("BEGIN:VCALENDAR\r\nबैठक 🙂\r\n".getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"400, validation_error", "404, not_found", "409, invalid_idempotent_request", "422, validation_error"})
    void givesUpWhatResendFindsWrongWithAMail(int code, String name) {
        status = code;
        answer = "{\"statusCode\": %d, \"name\": \"%s\", \"message\": \"Invalid `to` field.\"}".formatted(code, name);

        assertThat(refusal()).satisfies(refused -> {
            assertThat(refused.isForGood()).isTrue();
            assertThat(refused).hasMessage("Resend answers %d: Invalid `to` field.", code);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "401, missing_api_key",
        "403, invalid_api_key",
        "409, concurrent_idempotent_requests",
        "429, daily_quota_exceeded",
        "500, application_error",
        "503, service_unavailable"
    })
    void comesAgainWhereTheOperatorOrTimeCanMendIt(int code, String name) {
        status = code;
        answer = "{\"statusCode\": %d, \"name\": \"%s\", \"message\": \"Not now.\"}".formatted(code, name);

        assertThat(refusal()).satisfies(refused -> {
            assertThat(refused.isForGood()).isFalse();
            assertThat(refused.pause()).isNull();
            assertThat(refused).hasMessage("Resend answers %d: Not now.", code);
        });
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "503, 0, 1", "429, 999999999, 3600"})
    void waitsAsLongAsResendAsksFor(int code, String seconds, int waited) {
        status = code;
        header = "Retry-After: " + seconds;

        assertThat(refusal()).satisfies(refused -> {
            assertThat(refused.isForGood()).isFalse();
            assertThat(refused.pause()).hasSeconds(waited);
            assertThat(refused).hasMessageContaining(Integer.toString(code));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wed, 21 Oct 2026 07:28:00 GMT", "soon", "-1"})
    void findsItsOwnPauseWhereItCannotReadTheOneAskedFor(String pause) {
        status = 429;
        header = "Retry-After: " + pause;

        assertThat(refusal().pause()).isNull();
    }

    @Test
    void comesAgainWhereResendAnswersNothingInTime() {
        silent = true;

        assertThat(refusal()).satisfies(refused -> {
            assertThat(refused.isForGood()).isFalse();
            assertThat(refused).hasMessageStartingWith("Resend was not reached").hasMessageNotContaining(KEY);
        });
    }

    @Test
    void comesAgainWhereNobodyIsThere() {
        api.stop(0);

        assertThat(refusal()).satisfies(refused -> {
            assertThat(refused.isForGood()).isFalse();
            assertThat(refused).hasMessageStartingWith("Resend was not reached");
        });
    }

    @Test
    void comesAgainWhereTheAnswerIsNotResends() {
        answer = "<html>A proxy says hello</html>";

        assertThat(refusal().isForGood()).isFalse();
    }

    @Test
    void followsNoRedirectionThatWouldCarryTheMailAway() {
        status = 307;
        header = "Location: http://127.0.0.1:%d/elsewhere"
                .formatted(api.getAddress().getPort());

        assertThat(refusal().isForGood()).isFalse();
        assertThat(requests).hasSize(1);
    }
}
