package com.avaone.command.user;

import com.avaone.api.kernel.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sessions that a user opened and did not end.
 *
 * @param opened the oldest first
 */
record Sessions(List<Opened> opened) {

    static final Sessions NONE = new Sessions(List.of());

    record Opened(SessionId sessionId, Instant expiresAt) {}

    boolean contains(SessionId sessionId) {
        return opened.stream().anyMatch(session -> session.sessionId.equals(sessionId));
    }

    /** The oldest of those whose time is not over, as many as must end before one more can be opened. */
    List<SessionId> tooManyFor(SessionPolicy policy, Instant now) {
        var open = notOver(now).toList();
        return open.stream()
                .limit(Math.max(0, open.size() - policy.atOnce() + 1))
                .map(Opened::sessionId)
                .toList();
    }

    /** With one more, without those whose time is over at {@code now}. */
    Sessions with(SessionId sessionId, Instant expiresAt, Instant now) {
        return new Sessions(Stream.concat(notOver(now), Stream.of(new Opened(sessionId, expiresAt)))
                .toList());
    }

    Sessions without(SessionId sessionId) {
        return new Sessions(opened.stream()
                .filter(session -> !session.sessionId.equals(sessionId))
                .toList());
    }

    Sessions only(SessionId sessionId) {
        return new Sessions(opened.stream()
                .filter(session -> session.sessionId.equals(sessionId))
                .toList());
    }

    private Stream<Opened> notOver(Instant now) {
        return opened.stream().filter(session -> session.expiresAt.isAfter(now));
    }
}
