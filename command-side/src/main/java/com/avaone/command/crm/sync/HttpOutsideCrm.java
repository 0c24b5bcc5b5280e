package com.avaone.command.crm.sync;

import com.avaone.command.kernel.memory.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any CRM that takes {@code PUT} and {@code DELETE} of JSON under {@code leads/}, {@code contacts/} and {@code deals/} and our identifiers;
 * docs/crm.md describes it. A redirection is not followed: it would carry the token and the person's data to somebody else.
 */
final class HttpOutsideCrm implements OutsideCrm {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** Shorter than a stop of the delivery waits. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** What is wrong with the address or the token is so for every record, until the operator has mended it. */
    private static final Duration PAUSE_UNTIL_MENDED = Duration.ofMinutes(1);

    private static final int LONGEST_ANSWER = 1_000_000;
    private static final int LONGEST_PROBLEM = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final @Nullable Secret token;
    private final Duration answerWithin;

    /**
     * @param base under which the records are
     * @param token null where the CRM asks for none
     */
    HttpOutsideCrm(URI base, @Nullable Secret token) {
        this(base, token, ANSWER_WITHIN);
    }

    HttpOutsideCrm(URI base, @Nullable Secret token, Duration answerWithin) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.token = token;
        this.answerWithin = answerWithin;
    }

    @Override
    public Answer put(Content content) {
        var request = HttpRequest.newBuilder(
                        URI.create("%s/%s/%s".formatted(base, folder(content), content.recordId())))
                .timeout(answerWithin)
                .header("Idempotency-Key", content.key())
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        if (content.fields() == null) {
            request.DELETE();
        } else {
            request.header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(content.fields())));
        }
        return send(request.build(), content.fields() == null);
    }

    private static String folder(Content content) {
        return switch (content.kind()) {
            case LEAD -> "leads";
            case CONTACT -> "contacts";
            case DEAL -> "deals";
        };
    }

    private Answer send(HttpRequest request, boolean removes) {
        var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            // The request's own time-out ends with the head of the answer.
            return answer(answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS), removes);
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new NotNow(
                    "The outside CRM did not answer within %d seconds.".formatted(answerWithin.toSeconds()), null);
        } catch (ExecutionException failure) {
            return new NotNow("The outside CRM was not reached: %s.".formatted(reason(failure)), null);
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new NotNow("The suite was stopped meanwhile.", null);
        }
    }

    private static String reason(ExecutionException failure) {
        return failure.getCause() instanceof IOException broken
                ? broken.getClass().getSimpleName()
                : failure.getClass().getSimpleName();
    }

    private Answer answer(HttpResponse<String> response, boolean removes) {
        var status = response.statusCode();
        if (status / 100 == 2 || removes && (status == 404 || status == 410)) {
            return new Taken();
        }
        var problem = problem(response);
        return switch (status) {
            case 401, 403 -> new NotNow(problem, PAUSE_UNTIL_MENDED);
            case 408, 425 -> new NotNow(problem, null);
            case 429 -> new NotNow(problem, pause(response, PAUSE_UNTIL_MENDED));
            default -> status >= 500 ? new NotNow(problem, pause(response, null)) : new Refused(problem);
        };
    }

    private String problem(HttpResponse<String> response) {
        var status = response.statusCode();
        if (status / 100 == 3) {
            return "The outside CRM answers %d: it leads elsewhere, where nothing is sent.".formatted(status);
        }
        var said = response.body().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (token != null) {
            said = said.replace(token.reveal(), "…");
        }
        return "The outside CRM answers %d%s"
                .formatted(
                        status,
                        said.isEmpty()
                                ? "."
                                : ": "
                                        + (said.length() <= LONGEST_PROBLEM
                                                ? said
                                                : said.substring(0, LONGEST_PROBLEM) + "…"));
    }

    /** A date, which HTTP allows too, is left to the delivery's own pauses. */
    private static @Nullable Duration pause(HttpResponse<?> response, @Nullable Duration otherwise) {
        var seconds = response.headers().firstValue("Retry-After").orElse("");
        if (!seconds.matches("\\d{1,9}")) {
            return otherwise;
        }
        var asked = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)));
        return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }
}
