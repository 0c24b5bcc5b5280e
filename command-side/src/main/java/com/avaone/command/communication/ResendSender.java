package com.avaone.command.communication;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.command.kernel.memory.Mail;
import com.avaone.command.kernel.memory.Secret;
import com.resend.core.exception.ResendException;
import com.resend.core.net.RequestOptions;
import com.resend.core.net.impl.HttpClient;
import com.resend.services.emails.Emails;
import com.resend.services.emails.model.Attachment;
import com.resend.services.emails.model.CreateEmailOptions;
import com.resend.services.emails.model.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Hands mail to Resend, by Resend's own client, under the mail's id as the idempotency key: what comes twice is delivered once. What Resend
 * finds wrong with a mail fails for good; what the operator can mend (a key, a sender's domain), and everything that passes by itself, is
 * tried again.
 */
final class ResendSender implements MailSender {

    /** Tells Resend's messages about a mail which one they are about. */
    static final String MAIL_ID = "mail_id";

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** Shorter than a stop of the delivery waits. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Emails emails;
    private final String address;

    /**
     * @param key of the account at Resend
     * @param api where its API is
     * @param address from which mail comes
     */
    ResendSender(Secret key, URI api, String address) {
        this(key, api, address, ANSWER_WITHIN);
    }

    ResendSender(Secret key, URI api, String address, Duration answerWithin) {
        this.emails = new Emails(key.reveal());
        this.address = address;
        reach(emails, api, answerWithin);
    }

    /**
     * Gives the client of Resend another client of HTTP than the one it makes for itself, which can neither be given an address nor a
     * time-out for a whole call.
     */
    private static void reach(Emails emails, URI api, Duration answerWithin) {
        var http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_WITHIN)
                .callTimeout(answerWithin)
                // A redirection would carry the key and the mail to somebody else.
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new Api(api))
                .build();
        try {
            var inside = HttpClient.class.getDeclaredField("httpClient");
            inside.setAccessible(true);
            inside.set(emails.getHttpClient(), http);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("This version of resend-java has another HTTP client inside", failure);
        }
    }

    @Override
    public void send(Mail mail) {
        var options = CreateEmailOptions.builder()
                .from("%s <%s>".formatted(quoted(mail.sender()), address))
                .to(mail.to().value())
                .subject(mail.subject())
                .text(mail.text().reveal())
                .html(mail.html().reveal())
                .tags(Tag.builder().name(MAIL_ID).value(mail.mailId().value()).build());
        if (mail.replyTo() != null) {
            options.replyTo(mail.replyTo().value());
        }
        var attachment = mail.attachment();
        if (attachment != null) {
            options.attachments(Attachment.builder()
                    .fileName(attachment.name())
                    .contentType(attachment.mediaType())
                    .content(Base64.getEncoder()
                            .encodeToString(attachment.content().getBytes(UTF_8)))
                    .build());
        }
        var request = RequestOptions.builder()
                .setIdempotencyKey(mail.mailId().value())
                .build();
        try {
            var answer = emails.send(options.build(), request);
            // The client makes nothing of an answer that it cannot read.
            if (answer == null || answer.getId() == null) {
                throw MailNotTaken.forNow("The answer is not Resend's.", null);
            }
        } catch (MailNotTaken answer) {
            throw answer;
        } catch (ResendException refused) {
            throw refusal(refused);
        } catch (RuntimeException failure) {
            throw notReached(failure);
        }
    }

    /** A name may hold what parts addresses. */
    private static String quoted(String name) {
        return '"' + name.replaceAll("([\\\\\"])", "\\\\$1") + '"';
    }

    private static MailNotTaken refusal(ResendException refused) {
        var status = Objects.requireNonNullElse(refused.getStatusCode(), 0);
        var message = "Resend answers %d: %s".formatted(status, refused.getMessage());
        return isForGood(status, refused.getErrorName())
                ? MailNotTaken.forGood(message)
                : MailNotTaken.forNow(message, refused);
    }

    private static boolean isForGood(int status, @Nullable String name) {
        return switch (status) {
            // The key or the sender's domain is not right (yet), or it is a matter of time.
            case 401, 403, 408, 425, 429 -> false;
            case 409 -> !"concurrent_idempotent_requests".equals(name);
            default -> status >= 400 && status < 500;
        };
    }

    private static MailNotTaken notReached(RuntimeException failure) {
        return switch (failure.getCause()) {
            case AskedToWait asked -> MailNotTaken.before(asked.pause, asked.toString());
            case IOException broken ->
                MailNotTaken.forNow(
                        "Resend was not reached: " + broken.getClass().getSimpleName() + ", " + broken.getMessage(),
                        broken);
            case null, default -> MailNotTaken.forNow("Resend's answer cannot be read.", failure);
        };
    }

    /** Resend said how long it wants to be left alone. */
    private static final class AskedToWait extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final Duration pause;

        private AskedToWait(int status, Duration pause) {
            this.status = status;
            this.pause = pause;
        }

        @Override
        public String toString() {
            return "Resend answers %d and asks to wait %d seconds.".formatted(status, pause.toSeconds());
        }
    }

    /** Leads the requests of Resend's client to where its API is, and hears what its client does not tell: how long to wait. */
    private record Api(URI address) implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            var request = chain.request();
            var base = Objects.requireNonNull(HttpUrl.get(address), "address of the API");
            var url = request.url()
                    .newBuilder()
                    .scheme(base.scheme())
                    .host(base.host())
                    .port(base.port())
                    .build();
            var response = chain.proceed(request.newBuilder().url(url).build());
            var pause = pause(response.header("Retry-After"));
            if (pause != null && (response.code() == 429 || response.code() >= 500)) {
                response.close();
                throw new AskedToWait(response.code(), pause);
            }
            return response;
        }

        /** Resend tells seconds; a date, which HTTP allows too, is left to the delivery's own pauses. */
        private static @Nullable Duration pause(@Nullable String seconds) {
            if (seconds == null || !seconds.matches("\\d{1,9}")) {
                return null;
            }
            var asked = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)));
            return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
        }
    }
}
