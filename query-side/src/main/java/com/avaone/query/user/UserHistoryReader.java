package com.avaone.query.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserHistory;
import com.avaone.api.user.UserHistory.Entry;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the history of a user from its events. */
@Component
class UserHistoryReader {

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
