package com.avaone.command.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message to a webhook endpoint, signed as the Standard Webhooks specification says. A redirection is not followed, and what is
 * answered beside the status is not kept.
 */
final class WebhookSender {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final MediaType CLOUD_EVENT = MediaType.get("application/cloudevents+json");
    private static final int BYTES_OF_ANSWER = 4_096;
    private static final int KEPT_CONNECTIONS = 32;
    private static final int KEPT_SECONDS = 30;

    private final OkHttpClient http;
    private final Clock clock;

    /**
     * @param privateNetworks whether addresses may be reached that are none of the public internet
     * @param clock by which messages are signed
     */
    WebhookSender(boolean privateNetworks, Clock clock) {
        this(privateNetworks, clock, new NameLookup(), ANSWER_WITHIN);
    }

    WebhookSender(boolean privateNetworks, Clock clock, Dns names, Duration answerWithin) {
        var builder = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_WITHIN)
                .callTimeout(answerWithin)
                .followRedirects(false)
                .followSslRedirects(false)
                // A proxy would connect in our place, and reach what we must not.
                .proxy(Proxy.NO_PROXY)
                .dns(names)
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, KEPT_SECONDS, TimeUnit.SECONDS));
        if (!privateNetworks) {
            builder.socketFactory(new PublicNetworks());
        }
        this.http = builder.build();
        this.clock = clock;
    }

    /**
     * What came of a message.
     *
     * @param status HTTP status; absent where none was answered
     * @param problem why it was not taken; absent where it was
     * @param pause how long the endpoint wants to be left alone; absent where it did not say so
     */
    record Answer(
            @Nullable Integer status,
            @Nullable String problem,
            @Nullable Duration pause,
            long milliseconds) {

        boolean isTaken() {
            return problem == null;
        }

        /** Whether the endpoint says that it is no more. */
        boolean isGone() {
            return status != null && status == 410;
        }

        /** Whether it took so long that others must not wait for this endpoint. */
        boolean isSlow() {
            return milliseconds > 1_000;
        }
    }

    /**
     * Sends a message and waits for the answer.
     *
     * @param id of the message, the same whenever it is sent
     * @param secrets by each of which it is signed; at least one
     */
    Answer send(URI address, String id, String body, List<String> secrets) {
        var url = HttpUrl.parse(address.toString());
        if (url == null) {
            return new Answer(null, "Its address is none to which something can be sent.", null, 0);
        }
        var at = clock.instant().getEpochSecond();
        var request = new Request.Builder()
                .url(url)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at))
                .header("webhook-signature", signatures(secrets, id, at, body))
                .header("User-Agent", "Avaone-Suite")
                .post(RequestBody.create(body.getBytes(UTF_8), CLOUD_EVENT))
                .build();
        var begin = System.nanoTime();
        try (var response = http.newCall(request).execute()) {
            drop(response);
            return answer(response, millisSince(begin));
        } catch (IOException failure) {
            return new Answer(null, problem(failure), null, millisSince(begin));
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static String signatures(List<String> secrets, String id, long at, String body) {
        if (secrets.isEmpty()) {
            throw new IllegalStateException("There is no secret to sign with");
        }
        var signatures = new ArrayList<String>();
        for (var secret : secrets) {
            try {
                signatures.add(new Webhook(secret).sign(id, at, body));
            } catch (EmptyWebhookSecretException | WebhookSigningException failure) {
                throw new IllegalStateException("A message cannot be signed", failure);
            }
        }
        return String.join(" ", signatures);
    }

    /** Reads a little of what is answered, so that the connection can be used again; whoever answers more is left. */
    private static void drop(Response response) {
        try {
            response.body().source().request(BYTES_OF_ANSWER);
        } catch (IOException _) {
            // The status is there, and it is all that counts.
        }
    }

    private Answer answer(Response response, long milliseconds) {
        var status = response.code();
        if (response.isSuccessful()) {
            return new Answer(status, null, null, milliseconds);
        }
        var problem = response.isRedirect()
                ? "It answers %d and leads elsewhere, where nothing is sent.".formatted(status)
                : "It answers %d.".formatted(status);
        var pause = status == 429 || status == 503 ? pause(response.header("Retry-After", "")) : null;
        return new Answer(status, problem, pause, milliseconds);
    }

    private @Nullable Duration pause(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        Duration pause;
        if (asked.matches("\\d{1,9}")) {
            pause = Duration.ofSeconds(Long.parseLong(asked));
        } else {
            try {
                var until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(asked, Instant::from);
                pause = Duration.between(clock.instant(), until);
            } catch (DateTimeException _) {
                return null;
            }
        }
        if (pause.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static String problem(IOException failure) {
        if (isOrHolds(failure)) {
            return "It leads into a private network, where nothing is sent.";
        }
        return switch (failure) {
            case InterruptedIOException _ -> "It did not answer in time.";
            case UnknownHostException _ -> "Its name leads nowhere.";
            case SSLException _ -> "No secure connection to it can be made. Is its certificate good?";
            case ConnectException _ -> "It cannot be reached.";
            default -> "The connection broke: %s.".formatted(failure.getClass().getSimpleName());
        };
    }

    /** Of several addresses the first failure is told, and the others with it. */
    private static boolean isOrHolds(IOException failure) {
        if (failure instanceof PublicNetworks.NotPublic) {
            return true;
        }
        for (var other : failure.getSuppressed()) {
            if (other instanceof PublicNetworks.NotPublic) {
                return true;
            }
        }
        return false;
    }

    /** Gives up what is being sent; it ends as not taken. */
    void cancel() {
        http.dispatcher().cancelAll();
    }
}
