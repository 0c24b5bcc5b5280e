package com.avaone.web.feed;

import com.avaone.api.feed.EventFeed;
import com.avaone.api.feed.FeedAccess;
import com.avaone.api.feed.FeedBatch;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedItem;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One stream of server-sent events. It is written by its own thread, at the speed of whoever reads it: what is not read yet stays in the log.
 */
final class EventStream {

    /** So soon a stream ends after what let somebody in is over. */
    static final Duration LOOK = Duration.ofSeconds(2);

    static final int BATCH = 200;

    private static final String RETRY = "retry: 2000\n\n";

    private final EventFeed feed;
    private final FeedFilter filter;
    private final Follower follower;
    private final Duration heartbeat;
    private final EventStreams streams;
    private final LongConsumer reached;

    /** @param reached is told up to which position events were sent */
    EventStream(
            EventFeed feed,
            FeedFilter filter,
            Follower follower,
            Duration heartbeat,
            EventStreams streams,
            LongConsumer reached) {
        this.feed = feed;
        this.filter = filter;
        this.follower = follower;
        this.heartbeat = heartbeat;
        this.streams = streams;
        this.reached = reached;
    }

    /**
     * Writes what happens, until streams are open no more, nothing may be seen any more, or the store does not answer.
     *
     * @param first what was read already
     * @throws IOException when the reader has gone, or has not read for too long
     */
    void write(OutputStream stream, FeedBatch first, FeedAccess atFirst) throws IOException, InterruptedException {
        var batch = first;
        var access = atFirst;
        var looked = System.nanoTime();
        var told = System.nanoTime();
        send(
                stream,
                RETRY + heartbeat(batch.point(), batch.head(), batch.items().isEmpty()));
        while (true) {
            for (var item : batch.items()) {
                write(stream, item);
            }
            stream.flush();
            reached.accept(batch.point().position());
            if (System.nanoTime() - told >= heartbeat.toNanos()) {
                told = System.nanoTime();
                send(stream, heartbeat(batch.point(), batch.head(), true));
            }
            var isThere = batch.behind() > 0;
            if (!isThere) {
                var left = heartbeat.toNanos() - (System.nanoTime() - told);
                isThere = feed.await(batch.point().position(), Duration.ofNanos(Math.clamp(left, 0, LOOK.toNanos())));
                if (isThere) {
                    // What else happens meanwhile is written in one go.
                    Thread.sleep(streams.gathering());
                }
            }
            if (!streams.areOpen()) {
                return;
            }
            try {
                if (System.nanoTime() - looked >= LOOK.toNanos()) {
                    looked = System.nanoTime();
                    access = follower.access();
                }
                // Where nothing happens the store is not asked: there may be thousands of streams.
                batch = isThere
                        ? feed.read(batch.point(), filter, access.personalData(), BATCH)
                        : new FeedBatch(List.of(), batch.point(), batch.head());
            } catch (Rejected refusal) {
                // What cannot be answered now is no refusal: whoever is told that it is one does not come back.
                if (refusal.rejection().kind() != Rule.Kind.UNAVAILABLE) {
                    send(
                            stream,
                            "event: refused\ndata: {\"code\":\"%s\"}\n\n"
                                    .formatted(refusal.rejection().code()));
                }
                return;
            }
        }
    }

    private static void send(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    /** Each event by itself: with a thousand streams, copies of texts that are put together first are most of what the collector clears. */
    private void write(OutputStream stream, FeedItem item) throws IOException {
        var text = "id: " + feed.cursor(item.point(), filter) + "\nevent: " + item.type() + "\ndata: " + item.json()
                + "\n\n";
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param worth whether there is something to tell */
    private String heartbeat(FeedPoint point, long head, boolean worth) {
        return worth
                ? "id: %s\nevent: heartbeat\ndata: {\"position\":%d,\"head\":%d,\"count\":%d,\"digest\":\"%s\"}\n\n"
                        .formatted(feed.cursor(point, filter), point.position(), head, point.count(), point.digest())
                : "";
    }
}
