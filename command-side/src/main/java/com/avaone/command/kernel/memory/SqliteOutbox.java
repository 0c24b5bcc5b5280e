package com.avaone.command.kernel.memory;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.command.kernel.eventstore.SqliteStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Mails in table {@code mail}. */
final class SqliteOutbox implements Outbox {

    /** What a list shows, in the order in which {@link #view} reads it. */
    private static final String SUMMARY =
            "mail_id, recipient, subject, template, organization_id, state, attempts, created_at, sent_at, problem";

    private static final String ATTACHMENT = "attachment_name, attachment_type, attachment";

    /** Names its index: SQLite would rather read all that waits and sort it each time. */
    static final String DUE =
            " INDEXED BY mail_by_due WHERE state = 'WAITING' AND due <= ? ORDER BY due, mail_id LIMIT 1";

    private final SqliteStore store;

    SqliteOutbox(SqliteStore store) {
        this.store = store;
    }

    @Override
    public boolean write(Mail mail) {
        return store.write(transaction -> transaction.update(
                        "INSERT INTO mail (mail_id, event_id, recipient, person_id, organization_id, template, sender, reply_to, subject,"
                                + " text, html, attachment_name, attachment_type, attachment, words, state, attempts, due, created_at,"
                                + " give_up_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        mail.mailId().value(),
                        mail.eventId(),
                        mail.to().value(),
                        mail.personId(),
                        mail.organizationId().value(),
                        mail.template().name(),
                        mail.sender(),
                        mail.replyTo() == null ? null : mail.replyTo().value(),
                        mail.subject(),
                        mail.text().reveal(),
                        mail.html().reveal(),
                        attached(mail, MailAttachment::name),
                        attached(mail, MailAttachment::mediaType),
                        attached(mail, MailAttachment::content),
                        mail.words(),
                        mail.createdAt().toEpochMilli(),
                        mail.createdAt().toEpochMilli(),
                        mail.giveUpAt().toEpochMilli()))
                == 1;
    }

    private static @Nullable String attached(Mail mail, Function<MailAttachment, String> part) {
        var attachment = mail.attachment();
        return attachment == null ? null : part.apply(attachment);
    }

    @Override
    public Optional<Taken> take(Instant now, Instant until) {
        // Looked at without the writer first: mostly there is nothing to take.
        var isAnyDue =
                store.read(statements -> statements.first("SELECT 1 FROM mail" + DUE, row -> true, now.toEpochMilli()));
        if (isAnyDue.isEmpty()) {
            return Optional.empty();
        }
        return store.write(transaction -> {
            var due = transaction.first(
                    "SELECT mail_id, event_id, recipient, person_id, organization_id, template, sender, reply_to, subject, text,"
                            + " html, created_at, give_up_at, attempts + 1, " + ATTACHMENT + " FROM mail" + DUE,
                    SqliteOutbox::taken,
                    now.toEpochMilli());
            if (due.isPresent()) {
                transaction.update(
                        "UPDATE mail SET due = ?, attempts = attempts + 1 WHERE mail_id = ?",
                        until.toEpochMilli(),
                        due.get().mail().mailId().value());
            }
            return due;
        });
    }

    private static Taken taken(ResultSet row) throws SQLException {
        var replyTo = row.getString(8);
        var mail = new Mail(
                new MailId(row.getString(1)),
                row.getString(2),
                new EmailAddress(row.getString(3)),
                row.getString(4),
                new OrganizationId(row.getString(5)),
                MailTemplate.valueOf(row.getString(6)),
                row.getString(7),
                replyTo == null ? null : new EmailAddress(replyTo),
                row.getString(9),
                new Secret(row.getString(10)),
                new Secret(row.getString(11)),
                attachment(row, 15),
                Instant.ofEpochMilli(row.getLong(12)),
                Instant.ofEpochMilli(row.getLong(13)));
        return new Taken(mail, row.getInt(14));
    }

    /** Reads {@link #ATTACHMENT}, of which the first is at {@code column}. */
    private static @Nullable MailAttachment attachment(ResultSet row, int column) throws SQLException {
        var name = row.getString(column);
        return name == null ? null : new MailAttachment(name, row.getString(column + 1), row.getString(column + 2));
    }

    @Override
    public void sent(MailId mailId, Instant at) {
        store.write(transaction -> transaction.update(
                "UPDATE mail SET state = 'SENT', sent_at = ?, problem = NULL WHERE mail_id = ? AND state = 'WAITING'",
                at.toEpochMilli(),
                mailId.value()));
    }

    @Override
    public void notSent(MailId mailId, String problem, Instant next) {
        store.write(transaction -> transaction.update(
                "UPDATE mail SET due = ?, problem = ? WHERE mail_id = ? AND state = 'WAITING'",
                next.toEpochMilli(),
                problem,
                mailId.value()));
    }

    @Override
    public void givenUp(MailId mailId, MailState state, String problem) {
        store.write(transaction -> transaction.update(
                "UPDATE mail SET state = ?, problem = ? WHERE mail_id = ? AND state = 'WAITING'",
                state.name(),
                problem,
                mailId.value()));
    }

    @Override
    public void became(MailId mailId, MailState state, String problem) {
        store.write(transaction -> transaction.update(
                "UPDATE mail SET state = ?, problem = ? WHERE mail_id = ?", state.name(), problem, mailId.value()));
    }

    @Override
    public void forgetPerson(String personId) {
        store.write(transaction -> transaction.update("DELETE FROM mail WHERE person_id = ?", personId));
        store.emptyLog();
    }

    @Override
    public void forgetOrganization(OrganizationId organizationId) {
        store.write(transaction ->
                transaction.update("DELETE FROM mail WHERE organization_id = ?", organizationId.value()));
        store.emptyLog();
    }

    @Override
    public int forgetOlder(Instant before, int limit) {
        var isAnyOld = store.read(statements -> statements.first(
                "SELECT 1 FROM mail WHERE created_at < ? LIMIT 1", row -> true, before.toEpochMilli()));
        return isAnyOld.isEmpty()
                ? 0
                : store.write(transaction -> transaction.update(
                        "DELETE FROM mail WHERE mail_id IN (SELECT mail_id FROM mail WHERE created_at < ? LIMIT ?)",
                        before.toEpochMilli(),
                        limit));
    }

    @Override
    public List<MailView> newest(
            @Nullable String text,
            @Nullable EmailAddress address,
            @Nullable MailState state,
            @Nullable MailId before,
            int limit) {
        var sql = new StringBuilder("SELECT " + SUMMARY + " FROM mail WHERE TRUE");
        var arguments = new ArrayList<Object>();
        if (text != null) {
            sql.append(" AND instr(words, ?) > 0");
            arguments.add(Mail.searched(text));
        }
        if (address != null) {
            sql.append(" AND recipient = ?");
            arguments.add(address.value());
        }
        if (state != null) {
            sql.append(" AND state = ?");
            arguments.add(state.name());
        }
        if (before != null) {
            sql.append(" AND mail_id < ?");
            arguments.add(before.value());
        }
        sql.append(" ORDER BY mail_id DESC LIMIT ?");
        arguments.add(limit);
        return store.read(
                statements -> statements.all(sql.toString(), row -> view(row, null, null, null), arguments.toArray()));
    }

    @Override
    public List<MailView> about(UserId userId) {
        return store.read(statements -> statements.all(
                "SELECT " + SUMMARY + " FROM mail WHERE person_id = ? ORDER BY mail_id DESC",
                row -> view(row, null, null, null),
                userId.value()));
    }

    @Override
    public Optional<MailView> find(MailId mailId) {
        return store.read(statements -> statements.first(
                "SELECT " + SUMMARY + ", text, html, " + ATTACHMENT + " FROM mail WHERE mail_id = ?",
                row -> view(row, row.getString(11), row.getString(12), attachment(row, 13)),
                mailId.value()));
    }

    private static MailView view(
            ResultSet row, @Nullable String text, @Nullable String html, @Nullable MailAttachment attachment)
            throws SQLException {
        var sentAt = row.getLong(9);
        var isSent = !row.wasNull();
        return new MailView(
                new MailId(row.getString(1)),
                new EmailAddress(row.getString(2)),
                row.getString(3),
                MailTemplate.valueOf(row.getString(4)),
                new OrganizationId(row.getString(5)),
                MailState.valueOf(row.getString(6)),
                row.getInt(7),
                Instant.ofEpochMilli(row.getLong(8)),
                isSent ? Instant.ofEpochMilli(sentAt) : null,
                row.getString(10),
                text,
                html,
                attachment);
    }
}
