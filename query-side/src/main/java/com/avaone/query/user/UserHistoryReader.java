package com.avaone.query.user;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.OwnHistory;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.PasswordResetRequested;
import com.avaone.api.user.UserEvent.UnlockRequested;
import com.avaone.api.user.UserHistory;
import com.avaone.api.user.UserHistory.Entry;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tells the history of a user from its events. */
@Component
class UserHistoryReader {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, @Nullable Object>> KEPT = new TypeReference<>() {};

    private final History history;

    UserHistoryReader(History history) {
        this.history = history;
    }

    /** The {@code limit} entries before the one that the cursor holds, the newest without; empty where the organization has no such user. */
    Optional<UserHistory> page(
            OrganizationId organizationId, UserId userId, @Nullable String cursor, int limit, Wording wording) {
        var words = new UserInWords(wording);
        return history.first(userId.value())
                .filter(first -> first.payload() instanceof UserEvent event
                        && event.organizationId().equals(organizationId))
                .map(_ -> history.page(userId.value(), cursor, limit, occurrence -> entry(occurrence, words)))
                .map(page -> new UserHistory(userId, page.items(), page.next()));
    }

    /**
     * The {@code limit} entries after a number, with all that is kept; empty where the organization has no such user.
     */
    Optional<OwnHistory> all(OrganizationId organizationId, UserId userId, long after, int limit, Wording wording) {
        var words = new UserInWords(wording);
        var entries = new ArrayList<OwnHistory.Entry>(limit + 1);
        history.read(userId.value(), after + 1, occurrence -> {
            if (!((TenantEvent) occurrence.payload()).organizationId().equals(organizationId)) {
                return false;
            }
            entries.add(whole(occurrence, userId, words));
            return entries.size() <= limit;
        });
        if (entries.isEmpty() && after < 0) {
            return Optional.empty();
        }
        var page = List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
        return Optional.of(
                new OwnHistory(page, entries.size() > limit ? page.getLast().number() : null));
    }

    private static OwnHistory.Entry whole(Occurrence occurrence, UserId userId, UserInWords words) {
        var byYourself = userId.value().equals(occurrence.actorId())
                || (occurrence.actorKind() == ActorKind.ANONYMOUS && isProofOfPerson(occurrence));
        return new OwnHistory.Entry(
                occurrence.number(),
                occurrence.name(),
                words.what((UserEvent) occurrence.payload()),
                occurrence.at(),
                byYourself,
                occurrence.reason(),
                occurrence.comment(),
                byYourself ? occurrence.sourceAddress() : null,
                JSON.convertValue(occurrence.payload(), KEPT));
    }

    /**
     * Who signs in or shows a link has no session yet, and is that person all the same. For a link to be sent anybody can ask who knows the
     * address: that may be a stranger, whose own address is not this person's to have.
     */
    private static boolean isProofOfPerson(Occurrence occurrence) {
        return !(occurrence.payload() instanceof PasswordResetRequested)
                && !(occurrence.payload() instanceof UnlockRequested);
    }

    private static Entry entry(Occurrence occurrence, UserInWords words) {
        return new Entry(
                occurrence.number(),
                occurrence.name(),
                words.what((UserEvent) occurrence.payload()),
                occurrence.at(),
                occurrence.actorKind(),
                occurrence.actorId(),
                occurrence.reason(),
                occurrence.comment(),
                occurrence.sourceAddress());
    }
}
