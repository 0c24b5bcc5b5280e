package com.avaone.query.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.SessionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The sessions that are open. Changed by one thread, read by many. What ended does not come back. */
final class OpenSessions {

    private final Map<SessionId, SessionView> sessions = new ConcurrentHashMap<>();
    /** Newest first; each list is replaced, never changed. */
    private final Map<UserId, List<SessionView>> ofUsers = new ConcurrentHashMap<>();

    void open(SessionView session) {
        ofUsers.compute(session.userId(), (_, before) -> {
            var now = new ArrayList<>(before == null ? List.of() : before);
            now.addFirst(session);
            return List.copyOf(now);
        });
        sessions.put(session.sessionId(), session);
    }

    void end(SessionId sessionId) {
        find(sessionId).ifPresent(this::end);
    }

    private void end(SessionView session) {
        sessions.remove(session.sessionId());
        ofUsers.computeIfPresent(session.userId(), (_, before) -> {
            var now = before.stream()
                    .filter(other -> !other.sessionId().equals(session.sessionId()))
                    .toList();
            return now.isEmpty() ? null : now;
        });
    }

    void endAllOf(UserId userId) {
        of(userId).forEach(this::end);
    }

    void endAllButOne(UserId userId, SessionId sessionId) {
        of(userId).stream()
                .filter(session -> !session.sessionId().equals(sessionId))
                .forEach(this::end);
    }

    void endAllIn(OrganizationId organizationId) {
        endWhere(session -> session.organizationId().equals(organizationId));
    }

    /** Ends those whose time is over; nobody could see them any more. */
    void endOverdue(Instant now) {
        endWhere(session -> !session.expiresAt().isAfter(now));
    }

    private void endWhere(Predicate<SessionView> over) {
        List.copyOf(sessions.values()).stream().filter(over).forEach(this::end);
    }

    Optional<SessionView> find(SessionId sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    List<SessionView> of(UserId userId) {
        return ofUsers.getOrDefault(userId, List.of());
    }

    /** All, each user's in the order in which they were opened. */
    List<SessionView> all() {
        return ofUsers.values().stream()
                .flatMap(ofUser -> ofUser.reversed().stream())
                .toList();
    }
}
