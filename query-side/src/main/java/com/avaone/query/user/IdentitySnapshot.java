package com.avaone.query.user;

import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.UserState;
import com.avaone.api.webhook.WebhookView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Organizations, users, sessions, API clients and webhook endpoints after one event of the log, to begin with at the next start. It may be lost at any time:
 * then the log is read from its first event. In the file each entry is sealed with the key of the organization or user that it is about, so
 * that nothing of an erased one is left there. That there was such a user, and is no more, stands beside it in the clear.
 *
 * @param position of the last event seen
 * @param lastEventId its identifier: tells a log of the same length, but another history, from ours
 */
record IdentitySnapshot(
        long position,
        String lastEventId,
        List<KnownOrganization> organizations,
        List<KnownUser> users,
        List<SessionView> sessions,
        List<ClientView> clients,
        List<WebhookView> webhooks) {

    private static final int FORMAT = 6;
    private static final String ORGANIZATIONS = "identities/organizations";
    private static final String USERS = "identities/users";
    private static final String SESSIONS = "identities/sessions";
    private static final String CLIENTS = "identities/clients";
    private static final String WEBHOOKS = "identities/webhooks";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Logger LOG = LoggerFactory.getLogger(IdentitySnapshot.class);

    /**
     * The file's content.
     *
     * @param format another is not read
     */
    private record Sealed(
            int format,
            long position,
            String lastEventId,
            List<String> organizations,
            List<SealedUser> users,
            List<String> sessions,
            List<String> clients,
            List<String> webhooks) {}

    /**
     * A user.
     *
     * @param erased what is left when nobody can open the rest any more
     * @param sealed absent where the person is erased
     */
    private record SealedUser(KnownUser erased, @Nullable String sealed) {

        static SealedUser of(KnownUser known, PersonalSeal seal) {
            var userId = known.user().userId().value();
            return new SealedUser(
                    known.erased(),
                    known.user().state() == UserState.ERASED
                            ? null
                            : seal.seal(userId, USERS, JSON.writeValueAsBytes(known))
                                    .orElse(null));
        }

        KnownUser opened(PersonalSeal seal) {
            return sealed == null
                    ? erased
                    : seal.open(USERS, sealed)
                            .map(json -> JSON.readValue(json, KnownUser.class))
                            .orElse(erased);
        }
    }

    /** Reads the file; empty where there is none that can be used. Of who was erased meanwhile only that is known. */
    static Optional<IdentitySnapshot> read(Path file, PersonalSeal seal) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            var found = JSON.readValue(Files.readAllBytes(file), Sealed.class);
            return found.format() != FORMAT
                    ? Optional.empty()
                    : Optional.of(new IdentitySnapshot(
                            found.position(),
                            found.lastEventId(),
                            opened(found.organizations(), seal, ORGANIZATIONS, KnownOrganization.class),
                            found.users().stream()
                                    .map(user -> user.opened(seal))
                                    .toList(),
                            opened(found.sessions(), seal, SESSIONS, SessionView.class),
                            opened(found.clients(), seal, CLIENTS, ClientView.class),
                            opened(found.webhooks(), seal, WEBHOOKS, WebhookView.class)));
        } catch (IOException | JacksonException | IllegalStateException unreadable) {
            LOG.warn(
                    "The snapshot {} cannot be read; users and sessions are built from the first event",
                    file,
                    unreadable);
            return Optional.empty();
        }
    }

    private static <T> List<T> opened(List<String> sealed, PersonalSeal seal, String place, Class<T> type) {
        var reader = JSON.readerFor(type);
        return sealed.stream()
                .flatMap(each -> seal.open(place, each).stream())
                .map(json -> type.cast(reader.readValue(json)))
                .toList();
    }

    private static <T> List<String> sealed(List<T> items, Function<T, Object> owner, PersonalSeal seal, String place) {
        return items.stream()
                .flatMap(each -> seal.seal(owner.apply(each).toString(), place, JSON.writeValueAsBytes(each)).stream())
                .toList();
    }

    /** Puts the file in place as a whole: after a crash there is the old one or the new one. */
    void write(Path file, PersonalSeal seal) throws IOException {
        var content = new Sealed(
                FORMAT,
                position,
                lastEventId,
                sealed(organizations, known -> known.organization().organizationId(), seal, ORGANIZATIONS),
                users.stream().map(user -> SealedUser.of(user, seal)).toList(),
                sealed(sessions, SessionView::userId, seal, SESSIONS),
                sealed(clients, ClientView::organizationId, seal, CLIENTS),
                sealed(webhooks, WebhookView::organizationId, seal, WEBHOOKS));
        Files.createDirectories(file.toAbsolutePath().getParent());
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
