package com.avaone.web.user.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.communication.CommunicationQuery.FindOwnMails;
import com.avaone.api.communication.MailPage;
import com.avaone.api.communication.MailView;
import com.avaone.api.user.Identities;
import com.avaone.api.user.OwnHistory;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.UserQuery.FindOwnHistory;
import com.avaone.api.user.UserQuery.FindUser;
import com.avaone.api.user.UserView;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is kept about a person, for that person to take along. No secret is in what is asked for here. */
@Component
class OwnExport {

    /** Held in memory at once, however long the history is. */
    private static final int EVENTS_AT_ONCE = 200;

    private final Queries queries;
    private final Identities identities;
    private final MessageSource texts;
    private final JsonMapper json;

    OwnExport(Queries queries, Identities identities, MessageSource texts, JsonMapper json) {
        this.queries = queries;
        this.identities = identities;
        this.texts = texts;
        this.json = json;
    }

    /**
     * What the JSON holds.
     *
     * @param account as it is now
     * @param organization whose user the person is; absent for the operator's own users
     * @param sessions that are open
     * @param mails that are still kept, without what they say: that holds links, which are secrets
     * @param history every event from the first
     */
    @Schema(name = "OwnExport")
    record Contents(
            UserView account,
            @Nullable SignInOrganization organization,
            List<SessionView> sessions,
            List<MailView> mails,
            List<OwnHistory.Entry> history) {}

    /** Asks for all but the history, so that what cannot be answered is said before anything is written. */
    Own of(SignedInUser user) {
        return new Own(
                user,
                new Contents(
                        queries.ask(new FindUser(user.organizationId(), user.userId()), UserView.class),
                        identities.organization(user.organizationId()).orElse(null),
                        identities.sessions(user.userId()),
                        queries.ask(new FindOwnMails(user.organizationId(), user.userId()), MailPage.class)
                                .items(),
                        List.of()));
    }

    /** One person's. */
    final class Own {

        private final SignedInUser user;
        private final Contents beside;

        private Own(SignedInUser user, Contents beside) {
            this.user = user;
            this.beside = beside;
        }

        /** Is closed only when all is in it: closing would make what broke off look complete. */
        void writeJson(OutputStream out) {
            var generator = json.createGenerator(out);
            generator.writeStartObject();
            generator.writePOJOProperty("account", beside.account());
            generator.writePOJOProperty("organization", beside.organization());
            generator.writePOJOProperty("sessions", beside.sessions());
            generator.writePOJOProperty("mails", beside.mails());
            generator.writeName("history");
            writeHistory(generator);
            generator.writeEndObject();
            generator.close();
        }

        /** As {@link #writeJson}. */
        void writeArchive(OutputStream out, Locale locale) throws IOException {
            var archive = new ZipOutputStream(out, UTF_8);
            archive.putNextEntry(new ZipEntry("README.txt"));
            archive.write(texts.getMessage(
                            "export.readme", new Object[] {beside.account().email()}, locale)
                    .getBytes(UTF_8));
            put(archive, "account.json", beside.account());
            if (beside.organization() != null) {
                put(archive, "organization.json", beside.organization());
            }
            put(archive, "sessions.json", beside.sessions());
            put(archive, "mails.json", beside.mails());
            archive.putNextEntry(new ZipEntry("history.json"));
            var generator = json.createGenerator(new Unclosed(archive));
            writeHistory(generator);
            generator.close();
            archive.putNextEntry(new ZipEntry("history.txt"));
            eachEvent(entry -> write(archive, line(entry)));
            archive.close();
        }

        private void put(ZipOutputStream archive, String name, Object content) throws IOException {
            archive.putNextEntry(new ZipEntry(name));
            archive.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        }

        private void writeHistory(JsonGenerator generator) {
            generator.writeStartArray();
            eachEvent(generator::writePOJO);
            generator.writeEndArray();
        }

        private void eachEvent(Consumer<OwnHistory.Entry> reader) {
            var after = -1L;
            OwnHistory page;
            do {
                page = queries.ask(
                        new FindOwnHistory(user.organizationId(), user.userId(), after, EVENTS_AT_ONCE),
                        OwnHistory.class);
                page.items().forEach(reader);
                after = page.next() == null ? after : page.next();
            } while (page.next() != null);
        }
    }

    private static String line(OwnHistory.Entry entry) {
        return "%s  %s%s%s%n"
                .formatted(
                        entry.at(),
                        entry.what(),
                        entry.reason() == null ? "" : " (" + entry.reason() + ")",
                        entry.byYourself() ? "" : " *");
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Keeps the archive open when what writes one file of it is done. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
