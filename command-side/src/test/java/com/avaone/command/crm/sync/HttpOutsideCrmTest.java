package com.avaone.command.crm.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.SyncedKind;
import com.avaone.command.crm.sync.OutsideCrm.Answer;
import com.avaone.command.crm.sync.OutsideCrm.Content;
import com.avaone.command.crm.sync.OutsideCrm.NotNow;
import com.avaone.command.crm.sync.OutsideCrm.Refused;
import com.avaone.command.crm.sync.OutsideCrm.Taken;
import com.avaone.command.kernel.memory.Secret;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generic adapter over HTTP against a stand-in of a CRM on this machine. */
@SuppressWarnings("NullAway.Init") // started before each test
class HttpOutsideCrmTest {

    private static final String TOKEN = "lantern-orchard-token";

    /** A request as it arrived. */
    private record Request(
            String line,
            @Nullable String authorization,
            @Nullable String key,
            String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private HttpServer api;
    private int status = 200;
    private String answer = "";
    private String header = "";
    private boolean silent;
    private boolean stuck;

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
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            if (silent) {
                end.await();
            }
            if (!header.isEmpty()) {
                exchange.getResponseHeaders().set(header.split(": ", 2)[0], header.split(": ", 2)[1]);
            }
            var body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, stuck ? body.length + 1 : body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
            }
            if (stuck) {
                end.await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        api.stop(0);
    }

    private Answer put() {
        return put(Map.of("id", "con_1", "name", "Asha Rao"));
    }

    private Answer put(@Nullable Map<String, @Nullable Object> fields) {
        var base =
                URI.create("http://127.0.0.1:%d/v1/".formatted(api.getAddress().getPort()));
        return new HttpOutsideCrm(base, new Secret(TOKEN), Duration.ofMillis(1500))
                .put(new Content(SyncedKind.CONTACT, "con_1", "con_1-4", fields));
    }

    @Test
    void putsARecordUnderItsIdentifier() {
        assertThat(put()).isEqualTo(new Taken());

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("PUT /v1/contacts/con_1");
            assertThat(request.authorization()).isEqualTo("Bearer " + TOKEN);
            assertThat(request.key()).isEqualTo("con_1-4");
            assertThat(request.body()).contains("\"name\":\"Asha Rao\"", "\"id\":\"con_1\"");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 404, 410})
    void removesWhatIsErased(int code) {
        status = code;

        assertThat(put(null)).isEqualTo(new Taken());
        assertThat(requests).extracting(Request::line).containsExactly("DELETE /v1/contacts/con_1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410, 422})
    void tellsWhyARecordIsRefusedForGood(int code) {
        status = code;
        answer = "{\"detail\": \"E-mail is\n not one\"}";

        assertThat(put())
                .isEqualTo(
                        new Refused("The outside CRM answers %d: {\"detail\": \"E-mail is not one\"}".formatted(code)));
    }

    @Test
    void keepsOfALongAnswerLittleAndTheTokenNever() {
        status = 400;
        answer = "Bearer " + TOKEN + " is fine, but " + "x".repeat(500);

        assertThat(put())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem())
                                .doesNotContain(TOKEN)
                                .endsWith("x…")
                                .hasSizeLessThan(250));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirection(int code) {
        status = code;
        header = "Location: http://127.0.0.1:%d/elsewhere"
                .formatted(api.getAddress().getPort());

        assertThat(put()).isInstanceOf(Refused.class);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "503, 0, 1", "429, 999999999, 3600", "429, soon, 60", "401, '', 60", "403, '', 60"})
    void sendsNothingForAWhile(int code, String seconds, int waited) {
        status = code;
        header = "Retry-After: " + seconds;

        assertThat(put())
                .isEqualTo(new NotNow("The outside CRM answers %d.".formatted(code), Duration.ofSeconds(waited)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 500, 502, 503})
    void triesARecordAgainWhereItMayBeTakenLater(int code) {
        status = code;

        assertThat(put()).isEqualTo(new NotNow("The outside CRM answers %d.".formatted(code), null));
    }

    @Test
    void triesAgainWhereNothingIsAnsweredInTime() {
        silent = true;

        assertThat(put())
                .isInstanceOfSatisfying(
                        NotNow.class,
                        later -> assertThat(later.problem())
                                .startsWith("The outside CRM")
                                .doesNotContain(TOKEN));
    }

    @Test
    void waitsForNoAnswerThatNeverEnds() {
        stuck = true;
        answer = "{";

        assertThat(put()).isInstanceOf(NotNow.class);
    }

    @Test
    void triesAgainWhereNobodyIsThere() {
        api.stop(0);

        assertThat(put()).isEqualTo(new NotNow("The outside CRM was not reached: ConnectException.", null));
    }
}
