package com.avaone.command.kernel.memory;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Mails as documents whose id is the mail's. */
final class MongoOutbox implements Outbox {

    private static final String ID = "_id";
    private static final String EVENT_ID = "eventId";
    private static final String TO = "to";
    private static final String PERSON_ID = "personId";
    private static final String ORGANIZATION_ID = "organizationId";
    private static final String TEMPLATE = "template";
    private static final String SENDER = "sender";
    private static final String REPLY_TO = "replyTo";
    private static final String SUBJECT = "subject";
    private static final String TEXT = "text";
    private static final String HTML = "html";
    private static final String ATTACHMENT = "attachment";
    private static final String NAME = "name";
    private static final String MEDIA_TYPE = "mediaType";
    private static final String CONTENT = "content";
    private static final String WORDS = "words";
    private static final String STATE = "state";
    private static final String ATTEMPTS = "attempts";
    private static final String DUE = "due";
    private static final String CREATED_AT = "createdAt";
    private static final String GIVE_UP_AT = "giveUpAt";
    private static final String SENT_AT = "sentAt";
    private static final String PROBLEM = "problem";

    private final MongoCollection<Document> collection;

    MongoOutbox(MongoCollection<Document> collection) {
        this.collection = collection;
        collection.createIndex(Indexes.ascending(EVENT_ID, TO), new IndexOptions().unique(true));
        collection.createIndex(Indexes.ascending(STATE, DUE));
        // Lists are by id, the newest first.
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending(TO), Indexes.descending(ID)));
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending(STATE), Indexes.descending(ID)));
        collection.createIndex(Indexes.ascending(PERSON_ID));
        collection.createIndex(Indexes.ascending(ORGANIZATION_ID));
        collection.createIndex(Indexes.ascending(CREATED_AT));
    }

    @Override
    public boolean write(Mail mail) {
        return MongoDocuments.insert(
                collection,
                new Document(ID, mail.mailId().value())
                        .append(EVENT_ID, mail.eventId())
                        .append(TO, mail.to().value())
                        .append(PERSON_ID, mail.personId())
                        .append(ORGANIZATION_ID, mail.organizationId().value())
                        .append(TEMPLATE, mail.template().name())
                        .append(SENDER, mail.sender())
                        .append(
                                REPLY_TO,
                                mail.replyTo() == null ? null : mail.replyTo().value())
                        .append(SUBJECT, mail.subject())
                        .append(TEXT, mail.text().reveal())
                        .append(HTML, mail.html().reveal())
                        .append(ATTACHMENT, attached(mail.attachment()))
                        .append(WORDS, mail.words())
                        .append(STATE, MailState.WAITING.name())
                        .append(ATTEMPTS, 0)
                        .append(DUE, Date.from(mail.createdAt()))
                        .append(CREATED_AT, Date.from(mail.createdAt()))
                        .append(GIVE_UP_AT, Date.from(mail.giveUpAt())));
    }

    private static @Nullable Document attached(@Nullable MailAttachment attachment) {
        return attachment == null
                ? null
                : new Document(NAME, attachment.name())
                        .append(MEDIA_TYPE, attachment.mediaType())
                        .append(CONTENT, attachment.content());
    }

    @Override
    public Optional<Taken> take(Instant now, Instant until) {
        var taken = collection.findOneAndUpdate(
                Filters.and(Filters.eq(STATE, MailState.WAITING.name()), Filters.lte(DUE, Date.from(now))),
                Updates.combine(Updates.set(DUE, Date.from(until)), Updates.inc(ATTEMPTS, 1)),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(DUE, ID)).returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken).map(MongoOutbox::taken);
    }

    private static Taken taken(Document found) {
        var replyTo = found.getString(REPLY_TO);
        var mail = new Mail(
                new MailId(found.getString(ID)),
                found.getString(EVENT_ID),
                new EmailAddress(found.getString(TO)),
                found.getString(PERSON_ID),
                new OrganizationId(found.getString(ORGANIZATION_ID)),
                MailTemplate.valueOf(found.getString(TEMPLATE)),
                found.get(SENDER, Mail.SUITE),
                replyTo == null ? null : new EmailAddress(replyTo),
                found.getString(SUBJECT),
                new Secret(found.getString(TEXT)),
                new Secret(found.getString(HTML)),
                attachment(found),
                found.getDate(CREATED_AT).toInstant(),
                found.getDate(GIVE_UP_AT).toInstant());
        return new Taken(mail, found.getInteger(ATTEMPTS));
    }

    private static @Nullable MailAttachment attachment(Document found) {
        var attached = found.get(ATTACHMENT, Document.class);
        return attached == null
                ? null
                : new MailAttachment(
                        attached.getString(NAME), attached.getString(MEDIA_TYPE), attached.getString(CONTENT));
    }

    @Override
    public void sent(MailId mailId, Instant at) {
        collection.updateOne(
                waiting(mailId),
                Updates.combine(
                        Updates.set(STATE, MailState.SENT.name()),
                        Updates.set(SENT_AT, Date.from(at)),
                        Updates.unset(PROBLEM)));
    }

    @Override
    public void notSent(MailId mailId, String problem, Instant next) {
        collection.updateOne(
                waiting(mailId), Updates.combine(Updates.set(PROBLEM, problem), Updates.set(DUE, Date.from(next))));
    }

    private static Bson waiting(MailId mailId) {
        return Filters.and(Filters.eq(mailId.value()), Filters.eq(STATE, MailState.WAITING.name()));
    }

    @Override
    public void givenUp(MailId mailId, MailState state, String problem) {
        collection.updateOne(
                waiting(mailId), Updates.combine(Updates.set(PROBLEM, problem), Updates.set(STATE, state.name())));
    }

    @Override
    public void became(MailId mailId, MailState state, String problem) {
        collection.updateOne(
                Filters.eq(mailId.value()),
                Updates.combine(Updates.set(PROBLEM, problem), Updates.set(STATE, state.name())));
    }

    @Override
    public void forgetPerson(String personId) {
        collection.deleteMany(Filters.eq(PERSON_ID, personId));
    }

    @Override
    public void forgetOrganization(OrganizationId organizationId) {
        collection.deleteMany(Filters.eq(ORGANIZATION_ID, organizationId.value()));
    }

    @Override
    public int forgetOlder(Instant before, int limit) {
        var old = collection
                .find(Filters.lt(CREATED_AT, Date.from(before)))
                .projection(Projections.include(ID))
                .limit(limit)
                .map(found -> found.getString(ID))
                .into(new ArrayList<>());
        if (!old.isEmpty()) {
            collection.deleteMany(Filters.in(ID, old));
        }
        return old.size();
    }

    @Override
    public List<MailView> newest(
            @Nullable String text,
            @Nullable EmailAddress address,
            @Nullable MailState state,
            @Nullable MailId before,
            int limit) {
        var filters = new ArrayList<Bson>();
        if (text != null) {
            // No expression in BSON can hold the character 0 as it is.
            var words = Pattern.quote(Mail.searched(text)).replace("\0", "\\E\\x00\\Q");
            filters.add(Filters.regex(WORDS, words));
        }
        if (address != null) {
            filters.add(Filters.eq(TO, address.value()));
        }
        if (state != null) {
            filters.add(Filters.eq(STATE, state.name()));
        }
        if (before != null) {
            filters.add(Filters.lt(ID, before.value()));
        }
        return collection
                .find(filters.isEmpty() ? Filters.empty() : Filters.and(filters))
                .projection(Projections.exclude(TEXT, HTML, ATTACHMENT))
                .sort(Sorts.descending(ID))
                .limit(limit)
                .map(MongoOutbox::view)
                .into(new ArrayList<>());
    }

    @Override
    public List<MailView> about(UserId userId) {
        return collection
                .find(Filters.eq(PERSON_ID, userId.value()))
                .projection(Projections.exclude(TEXT, HTML, ATTACHMENT))
                .sort(Sorts.descending(ID))
                .map(MongoOutbox::view)
                .into(new ArrayList<>());
    }

    @Override
    public Optional<MailView> find(MailId mailId) {
        return Optional.ofNullable(collection.find(Filters.eq(mailId.value())).first())
                .map(MongoOutbox::view);
    }

    private static MailView view(Document found) {
        var sentAt = found.getDate(SENT_AT);
        return new MailView(
                new MailId(found.getString(ID)),
                new EmailAddress(found.getString(TO)),
                found.getString(SUBJECT),
                MailTemplate.valueOf(found.getString(TEMPLATE)),
                new OrganizationId(found.getString(ORGANIZATION_ID)),
                MailState.valueOf(found.getString(STATE)),
                found.getInteger(ATTEMPTS),
                found.getDate(CREATED_AT).toInstant(),
                sentAt == null ? null : sentAt.toInstant(),
                found.getString(PROBLEM),
                found.getString(TEXT),
                found.getString(HTML),
                attachment(found));
    }
}
