package com.avaone.command.content;

import static com.avaone.command.kernel.Refusals.refusedBy;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentCommand.BeginContent;
import com.avaone.api.content.ContentCommand.CancelContentSchedule;
import com.avaone.api.content.ContentCommand.EditContent;
import com.avaone.api.content.ContentCommand.PublishContent;
import com.avaone.api.content.ContentCommand.PublishScheduledContent;
import com.avaone.api.content.ContentCommand.RestoreContent;
import com.avaone.api.content.ContentCommand.ScheduleContent;
import com.avaone.api.content.ContentCommand.SharePreview;
import com.avaone.api.content.ContentCommand.UnpublishContent;
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
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentRule;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentTest {

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final ContentKey KEY = ContentKey.of(ContentKind.STATS);
    private static final ContentLanguage EN = ContentLanguage.EN;
    private static final ContentId ID = ContentId.of(KEY, EN);
    private static final ContentBody ONE = stats("4", "products");
    private static final ContentBody TWO = stats("2", "languages");
    private static final ContentBody GAPS = stats("2", "");
    private static final String HASH = "ab".repeat(32);

    private static final ContentDrafted DRAFTED = new ContentDrafted(ID, OPERATOR, KEY, EN, 1, ONE);
    private static final ContentPublished PUBLISHED = new ContentPublished(ID, OPERATOR, KEY, EN, 1, ONE, false);
    private static final ContentDrafted CHANGED = new ContentDrafted(ID, OPERATOR, KEY, EN, 2, TWO);
    private static final ContentScheduled SCHEDULED = new ContentScheduled(ID, OPERATOR, 2, TOMORROW, TWO);

    private final FixtureConfiguration<Content> content = new AggregateTestFixture<>(Content.class);

    private static ContentBody stats(String value, String label) {
        return label.isEmpty()
                ? new ContentBody(Map.of("items/0/value", value))
                : new ContentBody(Map.of("items/0/value", value, "items/0/label", label));
    }

    @BeforeEach
    void stopTheClock() {
        content.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void beginsPublishedAndOnce() {
        content.givenNoPriorActivity().when(new BeginContent(KEY, EN, ONE)).expectEvents(DRAFTED, PUBLISHED);
        content.given(DRAFTED).when(new BeginContent(KEY, EN, TWO)).expectNoEvents();
    }

    @Test
    void isWrittenAsADraftBesideWhatIsPublished() {
        content.givenNoPriorActivity().when(new EditContent(KEY, EN, ONE)).expectEvents(DRAFTED);
        content.given(DRAFTED)
                .when(new EditContent(KEY, EN, TWO))
                .expectEvents(new ContentEdited(ID, OPERATOR, 2, TWO));
        content.given(DRAFTED, PUBLISHED).when(new EditContent(KEY, EN, TWO)).expectEvents(CHANGED);
        content.given(DRAFTED, PUBLISHED).when(new EditContent(KEY, EN, ONE)).expectNoEvents();
        content.given(DRAFTED).when(new EditContent(KEY, EN, ONE)).expectNoEvents();
    }

    @Test
    void takesOnlyItsOwnFields() {
        content.given(DRAFTED)
                .when(new EditContent(KEY, EN, new ContentBody(Map.of("headline", "No such field"))))
                .expectException(InvalidValue.class)
                .expectNoEvents();
    }

    @Test
    void takesOnlyItsOwnIdentifier() {
        content.givenNoPriorActivity()
                .when(new EditContent(ContentId.of(KEY, ContentLanguage.HI), OPERATOR, KEY, EN, ONE))
                .expectException(InvalidValue.class)
                .expectNoEvents();
    }

    @Test
    void mayHaveGapsOnlyWhileItIsADraft() {
        var gaps = new ContentDrafted(ID, OPERATOR, KEY, EN, 1, GAPS);
        content.givenNoPriorActivity().when(new EditContent(KEY, EN, GAPS)).expectEvents(gaps);
        content.given(gaps)
                .when(new PublishContent(ID, OPERATOR, null))
                .expectException(refusedBy(ContentRule.CONTENT_INCOMPLETE))
                .expectNoEvents();
        content.given(gaps)
                .when(new ScheduleContent(ID, OPERATOR, TOMORROW))
                .expectException(refusedBy(ContentRule.CONTENT_INCOMPLETE))
                .expectNoEvents();
    }

    @Test
    void isPublishedAsItWasSeen() {
        content.given(DRAFTED, PUBLISHED, CHANGED)
                .when(new PublishContent(ID, OPERATOR, 2))
                .expectEvents(new ContentPublished(ID, OPERATOR, KEY, EN, 2, TWO, false));
        content.given(DRAFTED, PUBLISHED, CHANGED)
                .when(new PublishContent(ID, OPERATOR, 1))
                .expectException(refusedBy(ContentRule.DRAFT_CHANGED))
                .expectNoEvents();
        content.given(DRAFTED, PUBLISHED)
                .when(new PublishContent(ID, OPERATOR, null))
                .expectException(refusedBy(ContentRule.NO_DRAFT))
                .expectNoEvents();
    }

    @Test
    void isScheduledAsItIsAndWhatIsWrittenLaterRemainsADraft() {
        var later = stats("9", "lives");
        content.given(DRAFTED, PUBLISHED, CHANGED)
                .when(new ScheduleContent(ID, OPERATOR, TOMORROW))
                .expectEvents(SCHEDULED);
        content.given(DRAFTED, PUBLISHED, CHANGED)
                .when(new ScheduleContent(ID, OPERATOR, NOW))
                .expectException(refusedBy(ContentRule.PUBLISH_AT_PAST))
                .expectNoEvents();
        content.given(DRAFTED, PUBLISHED, CHANGED, SCHEDULED, new ContentEdited(ID, OPERATOR, 3, later))
                .when(new PublishScheduledContent(ID, OPERATOR, 2))
                .expectEvents(new ContentPublished(ID, OPERATOR, KEY, EN, 2, TWO, true));
        content.given(
                        DRAFTED,
                        PUBLISHED,
                        CHANGED,
                        SCHEDULED,
                        new ContentEdited(ID, OPERATOR, 3, later),
                        new ContentPublished(ID, OPERATOR, KEY, EN, 2, TWO, true))
                .when(new PublishContent(ID, OPERATOR, null))
                .expectEvents(new ContentPublished(ID, OPERATOR, KEY, EN, 3, later, false));
    }

    @Test
    void isPublishedByTheClockOnce() {
        content.given(
                        DRAFTED,
                        PUBLISHED,
                        CHANGED,
                        SCHEDULED,
                        new ContentPublished(ID, OPERATOR, KEY, EN, 2, TWO, false))
                .when(new PublishScheduledContent(ID, OPERATOR, 2))
                .expectNoEvents();
        content.given(DRAFTED, PUBLISHED, CHANGED, SCHEDULED, new ContentScheduleCancelled(ID, OPERATOR, 2))
                .when(new PublishScheduledContent(ID, OPERATOR, 2))
                .expectNoEvents();
    }

    @Test
    void isTakenBackWhileItIsScheduled() {
        content.given(DRAFTED, SCHEDULED)
                .when(new CancelContentSchedule(ID, OPERATOR))
                .expectEvents(new ContentScheduleCancelled(ID, OPERATOR, 2));
        content.given(DRAFTED)
                .when(new CancelContentSchedule(ID, OPERATOR))
                .expectException(refusedBy(ContentRule.NOT_SCHEDULED))
                .expectNoEvents();
    }

    @Test
    void staysAsADraftWhenItIsTakenOff() {
        content.given(DRAFTED, PUBLISHED)
                .when(new UnpublishContent(ID, OPERATOR))
                .expectEvents(new ContentUnpublished(ID, OPERATOR, KEY, EN, 1, ONE));
        content.given(DRAFTED, PUBLISHED, CHANGED)
                .when(new UnpublishContent(ID, OPERATOR))
                .expectEvents(new ContentUnpublished(ID, OPERATOR, KEY, EN, 1, null));
        content.given(DRAFTED, PUBLISHED, new ContentUnpublished(ID, OPERATOR, KEY, EN, 1, ONE))
                .when(new PublishContent(ID, OPERATOR, null))
                .expectEvents(PUBLISHED);
        content.given(DRAFTED)
                .when(new UnpublishContent(ID, OPERATOR))
                .expectException(refusedBy(ContentRule.NOT_PUBLISHED))
                .expectNoEvents();
    }

    @Test
    void isRestoredAsADraftAndNeverLosesWhatIsLive() {
        content.given(DRAFTED, PUBLISHED, CHANGED, new ContentPublished(ID, OPERATOR, KEY, EN, 2, TWO, false))
                .when(new RestoreContent(ID, OPERATOR, 1))
                .expectEvents(new ContentRestored(ID, OPERATOR, 3, 1, ONE));
        content.given(DRAFTED, PUBLISHED)
                .when(new RestoreContent(ID, OPERATOR, 2))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void isShownByALinkForAWhile() {
        content.given(DRAFTED)
                .when(new SharePreview(ID, OPERATOR, HASH, TOMORROW))
                .expectEvents(new ContentPreviewShared(ID, OPERATOR, KEY, EN, 1, HASH, TOMORROW, ONE));
        content.given(DRAFTED)
                .when(new SharePreview(ID, OPERATOR, HASH, NOW.plus(Duration.ofDays(31))))
                .expectException(refusedBy(ContentRule.PREVIEW_TOO_LONG))
                .expectNoEvents();
        content.given(DRAFTED)
                .when(new SharePreview(ID, OPERATOR, "the secret itself", TOMORROW))
                .expectException(InvalidValue.class)
                .expectNoEvents();
    }

    @Test
    void isOutOfReachOfEveryOtherOrganization() {
        content.given(DRAFTED)
                .when(new PublishContent(ID, OrganizationId.random(), null))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }
}
