package com.avaone.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.command.kernel.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered to a message, and how it is understood. */
@SuppressWarnings("NullAway.Init") // opened before each test
class WebhookSenderTest {

    private static final List<String> SECRETS = List.of(KnownTargets.SECRET);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-04T05:06:07Z"));
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private WebhookSender.Answer sent() {
        return new WebhookSender(true, clock, new NameLookup(), Duration.ofMillis(500))
                .send(receiver.address(), "id", "{}", SECRETS);
    }

    @Test
    void signsByTheClock() {
        assertThat(sent().isTaken()).isTrue();

        assertThat(receiver.messages().getFirst().header("webhook-timestamp"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    }

    @Test
    void sendsNothingThatIsNotSigned() {
        var sender = new WebhookSender(true, clock);

        assertThatThrownBy(() -> sender.send(receiver.address(), "id", "{}", List.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(receiver.ids()).isEmpty();
    }

    @Test
    void understandsHowLongItIsToWait() {
        assertThat(pause(null)).isNull();
        assertThat(pause("soon")).isNull();
        assertThat(pause("0")).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause("120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(pause("86400")).isEqualTo(Duration.ofHours(1));
        assertThat(pause(date(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(pause(date(-90))).isEqualTo(Duration.ofSeconds(1));
    }

    private String date(int seconds) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }

    private @Nullable Duration pause(@Nullable String asked) {
        receiver.answer(429);
        receiver.answerWith(asked == null ? Map.of() : Map.of("Retry-After", asked), "");
        return sent().pause();
    }

    @Test
    void tellsThatNoAnswerCame() {
        receiver.beSilentUntil(new CountDownLatch(1));

        var answer = sent();

        assertThat(answer.problem()).isEqualTo("It did not answer in time.");
        assertThat(answer.status()).isNull();
        assertThat(answer.milliseconds()).isBetween(400L, 5_000L);
    }

    @Test
    void tellsThatANameLeadsNowhere() {
        var answer =
                new WebhookSender(true, clock).send(URI.create("http://nowhere.invalid/hook"), "id", "{}", SECRETS);

        assertThat(answer.problem()).isEqualTo("Its name leads nowhere.");
    }

    @Test
    void tellsThatNoMessageCanBeSentToAnAddressAtAll() {
        var address = URI.create("http://%s.example/".formatted("a".repeat(64)));

        assertThat(new WebhookSender(true, clock)
                        .send(address, "id", "{}", SECRETS)
                        .problem())
                .isEqualTo("Its address is none to which something can be sent.");
    }

    @Test
    void tellsThatItIsNotSecure() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlainText(server));
            var secure = URI.create("https://127.0.0.1:%d/hook".formatted(server.getLocalPort()));

            assertThat(new WebhookSender(true, clock)
                            .send(secure, "id", "{}", SECRETS)
                            .problem())
                    .isEqualTo("No secure connection to it can be made. Is its certificate good?");
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
