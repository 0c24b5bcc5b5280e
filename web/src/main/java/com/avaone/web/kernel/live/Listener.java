package com.avaone.web.kernel.live;

import com.avaone.web.kernel.SignedInUser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One open page. What it has not been told yet is a position per topic, so a page that reads slowly costs no memory and is told the latest
 * only. Its own thread writes; others only leave news.
 */
final class Listener {

    /** At most one message per topic in this time. */
    static final Duration PAUSE = Duration.ofMillis(250);

    /** Keeps proxies from closing the connection, and notices a page that has gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final SignedInUser user;
    private final Set<String> topics;
    private final long since = System.nanoTime();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> news = new TreeMap<>();
    private boolean closed;
    /** Position of the last event after which the session may be over, until that was looked at; negative where there is none. */
    private long concerned = -1;

    Listener(SignedInUser user, Set<String> topics) {
        this.user = user;
        this.topics = topics;
    }

    SignedInUser user() {
        return user;
    }

    /** When the page came, as {@link System#nanoTime}. */
    long since() {
        return since;
    }

    boolean follows(String topic) {
        return topics.contains(topic);
    }

    /** Leaves news for the page, if it follows the topic. */
    void tell(String topic, long position) {
        if (!follows(topic)) {
            return;
        }
        lock.lock();
        try {
            news.merge(topic, position, Math::max);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves news of every topic. */
    void tellAll(long position) {
        topics.forEach(topic -> tell(topic, position));
    }

    /** Lets the writing thread look at once whether it may go on: what happened at this position may have ended the session. */
    void concern(long position) {
        lock.lock();
        try {
            concerned = Math.max(concerned, position);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the writing thread come to an end. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes news as they come, until this is closed, the page has gone, {@code longest} is over or {@code goOn} says no.
     *
     * @param goOn is given the position that whoever answers must know of
     * @throws IOException when the page has gone
     */
    void write(OutputStream stream, Duration longest, LongPredicate goOn) throws IOException, InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        stream.write("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
        stream.flush();
        while (System.nanoTime() < end && goOn.test(lookAt())) {
            var message = next();
            if (message == null) {
                return;
            }
            stream.write(message.getBytes(StandardCharsets.UTF_8));
            stream.flush();
            if (!pause()) {
                return;
            }
        }
    }

    private long lookAt() {
        lock.lock();
        try {
            var position = Math.max(concerned, 0);
            concerned = -1;
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** The next message, which is a heartbeat where there are no news, and empty where the session is to be looked at; null when closed. */
    private @Nullable String next() throws InterruptedException {
        lock.lock();
        try {
            var wait = HEARTBEAT.toNanos();
            while (news.isEmpty() && !closed && concerned < 0 && wait > 0) {
                wait = changed.awaitNanos(wait);
            }
            if (closed) {
                return null;
            }
            if (concerned >= 0) {
                return "";
            }
            if (news.isEmpty()) {
                return ": here\n\n";
            }
            var message = new StringBuilder();
            news.forEach((topic, position) -> message.append("event: ")
                    .append(topic)
                    .append("\nid: ")
                    .append(position)
                    .append("\ndata: {\"position\":")
                    .append(position)
                    .append("}\n\n"));
            news.clear();
            return message.toString();
        } finally {
            lock.unlock();
        }
    }

    private boolean pause() throws InterruptedException {
        lock.lock();
        try {
            var wait = PAUSE.toNanos();
            while (!closed && concerned < 0 && wait > 0) {
                wait = changed.awaitNanos(wait);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
