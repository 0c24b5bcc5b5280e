package com.avaone.query.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.communication.CommunicationQuery.FindMail;
import com.avaone.api.communication.CommunicationQuery.FindMailPreview;
import com.avaone.api.communication.CommunicationQuery.FindMails;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailPreview;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.communication.WrittenMail;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.query.kernel.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommunicationQueryHandlerTest {

    private static final EmailAddress ASHA = new EmailAddress("asha@acme.example");

    private final Kept kept = new Kept();
    private final CommunicationQueryHandler handler = new CommunicationQueryHandler(
            kept, (template, locale) -> new MailPreview(template, locale.toLanguageTag(), "text", "html", null));

    /** Mail as it is kept, in the order in which it was written. */
    private static final class Kept implements WrittenMail {

        private final List<MailView> mails = new ArrayList<>();

        /** What was asked for last. */
        private List<@Nullable Object> asked = List.of();

        @Override
        public List<MailView> newest(
                @Nullable String text,
                @Nullable EmailAddress address,
                @Nullable MailState state,
                @Nullable MailId before,
                int limit) {
            asked = new ArrayList<>();
            asked.add(text);
            asked.add(address);
            asked.add(state);
            return mails.reversed().stream()
                    .filter(mail -> before == null || mail.mailId().value().compareTo(before.value()) < 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<MailView> about(UserId userId) {
            asked = List.of(userId);
            return mails.reversed();
        }

        @Override
        public Optional<MailView> find(MailId mailId) {
            return mails.stream().filter(mail -> mail.mailId().equals(mailId)).findFirst();
        }
    }

    @Test
    void showsEveryMailOnOnePageTheNewestFirst() {
        for (var i = 0; i < 5; i++) {
            write();
        }
        var seen = new ArrayList<MailView>();
        var pages = 0;
        @Nullable String cursor = null;
        do {
            var page = handler.handle(new FindMails(null, null, null, cursor, 2));
            seen.addAll(page.items());
            cursor = page.next();
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(seen).containsExactlyElementsOf(kept.mails.reversed());
    }

    @Test
    void hasNoNextPageWhereThePageEndsWithTheOldest() {
        write();
        write();

        assertThat(handler.handle(new FindMails(null, null, null, null, 2)).next())
                .isNull();
    }

    @Test
    void passesOnWhatIsLookedFor() {
        handler.handle(new FindMails("invitation", ASHA, MailState.FAILED, null, 10));

        assertThat(kept.asked).containsExactly("invitation", ASHA, MailState.FAILED);
    }

    @Test
    void findsOneMail() {
        write();
        var mail = write();

        assertThat(handler.handle(new FindMail(mail.mailId()))).isEqualTo(mail);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindMail(MailId.random())))
                .satisfies(refused -> assertThat(refused.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }

    @Test
    void showsAMailAsItWouldBeWrittenInALanguageOfTheSuite() {
        assertThat(handler.handle(new FindMailPreview(MailTemplate.UNLOCK, "hi")))
                .isEqualTo(new MailPreview(MailTemplate.UNLOCK, "hi", "text", "html", null));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindMailPreview(MailTemplate.UNLOCK, "de")))
                .satisfies(refused -> assertThat(refused.rejection().field()).isEqualTo("language"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void refusesAPageOfAnotherSizeThanThereAre(int limit) {
        assertRefused("limit", new FindMails(null, null, null, null, limit));
    }

    @Test
    void refusesACursorThatThisListDidNotGiveAndATextThatIsTooLong() {
        assertRefused("cursor", new FindMails(null, null, null, "???", 10));
        assertRefused("cursor", new FindMails(null, null, null, Cursor.of("org_1"), 10));
        assertRefused("text", new FindMails("x".repeat(201), null, null, null, 10));
    }

    private void assertRefused(String field, FindMails query) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(query))
                .satisfies(refused -> {
                    assertThat(refused.rejection().code()).isEqualTo(KernelRule.QUERY_INVALID.code());
                    assertThat(refused.rejection().field()).isEqualTo(field);
                });
    }

    private MailView write() {
        var mail = new MailView(
                MailId.random(),
                ASHA,
                "Your invitation",
                MailTemplate.INVITATION,
                OrganizationId.random(),
                MailState.SENT,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null);
        kept.mails.add(mail);
        return mail;
    }
}
