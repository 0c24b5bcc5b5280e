package com.avaone.projection.crm;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.ContactEvent.ContactActivityLogged;
import com.avaone.api.crm.ContactEvent.ContactAssigned;
import com.avaone.api.crm.ContactEvent.ContactChanged;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.DealEvent;
import com.avaone.api.crm.DealEvent.DealActivityLogged;
import com.avaone.api.crm.DealEvent.DealAmountChanged;
import com.avaone.api.crm.DealEvent.DealAssigned;
import com.avaone.api.crm.DealEvent.DealChanged;
import com.avaone.api.crm.DealEvent.DealLost;
import com.avaone.api.crm.DealEvent.DealOpened;
import com.avaone.api.crm.DealEvent.DealReopened;
import com.avaone.api.crm.DealEvent.DealStageChanged;
import com.avaone.api.crm.DealEvent.DealWon;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.ConfirmationAsked;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadActivityLogged;
import com.avaone.api.lead.LeadEvent.LeadAssigned;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadConfirmed;
import com.avaone.api.lead.LeadEvent.LeadContacted;
import com.avaone.api.lead.LeadEvent.LeadConverted;
import com.avaone.api.lead.LeadEvent.LeadDetailsChanged;
import com.avaone.api.lead.LeadEvent.LeadDisqualified;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadOrdered;
import com.avaone.api.lead.LeadEvent.LeadPriced;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadEvent.LeadRecycled;
import com.avaone.api.lead.LeadEvent.LeadReleased;
import com.avaone.api.lead.LeadEvent.LeadUnmerged;
import com.avaone.api.lead.LeadReference;
import com.avaone.projection.kernel.Change;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells in a timeline.
 *
 * @param figure that its words tell beside
 * @param figureKind of a constant, which has words of its own
 * @param userId to whom something was assigned
 */
record Activity(
        @Nullable String figure,
        @Nullable String figureKind,
        @Nullable UserId userId,
        @Nullable ActivityKind kind,
        @Nullable String text,
        @Nullable Instant dueAt) {

    private static final Activity PLAIN = new Activity(null, null, null, null, null, null);

    static Activity of(LeadEvent event) {
        return switch (event) {
            case LeadCaptured e -> constant("lead.source", e.source());
            case LeadPriced e ->
                figure(e.quote().total() == null ? "-" : words(e.quote().total()));
            case ConsentRecorded e -> figure(e.textVersion());
            case LeadAssigned e -> new Activity(e.how().name(), "lead.how", e.assignee(), null, null, null);
            case LeadContacted e -> done(e.channel(), e.note(), null);
            case LeadActivityLogged e -> done(e.kind(), e.text(), e.dueAt());
            case LeadMerged e -> figure(LeadReference.of(e.into()));
            case LeadAbsorbed e -> figure(LeadReference.of(e.absorbed()));
            case LeadUnmerged e -> figure(LeadReference.of(e.from()));
            case LeadReleased e -> figure(LeadReference.of(e.released()));
            case ConsentWithdrawn _,
                    LeadOrdered _,
                    LeadDetailsChanged _,
                    ConfirmationAsked _,
                    LeadConfirmed _,
                    LeadQualified _,
                    LeadDisqualified _,
                    LeadRecycled _,
                    LeadConverted _,
                    LeadErased _ -> PLAIN;
        };
    }

    static Activity of(ContactEvent event) {
        return switch (event) {
            case ContactAssigned e -> assigned(e.assignee());
            case ContactActivityLogged e -> done(e.kind(), e.text(), e.dueAt());
            case ContactCreated _, ContactChanged _, ContactErased _ -> PLAIN;
        };
    }

    static Activity of(DealEvent event) {
        return switch (event) {
            case DealOpened e -> figure(words(e.amount()));
            case DealStageChanged e -> constant("stage", e.stage());
            case DealAmountChanged e -> figure(words(e.amount()));
            case DealAssigned e -> assigned(e.assignee());
            case DealActivityLogged e -> done(e.kind(), e.text(), e.dueAt());
            case DealChanged _, DealWon _, DealLost _, DealReopened _ -> PLAIN;
        };
    }

    private static Activity figure(String figure) {
        return new Activity(figure, null, null, null, null, null);
    }

    private static Activity constant(String kind, Enum<?> constant) {
        return new Activity(constant.name(), kind, null, null, null, null);
    }

    private static Activity assigned(UserId assignee) {
        return new Activity(null, null, assignee, null, null, null);
    }

    private static Activity done(ActivityKind kind, @Nullable String text, @Nullable Instant dueAt) {
        return new Activity(kind.name(), "activity", null, kind, text, dueAt);
    }

    private static String words(Money money) {
        return "%s %s".formatted(money.amount(), money.currency());
    }

    /**
     * What the document holds of it.
     *
     * @param erased whether the person is; then it holds no texts
     */
    Change entry(
            Object event,
            String recordId,
            String personId,
            long number,
            Instant at,
            MetaData metadata,
            boolean erased) {
        return Change.update(ActivityDocument.RECORD, recordId)
                .set(Fields.PERSON, isCertificate(event) ? null : personId)
                .set(ActivityDocument.NUMBER, number)
                .set(
                        ActivityDocument.EVENT,
                        Objects.requireNonNull(event.getClass().getAnnotation(StableName.class))
                                .value())
                .set(ActivityDocument.FIGURE, figure)
                .set(ActivityDocument.FIGURE_KIND, figureKind)
                .set(ActivityDocument.USER_ID, userId)
                .set(ActivityDocument.KIND, kind)
                .set(ActivityDocument.TEXT, erased ? null : text)
                .set(ActivityDocument.DUE_AT, dueAt)
                .set(ActivityDocument.AT, at)
                .set(ActivityDocument.ACTOR_KIND, metadata.get(MetadataKey.ACTOR_KIND))
                .set(ActivityDocument.ACTOR_ID, metadata.get(MetadataKey.ACTOR_ID))
                .set(ActivityDocument.REASON, erased ? null : metadata.get(MetadataKey.REASON));
    }

    /** What certifies an erasure is not the person's, and stays when everything else is deleted. */
    private static boolean isCertificate(Object event) {
        return event instanceof LeadErased || event instanceof ContactErased;
    }
}
