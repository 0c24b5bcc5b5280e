package com.avaone.query.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.SessionEnded;
import com.avaone.api.user.UserEvent.SignInRefused;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserSignedIn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** Users and open sessions as the events so far tell. Changed by one thread, read by many. */
final class KnownIdentities {

    private final Map<UserId, SignInUser> users = new ConcurrentHashMap<>();
    private final Map<EmailAddress, UserId> systemAdmins = new ConcurrentHashMap<>();
    private final Map<SessionId, SessionView> sessions = new ConcurrentHashMap<>();
    /** Newest first; each list is replaced, never changed. */
    private final Map<UserId, List<SessionView>> sessionsOfUsers = new ConcurrentHashMap<>();

    /** Takes an event in. Every event names a result, so one that is seen twice changes nothing. */
    void apply(EventMessage<?> message) {
        // Asked of the type, so that the payloads of other rooms' events are not even read.
        if (!UserEvent.class.isAssignableFrom(message.getPayloadType())) {
            return;
        }
        switch ((UserEvent) message.getPayload()) {
            case SystemAdminRegistered registered ->
                add(new SignInUser(
                        registered.userId(),
                        registered.organizationId(),
                        registered.email(),
                        registered.displayName(),
                        null));
            case UserSignedIn signedIn -> {
                lockUntil(signedIn.userId(), null);
                var source = message.getMetaData().get(MetadataKey.SOURCE_ADDRESS);
                open(new SessionView(
                        signedIn.sessionId(),
                        signedIn.userId(),
                        signedIn.organizationId(),
                        message.getTimestamp(),
                        signedIn.expiresAt(),
                        source == null ? null : source.toString()));
            }
            case SignInRefused refused -> lockUntil(refused.userId(), refused.lockedUntil());
            case SessionEnded ended -> close(ended.userId(), ended.sessionId());
        }
    }

    private void add(SignInUser user) {
        users.put(user.userId(), user);
        systemAdmins.put(user.email(), user.userId());
    }

    private void lockUntil(UserId userId, @Nullable Instant lockedUntil) {
        users.computeIfPresent(
                userId,
                (_, user) -> new SignInUser(
                        user.userId(), user.organizationId(), user.email(), user.displayName(), lockedUntil));
    }

    private void open(SessionView session) {
        sessionsOfUsers.compute(session.userId(), (_, before) -> {
            var now = new ArrayList<>(before == null ? List.of() : before);
            now.removeIf(other -> other.sessionId().equals(session.sessionId()));
            now.addFirst(session);
            return List.copyOf(now);
        });
        sessions.put(session.sessionId(), session);
    }

    private void close(UserId userId, SessionId sessionId) {
        sessions.remove(sessionId);
        sessionsOfUsers.computeIfPresent(userId, (_, before) -> {
            var now = before.stream()
                    .filter(session -> !session.sessionId().equals(sessionId))
                    .toList();
            return now.isEmpty() ? null : now;
        });
    }

    /** Puts back what a snapshot holds. */
    void restore(IdentitySnapshot snapshot) {
        snapshot.users().forEach(this::add);
        snapshot.sessions().forEach(this::open);
    }

    /** What to keep in a snapshot: sessions oldest first, as they were opened, without those whose time is over. */
    IdentitySnapshot snapshot(long position, String lastEventId, Instant now) {
        var open = sessionsOfUsers.values().stream()
                .flatMap(ofUser -> ofUser.reversed().stream())
                .filter(session -> session.expiresAt().isAfter(now))
                .toList();
        return new IdentitySnapshot(position, lastEventId, List.copyOf(users.values()), open);
    }

    /** Forgets sessions whose time is over; nobody could see them any more. */
    void forgetSessionsEndedBy(Instant now) {
        List.copyOf(sessions.values()).stream()
                .filter(session -> !session.expiresAt().isAfter(now))
                .forEach(session -> close(session.userId(), session.sessionId()));
    }

    Optional<SignInUser> systemAdmin(EmailAddress email) {
        return Optional.ofNullable(systemAdmins.get(email)).flatMap(this::user);
    }

    Optional<SignInUser> user(UserId userId) {
        return Optional.ofNullable(users.get(userId));
    }

    Optional<SessionView> session(SessionId sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    Collection<SessionView> sessions(UserId userId) {
        return sessionsOfUsers.getOrDefault(userId, List.of());
    }

    boolean hasSystemAdmin() {
        return !systemAdmins.isEmpty();
    }
}
