package com.avaone.command.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.avaone.api.communication.BounceKind;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailEvent.MailBounced;
import com.avaone.api.communication.MailEvent.MailComplained;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.AskedConfirmation;
import com.avaone.api.lead.LeadEvent.ConfirmationAsked;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.api.license.LicenseEvent.ExpiryNoticed;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseReinstated;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.EmailChangeRequested;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.InvitationResent;
import com.avaone.api.user.UserEvent.PasswordResetRequested;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UnlockRequested;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserLocked;
import com.avaone.api.user.UserEvent.UserProfileChanged;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.api.webhook.WebhookEvent.WebhookDisabled;
import com.avaone.api.webhook.WebhookEvent.WebhookEnabled;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookView;
import com.avaone.command.kernel.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail as it is written after events that come through the real dispatcher, and come again. */
@SuppressWarnings("NullAway.Init") // started before the tests
class MailIT {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Instant NEXT_WEEK = NOW.plus(Duration.ofDays(7));
    private static final EmailAddress ASHA = new EmailAddress("asha@acme.example");
    private static final EmailAddress OFFICE = new EmailAddress("office@acme.example");
    private static final EmailAddress NEW = new EmailAddress("asha.rao@acme.example");

    private static final MovableClock CLOCK = new MovableClock(NOW);

    @TempDir
    private static Path directory;

    private static RunningMail suite;

    private final OrganizationId organization = OrganizationId.random();
    private final UserId user = UserId.random();

    @BeforeAll
    static void start() {
        suite = new RunningMail(directory, CLOCK);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @BeforeEach
    void register() {
        suite.happens(organization.value(), registered(organization));
    }

    @Test
    void bringsAnInvitationToWhomItIsForAndAgainWhenItIsSentAgain() {
        happens(invited(), new InvitationResent(user, organization, "second", NEXT_WEEK));

        var mails = awaitSent(2);
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.to()).isEqualTo(ASHA);
            assertThat(mail.organizationId()).isEqualTo(organization);
            assertThat(mail.template()).isEqualTo(MailTemplate.INVITATION);
            assertThat(mail.subject()).isEqualTo("Your invitation to Acme");
            assertThat(mail.attempts()).isEqualTo(1);
            assertThat(mail.createdAt()).isEqualTo(NOW);
            assertThat(mail.text()).contains("Hello Asha Rao,", "until 29 November 2026, 12:00 (UTC)");
        });
        assertThat(mails.get(0)).satisfies(leadsTo("/invitation", "INVITATION", "first", NEXT_WEEK));
        assertThat(mails.get(1)).satisfies(leadsTo("/invitation", "INVITATION", "second", NEXT_WEEK));
    }

    @Test
    void bringsALinkForANewPassword() {
        happens(invited(), new PasswordResetRequested(user, organization, "reset", TOMORROW));

        assertThat(awaitSent(2).getLast())
                .satisfies(leadsTo("/password-reset/complete", "PASSWORD_RESET", "reset", TOMORROW))
                .extracting(MailView::to)
                .isEqualTo(ASHA);
    }

    @Test
    void bringsTheLinkOfAnEmailChangeToTheNewAddressAndANoticeToTheOldOne() {
        happens(
                invited(),
                new EmailChangeRequested(user, organization, NEW, "change", TOMORROW),
                // Confirmed before the mail was written, as it may be where the processor is behind.
                new EmailChanged(user, organization, NEW, ASHA));

        var mails = awaitSent(3);
        assertThat(mails.get(1).template()).isEqualTo(MailTemplate.EMAIL_CHANGE_NOTICE);
        assertThat(mails.get(1).to()).isEqualTo(ASHA);
        assertThat(mails.get(1).text()).contains(NEW.value()).doesNotContain("token=");
        assertThat(mails.get(2).to()).isEqualTo(NEW);
        assertThat(mails.get(2)).satisfies(leadsTo("/email-change", "EMAIL_CHANGE", "change", TOMORROW));
    }

    @Test
    void bringsALinkThatOpensALockedAccountAndAnotherWhereItIsAskedFor() {
        happens(
                invited(),
                new UserLocked(user, organization),
                new UnlockRequested(user, organization, "first unlock", TOMORROW),
                new UnlockRequested(user, organization, null, null),
                new UnlockRequested(user, organization, "second unlock", TOMORROW));

        var mails = awaitSent(3);
        assertThat(mails.get(1)).satisfies(leadsTo("/unlock/confirm", "UNLOCK", "first unlock", TOMORROW));
        assertThat(mails.get(2)).satisfies(leadsTo("/unlock/confirm", "UNLOCK", "second unlock", TOMORROW));
    }

    @Test
    void speaksTheLanguageOfTheOrganizationAndTellsTheTimeOfItsZone() {
        suite.happens(
                organization.value(),
                new ProfileChanged(organization, profile("Bharat\r\nBcc: all@acme.example")),
                new SettingsChanged(
                        organization, new OrganizationSettings("Asia/Kolkata", "hi", 365, List.of(), null)));
        happens(invited());

        var mail = awaitSent(1).getFirst();
        assertThat(mail.subject()).isEqualTo("Bharat Bcc: all@acme.example में आपका निमंत्रण");
        assertThat(mail.text()).contains("29 नवंबर 2026, 17:30 (Asia/Kolkata)");
        assertThat(mail.html()).contains("lang=\"hi\"");
    }

    @Test
    void callsAPersonByThePresentNameAndByNoneWhereNobodySaidOne() {
        happens(
                invited(),
                new UserProfileChanged(user, organization, UserProfile.EMPTY),
                new PasswordResetRequested(user, organization, "reset", TOMORROW));

        assertThat(awaitSent(2).getLast().text()).startsWith("Hello,\n");
    }

    @Test
    void writesToTheOperatorsOwnUsersInTheNameOfTheSuite() {
        happens(
                new SystemAdminRegistered(user, OrganizationId.OPERATOR, ASHA, "Asha"),
                new PasswordResetRequested(user, OrganizationId.OPERATOR, "reset", TOMORROW));

        await().untilAsserted(() -> assertThat(suite.mails(OrganizationId.OPERATOR))
                .extracting(MailView::subject)
                .contains("A new password for Avaone Suite"));
    }

    @Test
    void isWrittenOnceHoweverOftenItsEventComes() throws Exception {
        everythingHappens();
        var mails = awaitSent(7);

        suite.deliverEverythingTwiceMore();

        assertThat(suite.mails(organization)).isEqualTo(mails);
    }

    @Test
    void isWrittenOnceWhenTheProcessDiesBeforeItNotesThePosition() {
        everythingHappens();
        var mails = awaitSent(7);

        suite.close();
        suite = new RunningMail(directory, CLOCK);
        // What comes last shows that all before it has come again.
        happens(new PasswordResetRequested(user, organization, "last", TOMORROW));

        assertThat(awaitSent(8).subList(0, 7)).isEqualTo(mails);
    }

    @Test
    void isForgottenWithThePersonAndNeverWrittenAgain() throws Exception {
        var other = UserId.random();
        everythingHappens();
        awaitSent(7);
        happens(new UserErased(user, organization, UserState.ACTIVE));
        suite.happens(other.value(), invited(other, organization));
        var left = awaitSent(1);

        suite.deliverEverythingTwiceMore();

        assertThat(suite.mails(organization)).isEqualTo(left);
    }

    @Test
    void isForgottenWithTheOrganizationAndNeverWrittenAgain() throws Exception {
        everythingHappens();
        awaitSent(7);
        suite.happens(
                organization.value(), new OrganizationDeleted(organization, new Slug("acme"), LicenseId.random()));
        awaitSent(0);

        suite.deliverEverythingTwiceMore();

        assertThat(suite.mails(organization)).isEmpty();
    }

    @Test
    void tellsWhoAdministersAnOrganizationWhatBecomesOfItsLicense() throws Exception {
        var license = LicenseId.random();
        var today = LocalDate.of(2026, 11, 22);
        suite.happens(
                license.value(),
                // Of thirty days before the end, and behind since.
                new ExpiryNoticed(license, organization, 30, today.plusDays(7)),
                new ExpiryNoticed(license, organization, 1, today.minusDays(1)),
                new LicenseSuspended(license, organization),
                new LicenseReinstated(license, organization),
                new GraceStarted(license, organization, today),
                new LicenseExpired(license, organization));

        var mails = awaitSent(5);
        assertThat(mails)
                .extracting(MailView::template)
                .containsExactly(
                        MailTemplate.LICENSE_NOTICE,
                        MailTemplate.LICENSE_SUSPENDED,
                        MailTemplate.LICENSE_REINSTATED,
                        MailTemplate.LICENSE_GRACE,
                        MailTemplate.LICENSE_EXPIRED);
        assertThat(mails).allSatisfy(mail -> assertThat(mail.to()).isEqualTo(OFFICE));
        assertThat(mails.getFirst().subject()).isEqualTo("The license of Acme ends in 7 days");
        assertThat(mails.getFirst().text())
                .contains(
                        "valid until 29 November 2026.",
                        "\nhttps://suite.example/organization/dashboard/%s/license\n".formatted(organization));
        assertThat(mails.get(1).text()).doesNotContain("https://");

        suite.deliverEverythingTwiceMore();

        assertThat(suite.mails(organization)).isEqualTo(mails);
    }

    @Test
    void tellsTheAdminsThatTheSuiteDisabledAWebhookEndpoint() throws Exception {
        var webhook = WebhookId.random();
        var admin = UserId.random();
        var other = UserId.random();
        suite.identities().know(admin, organization, Role.ADMIN);
        suite.identities().know(other, organization, Role.USER);
        suite.identities()
                .know(new WebhookView(
                        webhook,
                        organization,
                        "https://receiver.example/events",
                        "",
                        List.of(),
                        null,
                        null,
                        0,
                        WebhookState.DISABLED,
                        true,
                        List.of(),
                        NOW,
                        NOW,
                        NOW,
                        1));
        suite.happens(
                webhook.value(),
                new WebhookDisabled(webhook, organization, false),
                new WebhookEnabled(webhook, organization),
                new WebhookDisabled(webhook, organization, true));

        var mails = awaitSent(1);
        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.template()).isEqualTo(MailTemplate.WEBHOOK_DISABLED);
            assertThat(mail.to()).isEqualTo(new EmailAddress(admin + "@example.com"));
            assertThat(mail.subject()).isEqualTo("A webhook endpoint of Acme was disabled");
            assertThat(mail.text())
                    .contains(
                            "taken at https://receiver.example/events, or",
                            "\nhttps://suite.example/streams/%s\n".formatted(webhook));
        });

        suite.deliverEverythingTwiceMore();

        assertThat(suite.mails(organization)).isEqualTo(mails);
    }

    @Test
    void showsThatItCameBackOrWasUnwanted() {
        happens(
                invited(),
                new InvitationResent(user, organization, "second", NEXT_WEEK),
                new InvitationResent(user, organization, "third", NEXT_WEEK));
        var mails = awaitSent(3);
        var address = new MailAddressId("adr_of_asha");

        suite.happens(
                address.value(),
                new MailBounced(address, "msg_1", mails.get(0).mailId(), BounceKind.PERMANENT),
                new MailBounced(address, "msg_2", mails.get(1).mailId(), BounceKind.TRANSIENT),
                new MailBounced(address, "msg_3", null, BounceKind.TRANSIENT),
                new MailComplained(address, "msg_4", mails.get(2).mailId()));

        await().untilAsserted(() -> assertThat(suite.mails(organization))
                .extracting(MailView::state, MailView::problem)
                .containsExactly(
                        tuple(MailState.BOUNCED, "Nobody takes mail at this address."),
                        tuple(MailState.BOUNCED, "The recipient's side did not take it this time."),
                        tuple(MailState.SENT, "The recipient called it unwanted.")));
    }

    @Test
    void comesInTheNameOfTheOrganizationWhichGetsTheAnswers() {
        happens(invited());
        assertThat(awaitSent(1).getFirst().text()).contains("for Acme, which gets your answer.");
        assertThat(suite.handedOver(organization).getLast()).satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("Acme (Avaone Suite)");
            assertThat(mail.replyTo()).isEqualTo(new EmailAddress("hello@acme.example"));
        });

        suite.happens(
                organization.value(),
                new SettingsChanged(
                        organization, new OrganizationSettings("UTC", "en", 365, List.of(), "Acme People Team")));
        happens(new InvitationResent(user, organization, "second", NEXT_WEEK));
        awaitSent(2);
        assertThat(suite.handedOver(organization).getLast().sender()).isEqualTo("Acme People Team (Avaone Suite)");

        suite.happens(LicenseId.random().value(), new LicenseSuspended(LicenseId.random(), organization));
        assertThat(awaitSent(3).getLast().text()).contains("Answers to this mail are not read.");
        assertThat(suite.handedOver(organization).getLast()).satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("Avaone Suite");
            assertThat(mail.replyTo()).isNull();
        });
    }

    @Test
    void putsNothingOfANameIntoALineThatEndsOrTurnsIt() {
        suite.happens(
                organization.value(),
                new ProfileChanged(organization, profile("A\u0085c\u2028m\u202ee\u2066 ')etiuS enoavA( क्\u200dष")));
        happens(invited());

        var subject = awaitSent(1).getFirst().subject();
        assertThat(subject).isEqualTo("Your invitation to A c m e  ')etiuS enoavA( क्\u200dष");
        assertThat(suite.handedOver(organization).getLast().sender())
                .isEqualTo("A c m e  ')etiuS enoavA( क्\u200dष (Avaone Suite)");
    }

    @Test
    void answersWhoeverFilledInAForm() {
        var lead = LeadId.random();
        suite.happens(lead.value(), captured(lead, LeadSource.CONTACT_FORM, null, null));
        var meeting = LeadId.random();
        var slot = new MeetingSlot(NEXT_WEEK, 30, "Asia/Kolkata");
        suite.happens(meeting.value(), captured(meeting, LeadSource.MEETING_REQUEST, slot, null));

        var mails = awaitSent(2);
        assertThat(mails).extracting(MailView::to).containsOnly(ASHA);
        assertThat(mails)
                .extracting(MailView::template, MailView::subject)
                .containsExactly(
                        tuple(MailTemplate.LEAD_RECEIVED, "We have your message (7K3M4-9QPXZ)"),
                        tuple(MailTemplate.LEAD_MEETING, "We have your request for a meeting (7K3M4-9QPXZ)"));
        assertThat(mails.getLast().text()).contains("Hello Asha Rao,", "29 November 2026, 17:30 (Asia/Kolkata)");
        assertThat(mails.getFirst().attachment()).isNull();
        assertThat(mails.getLast().attachment())
                .isEqualTo(suite.handedOver(organization).getLast().attachment())
                .satisfies(attachment -> assertThat(attachment.content())
                        .contains(
                                "\r\nUID:7K3M4-9QPXZ@suite.example\r\n",
                                "\r\nDTSTART:20261129T120000Z\r\nDTEND:20261129T123000Z\r\n",
                                ":mailto:hello@acme.example\r\n"));
        assertThat(suite.handedOver(organization).getLast().replyTo())
                .isEqualTo(new EmailAddress("hello@acme.example"));
    }

    @Test
    void bringsTheLinkThatConfirmsALeadsAddress() {
        var lead = LeadId.random();
        suite.happens(lead.value(), captured(lead, LeadSource.MANUAL, null, new AskedConfirmation("asked", NEXT_WEEK)));

        var mail = awaitSent(1).getFirst();
        assertThat(mail.template()).isEqualTo(MailTemplate.LEAD_CONFIRMATION);
        assertThat(mail)
                .satisfies(leadsTo(lead.value(), "/lead-confirmation", "LEAD_CONFIRMATION", "asked", NEXT_WEEK));
    }

    @Test
    void bringsTheMeetingAlongWithTheLinkOfWhoAsksForOne() {
        var lead = LeadId.random();
        var slot = new MeetingSlot(NEXT_WEEK, 30, "Asia/Kolkata");
        suite.happens(
                lead.value(),
                captured(lead, LeadSource.MEETING_REQUEST, slot, new AskedConfirmation("asked", NEXT_WEEK)));

        var mail = awaitSent(1).getFirst();
        assertThat(mail.template()).isEqualTo(MailTemplate.LEAD_CONFIRMATION);
        assertThat(mail.attachment())
                .satisfies(attachment -> assertThat(attachment.content()).contains("\r\nDTSTART:20261129T120000Z\r\n"));
    }

    @Test
    void isNotWrittenToALeadWhomSomebodyElseNotedAndForgottenWithWhoIsErased() throws Exception {
        var noted = LeadId.random();
        suite.happens(noted.value(), captured(noted, LeadSource.MANUAL, null, null));
        var lead = LeadId.random();
        suite.happens(lead.value(), captured(lead, LeadSource.CONTACT_FORM, null, null));
        awaitSent(1);

        suite.happens(lead.value(), new LeadErased(lead, organization, LeadState.NEW));

        awaitSent(0);
    }

    @Test
    void isWrittenAgainToALeadThatIsAskedAgain() throws Exception {
        var lead = LeadId.random();
        suite.happens(lead.value(), captured(lead, LeadSource.MANUAL, null, null));
        suite.happens(
                lead.value(),
                new ConfirmationAsked(
                        lead, organization, new AskedConfirmation("second", NEXT_WEEK), ASHA, "Asha Rao"));

        assertThat(awaitSent(1).getFirst())
                .satisfies(leadsTo(lead.value(), "/lead-confirmation", "LEAD_CONFIRMATION", "second", NEXT_WEEK));
    }

    private LeadCaptured captured(
            LeadId lead, LeadSource source, @Nullable MeetingSlot meeting, @Nullable AskedConfirmation confirmation) {
        return new LeadCaptured(
                lead,
                organization,
                "7K3M4-9QPXZ",
                source,
                new PersonDetails("Asha Rao", ASHA, null, null),
                "Please call me",
                meeting,
                confirmation,
                null);
    }

    @Test
    void isNotWrittenForALinkWhoseTimeIsOver() {
        happens(
                invited(),
                new PasswordResetRequested(user, organization, "too late", NOW),
                new PasswordResetRequested(user, organization, "in time", NOW.plusMillis(1)));

        assertThat(awaitSent(2).getLast())
                .satisfies(leadsTo("/password-reset/complete", "PASSWORD_RESET", "in time", NOW.plusMillis(1)));
    }

    private void everythingHappens() {
        happens(
                invited(),
                new InvitationResent(user, organization, "second", NEXT_WEEK),
                new PasswordResetRequested(user, organization, "reset", TOMORROW),
                new EmailChangeRequested(user, organization, NEW, "change", TOMORROW),
                new UnlockRequested(user, organization, "another unlock", TOMORROW),
                new UnlockRequested(user, organization, "unlock", TOMORROW));
    }

    private void happens(UserEvent... events) {
        suite.happens(user.value(), events);
    }

    private UserInvited invited() {
        return invited(user, organization);
    }

    private static UserInvited invited(UserId userId, OrganizationId organizationId) {
        return new UserInvited(
                userId,
                organizationId,
                null,
                ASHA,
                new UserProfile("Asha", "Rao", null, null, null),
                Role.AUDITOR,
                Set.of(),
                null,
                "first",
                NEXT_WEEK);
    }

    private static OrganizationRegistered registered(OrganizationId organizationId) {
        return new OrganizationRegistered(
                organizationId,
                new Slug("acme"),
                profile("Acme"),
                Set.of(),
                OrganizationSettings.DEFAULT,
                LicenseId.random(),
                new LicenseTerms(new Seats(10), LocalDate.of(2027, 11, 22), 7, List.of()));
    }

    private static OrganizationProfile profile(String name) {
        var email = new EmailAddress("hello@acme.example");
        return new OrganizationProfile(name, email, null, null, null, null, null, null, null, OFFICE);
    }

    /** Waits until there are so many mails about the organization's users, and all were sent. */
    private List<MailView> awaitSent(int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> suite.mails(organization),
                        mails -> mails.size() == count
                                && mails.stream().allMatch(mail -> mail.state() == MailState.SENT));
    }

    private Consumer<MailView> leadsTo(String path, String purpose, String id, Instant expiresAt) {
        return leadsTo(user.value(), path, purpose, id, expiresAt);
    }

    private Consumer<MailView> leadsTo(String subject, String path, String purpose, String id, Instant expiresAt) {
        var address = "https://suite.example%s?token=%s.%s.%s.%s.%d"
                .formatted(path, purpose, subject, organization, id, expiresAt.toEpochMilli());
        return mail -> {
            assertThat(mail.text()).contains("\n" + address + "\n");
            assertThat(mail.html()).contains("href=\"" + address + "\"");
        };
    }
}
