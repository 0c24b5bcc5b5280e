package com.avaone.query.communication;

import com.avaone.api.communication.CommunicationQuery.FindMail;
import com.avaone.api.communication.CommunicationQuery.FindMailPreview;
import com.avaone.api.communication.CommunicationQuery.FindMails;
import com.avaone.api.communication.CommunicationQuery.FindOwnMails;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailPage;
import com.avaone.api.communication.MailPreview;
import com.avaone.api.communication.MailPreviews;
import com.avaone.api.communication.MailView;
import com.avaone.api.communication.WrittenMail;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.Parameter;
import java.util.Locale;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from where mail is kept, so the answer is never behind; no read model takes part. */
@Component
class CommunicationQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final int MAX_TEXT = 200;

    private static final Set<String> LANGUAGES = Set.of("en", "hi");

    private final WrittenMail mail;
    private final MailPreviews previews;

    CommunicationQueryHandler(WrittenMail mail, MailPreviews previews) {
        this.mail = mail;
        this.previews = previews;
    }

    @QueryHandler
    MailPage handle(FindMails query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        if (query.text() != null && query.text().length() > MAX_TEXT) {
            throw Parameter.refused("text", "must be at most " + MAX_TEXT + " characters");
        }
        var found = mail.newest(query.text(), query.address(), query.state(), before(query.cursor()), limit + 1);
        return found.size() <= limit
                ? new MailPage(found, null)
                : new MailPage(
                        found.subList(0, limit),
                        Cursor.of(found.get(limit - 1).mailId().value()));
    }

    @QueryHandler
    MailPage handle(FindOwnMails query) {
        return new MailPage(mail.about(query.userId()), null);
    }

    private static @Nullable MailId before(@Nullable String cursor) {
        try {
            return cursor == null ? null : MailId.parse(Cursor.parts(cursor, 1).getFirst());
        } catch (InvalidValue _) {
            throw Cursor.refused();
        }
    }

    @QueryHandler
    MailView handle(FindMail query) {
        return mail.find(query.mailId())
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND, "There is no mail %s, or not any more.".formatted(query.mailId())));
    }

    @QueryHandler
    MailPreview handle(FindMailPreview query) {
        if (!LANGUAGES.contains(query.language())) {
            throw Parameter.refused("language", "must be en or hi");
        }
        return previews.of(query.template(), Locale.forLanguageTag(query.language()));
    }
}
