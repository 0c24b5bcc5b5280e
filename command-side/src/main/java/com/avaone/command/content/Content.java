package com.avaone.command.content;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentCommand;
import com.avaone.api.content.ContentCommand.BeginContent;
import com.avaone.api.content.ContentCommand.CancelContentSchedule;
import com.avaone.api.content.ContentCommand.EditContent;
import com.avaone.api.content.ContentCommand.PublishContent;
import com.avaone.api.content.ContentCommand.PublishScheduledContent;
import com.avaone.api.content.ContentCommand.RestoreContent;
import com.avaone.api.content.ContentCommand.ScheduleContent;
import com.avaone.api.content.ContentCommand.SharePreview;
import com.avaone.api.content.ContentCommand.UnpublishContent;
import com.avaone.api.content.ContentEvent;
import com.avaone.api.content.ContentEvent.ContentDrafted;
import com.avaone.api.content.ContentEvent.ContentEdited;
import com.avaone.api.content.ContentEvent.ContentPreviewShared;
import com.avaone.api.content.ContentEvent.ContentPublished;
import com.avaone.api.content.ContentEvent.ContentRestored;
import com.avaone.api.content.ContentEvent.ContentScheduleCancelled;
import com.avaone.api.content.ContentEvent.ContentScheduled;
import com.avaone.api.content.ContentEvent.ContentUnpublished;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentRule;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A part of the site in one language. What is written is a draft until it is published, and stays as a revision for ever; what is published
 * changes only by publishing. Of all revisions only those are held here of which something may still be decided; the others are in the log.
 */
@EventSourced(type = "content")
@StableName("content.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Content {

    private static final Duration LONGEST_PREVIEW = Duration.ofDays(30);
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** What was written once. */
    private record Written(int revision, ContentBody body) {}

    @AggregateIdentifier
    private ContentId contentId;

    private ContentKey key;
    private ContentLanguage language;
    private int lastRevision;
    private @Nullable Written draft;
    private @Nullable Written published;
    private @Nullable Written scheduled;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Content() {}

    @CommandHandlerInterceptor
    void guard(ContentCommand command) {
        Guard.check(command, contentId == null ? null : OrganizationId.OPERATOR);
        if (!command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw notFound();
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(BeginContent command) {
        if (lastRevision == 0) {
            begin(command.contentId(), command.key(), command.language(), command.body());
            publish(complete(command.body().judged(command.key().kind()), 1));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EditContent command) {
        if (lastRevision == 0) {
            begin(command.contentId(), command.key(), command.language(), command.body());
            return;
        }
        var body = command.body().judged(key.kind());
        var before = draft == null ? published : draft;
        if (before != null && before.body().equals(body)) {
            return;
        }
        var revision = lastRevision + 1;
        apply(
                draft == null
                        ? new ContentDrafted(contentId, OrganizationId.OPERATOR, key, language, revision, body)
                        : new ContentEdited(contentId, OrganizationId.OPERATOR, revision, body));
    }

    private void begin(ContentId id, ContentKey wanted, ContentLanguage in, ContentBody body) {
        var judged = ContentKey.parse("key", wanted.value());
        if (!id.equals(ContentId.of(judged, in))) {
            throw new InvalidValue("contentId", "must be the identifier of the part in its language");
        }
        apply(new ContentDrafted(id, OrganizationId.OPERATOR, judged, in, 1, body.judged(judged.kind())));
    }

    @CommandHandler
    void handle(PublishContent command) {
        var wanted = draft();
        var seen = command.revision();
        if (seen != null && seen != wanted.revision()) {
            throw new Rejected(
                    ContentRule.DRAFT_CHANGED, "The draft is revision %d meanwhile.".formatted(wanted.revision()));
        }
        publish(complete(wanted.body(), wanted.revision()));
    }

    @CommandHandler
    void handle(ScheduleContent command, Clock clock) {
        var wanted = draft();
        var publishAt = command.publishAt().truncatedTo(ChronoUnit.MILLIS);
        if (!publishAt.isAfter(clock.instant())) {
            throw new Rejected(ContentRule.PUBLISH_AT_PAST, "%s is past.".formatted(publishAt), "publishAt", Map.of());
        }
        complete(wanted.body(), wanted.revision());
        apply(new ContentScheduled(contentId, OrganizationId.OPERATOR, wanted.revision(), publishAt, wanted.body()));
    }

    @CommandHandler
    void handle(CancelContentSchedule command) {
        if (scheduled == null) {
            throw new Rejected(ContentRule.NOT_SCHEDULED, "Nothing of it is to be published later.");
        }
        apply(new ContentScheduleCancelled(contentId, OrganizationId.OPERATOR, scheduled.revision()));
    }

    /** Comes again after a crash, and late for what was taken back. */
    @CommandHandler
    void handle(PublishScheduledContent command) {
        if (scheduled != null && scheduled.revision() == command.revision()) {
            publish(scheduled);
        }
    }

    @CommandHandler
    void handle(UnpublishContent command) {
        if (published == null) {
            throw new Rejected(ContentRule.NOT_PUBLISHED, "It is not published.");
        }
        apply(new ContentUnpublished(
                contentId,
                OrganizationId.OPERATOR,
                key,
                language,
                published.revision(),
                draft == null ? published.body() : null));
    }

    @CommandHandler
    void handle(RestoreContent command, EventStore events) {
        var body = body(events, command.revision())
                .orElseThrow(() ->
                        new Rejected(KernelRule.NOT_FOUND, "There is no revision %d.".formatted(command.revision())));
        if (draft != null && draft.body().equals(body)) {
            return;
        }
        apply(new ContentRestored(contentId, OrganizationId.OPERATOR, lastRevision + 1, command.revision(), body));
    }

    @CommandHandler
    void handle(SharePreview command, Clock clock) {
        var shown = draft();
        if (!SHA_256.matcher(command.tokenHash()).matches()) {
            throw new InvalidValue("tokenHash", "must be a SHA-256 in hexadecimal");
        }
        var now = clock.instant();
        var expiresAt = command.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_PREVIEW))) {
            throw new Rejected(
                    ContentRule.PREVIEW_TOO_LONG,
                    "%s is not within the next 30 days.".formatted(expiresAt),
                    "expiresAt",
                    Map.of());
        }
        apply(new ContentPreviewShared(
                contentId,
                OrganizationId.OPERATOR,
                key,
                language,
                shown.revision(),
                command.tokenHash(),
                expiresAt,
                shown.body()));
    }

    private void publish(Written wanted) {
        apply(new ContentPublished(
                contentId,
                OrganizationId.OPERATOR,
                key,
                language,
                wanted.revision(),
                wanted.body(),
                draft != null && draft.revision() > wanted.revision()));
    }

    private Written draft() {
        if (draft == null) {
            throw new Rejected(ContentRule.NO_DRAFT, "What was written last is published.");
        }
        return draft;
    }

    private Written complete(ContentBody body, int revision) {
        var missing = body.missing(key.kind());
        if (!missing.isEmpty()) {
            var field = missing.getFirst();
            throw new Rejected(
                    ContentRule.CONTENT_INCOMPLETE, "The field %s is empty.".formatted(field), field, Map.of());
        }
        return new Written(revision, body);
    }

    /** From the log: every revision ever written would be too much to hold for the few that are asked for. */
    private Optional<ContentBody> body(EventStore events, int revision) {
        return events.readEvents(contentId.value(), 0)
                .asStream()
                .map(event -> switch (event.getPayload()) {
                    case ContentDrafted e when e.revision() == revision -> Optional.of(e.body());
                    case ContentEdited e when e.revision() == revision -> Optional.of(e.body());
                    case ContentRestored e when e.revision() == revision -> Optional.of(e.body());
                    default -> Optional.<ContentBody>empty();
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    @EventSourcingHandler
    void on(ContentEvent event) {
        contentId = event.contentId();
        switch (event) {
            case ContentDrafted e -> {
                key = e.key();
                language = e.language();
                write(e.revision(), e.body());
            }
            case ContentEdited e -> write(e.revision(), e.body());
            case ContentRestored e -> write(e.revision(), e.body());
            case ContentPublished e -> {
                published = new Written(e.revision(), e.body());
                scheduled = null;
                if (!e.draftRemains()) {
                    draft = null;
                }
            }
            case ContentScheduled e -> scheduled = new Written(e.revision(), e.body());
            case ContentScheduleCancelled _ -> scheduled = null;
            case ContentUnpublished e -> {
                if (e.draft() != null) {
                    draft = new Written(e.revision(), e.draft());
                }
                published = null;
                scheduled = null;
            }
            case ContentPreviewShared _ -> {}
        }
    }

    private void write(int revision, ContentBody body) {
        lastRevision = revision;
        draft = new Written(revision, body);
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such content.");
    }
}
