package com.avaone.events;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the suite's events: each is handed on at least once and in order, what was dealt with is kept, and what the feed has counted is
 * compared with what arrived. Follows the stream of server-sent events; where that does not come through, asks page by page for a while.
 */
public final class EventFollower implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EventFollower.class.getName());

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** A stream is told something every 15 seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int WAIT_SECONDS = 20;

    /** After so many streams in a row on which nothing came. */
    private static final int TRIES = 3;

    private static final Duration BY_PAGES = Duration.ofMinutes(5);

    private final Subscription subscription;
    private final CursorStore store;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile Progress progress = Progress.NONE;
    private volatile @Nullable InputStream open;
    private volatile @Nullable Future<?> asking;
    private volatile long heard;
    private boolean arrived;

    /** One that goes on where {@code store} says. */
    public EventFollower(Subscription subscription, CursorStore store) {
        this.subscription = subscription;
        this.store = store;
    }

    /** How far it has come. */
    public Progress progress() {
        return progress;
    }

    /**
     * Hands on every event, until this is closed. Called once, by one thread.
     *
     * @throws FeedRefused if the suite does not let this program in
     * @throws GapFound if something was lost on the way
     * @throws IOException if what was dealt with cannot be kept
     */
    public void run(EventHandler handler) throws IOException, InterruptedException {
        progress = store.load().orElse(Progress.NONE);
        var pause = subscription.pause();
        var silent = 0;
        var since = System.nanoTime();
        while (closed.getCount() > 0) {
            var byPages = silent >= TRIES;
            arrived = false;
            try {
                if (byPages) {
                    page(handler);
                    silent = System.nanoTime() - since < BY_PAGES.toNanos() ? TRIES : 0;
                    pause = subscription.pause();
                    continue;
                }
                stream(handler);
            } catch (Unkept failure) {
                throw failure.cause;
            } catch (FeedRefused | GapFound failure) {
                throw failure;
            } catch (IOException | RuntimeException failure) {
                LOG.log(Level.DEBUG, "The feed is asked again in {0}: {1}", pause, failure);
            }
            // Where no page comes through either, both are tried in turn.
            silent = arrived ? 0 : byPages ? TRIES - 1 : silent + 1;
            since = System.nanoTime();
            if (arrived) {
                pause = subscription.pause();
            }
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + subscription.token());
    }

    private void stream(EventHandler handler) throws IOException, InterruptedException {
        var request = request(subscription.address("", "")).header("Accept", "text/event-stream");
        if (!progress.cursor().isEmpty()) {
            request.header("Last-Event-ID", progress.cursor());
        }
        var response = ask(request.GET().build(), _ -> new ArrivedBytes(), SILENCE);
        try (var body = response.body()) {
            open = body;
            heard = System.nanoTime();
            check(
                    response,
                    response.statusCode() == 200 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            if (!response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
                throw new IOException("This is no stream of events");
            }
            var watch = Thread.ofVirtual().start(() -> cutWhenSilent(body));
            try {
                read(new ServerSentEvents(body), handler);
            } finally {
                watch.interrupt();
            }
        } finally {
            open = null;
        }
    }

    /** Not by the request's own timeout, which may be over the body too: a stream's has no end. And closing this lets go of it. */
    private <T> HttpResponse<T> ask(HttpRequest request, HttpResponse.BodyHandler<T> body, Duration longest)
            throws IOException, InterruptedException {
        var answer = client.sendAsync(request, body);
        asking = answer;
        try {
            if (closed.getCount() == 0) {
                throw new IOException("This was closed");
            }
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException silence) {
            throw new IOException("The suite does not answer", silence);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException known ? known : new IOException(failure.getCause());
        } finally {
            answer.cancel(true);
            asking = null;
        }
    }

    private void read(ServerSentEvents messages, EventHandler handler) throws IOException, InterruptedException {
        for (var message = messages.next(); message != null && closed.getCount() > 0; message = messages.next()) {
            heard = System.nanoTime();
            arrived = true;
            switch (message.event()) {
                case "heartbeat" -> {
                    var told = FeedJson.fields(message.data());
                    compare(Long.parseLong(told.getOrDefault("count", "0")), told.getOrDefault("digest", ""));
                    keep(progress.at(message.id()));
                }
                case "refused" ->
                    throw new FeedRefused(403, FeedJson.fields(message.data()).getOrDefault("code", ""));
                default -> deal(FeedJson.event(message.data()), message.id(), handler);
            }
        }
    }

    private void page(EventHandler handler) throws IOException, InterruptedException {
        var address = subscription.address(progress.cursor(), "wait=" + WAIT_SECONDS);
        var response = ask(
                request(address).header("Accept", "application/json").GET().build(),
                BodyHandlers.ofString(),
                CONNECT.plusSeconds(WAIT_SECONDS));
        check(response, response.body());
        var page = FeedJson.page(response.body());
        var reached = progress;
        for (var item : page.items()) {
            // The cursor is behind the whole page: until it is dealt with, the page begins anew after a crash.
            var event = FeedJson.event(item);
            if (!hand(event, handler)) {
                return;
            }
            reached = reached.behind(event, reached.cursor());
        }
        compare(reached, page.count(), page.digest());
        keep(reached.at(page.cursor()));
    }

    private static void check(HttpResponse<?> response, String body) throws IOException {
        var status = response.statusCode();
        if (status == 200) {
            return;
        }
        if (status == 429 || status >= 500) {
            throw new IOException("The suite answers %d".formatted(status));
        }
        String code;
        try {
            code = FeedJson.fields(body).getOrDefault("code", "");
        } catch (RuntimeException _) {
            code = ""; // somebody on the way answered
        }
        throw new FeedRefused(status, code);
    }

    private void deal(Event event, String cursor, EventHandler handler) throws InterruptedException {
        if (hand(event, handler)) {
            keep(progress.behind(event, cursor));
        }
    }

    /**
     * Until it is dealt with; false when this was closed before. The feed is not asked for it anew: the suite would read and send whatever
     * is behind it again each time. Where that takes so long that the stream is cut off, it goes on behind this event.
     */
    private boolean hand(Event event, EventHandler handler) throws InterruptedException {
        for (var pause = subscription.pause(); ; pause = longer(pause)) {
            try {
                handler.handle(event);
                return true;
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception failure) {
                LOG.log(Level.WARNING, "Event {0} is handed on again in {1}: {2}", event.id(), pause, failure);
            }
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
    }

    private void keep(Progress reached) {
        if (reached.equals(progress)) {
            return;
        }
        try {
            store.save(reached);
        } catch (IOException failure) {
            throw new Unkept(failure);
        }
        progress = reached;
    }

    private void compare(long count, String digest) {
        compare(progress, count, digest);
    }

    private static void compare(Progress ours, long count, String digest) {
        if (ours.count() != count || !ours.digest().equals(digest)) {
            throw new GapFound(ours, count, digest);
        }
    }

    private void cutWhenSilent(InputStream body) {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heard > SILENCE.toNanos()) {
                    body.close();
                    return;
                }
            }
        } catch (InterruptedException | IOException _) {
            // It has ended by itself.
        }
    }

    /** Lets {@link #run} return, after the event that is dealt with. */
    @Override
    public void close() {
        closed.countDown();
        var answer = asking;
        if (answer != null) {
            answer.cancel(true);
        }
        var body = open;
        if (body != null) {
            try {
                body.close();
            } catch (IOException _) {
                // It was closed by the other side.
            }
        }
    }

    private static final class Unkept extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient IOException cause;

        Unkept(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
