package com.avaone.query.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.client.ClientEvent;
import com.avaone.api.client.ClientEvent.ClientCreated;
import com.avaone.api.client.ClientEvent.ClientRevoked;
import com.avaone.api.client.ClientEvent.ClientScopesChanged;
import com.avaone.api.client.ClientEvent.TokenIssued;
import com.avaone.api.client.ClientEvent.TokenLimited;
import com.avaone.api.client.ClientEvent.TokenRevoked;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientView;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.license.LicenseEvent.LicenseReinstated;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseResumed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.EmailChangeRequested;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.PasswordChanged;
import com.avaone.api.user.UserEvent.PasswordReset;
import com.avaone.api.user.UserEvent.ProductAssigned;
import com.avaone.api.user.UserEvent.ProductWithdrawn;
import com.avaone.api.user.UserEvent.RoleChanged;
import com.avaone.api.user.UserEvent.SecondFactorEnrolled;
import com.avaone.api.user.UserEvent.SecondFactorRemoved;
import com.avaone.api.user.UserEvent.ServiceRolesChanged;
import com.avaone.api.user.UserEvent.SessionEnded;
import com.avaone.api.user.UserEvent.SignInRefused;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserActivated;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserLocked;
import com.avaone.api.user.UserEvent.UserProfileChanged;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.api.user.UserEvent.UserSignedIn;
import com.avaone.api.user.UserEvent.UserUnlocked;
import com.avaone.api.user.UserEvent.WorkspaceUserEnsured;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.api.webhook.WebhookEvent;
import com.avaone.api.webhook.WebhookEvent.WebhookChanged;
import com.avaone.api.webhook.WebhookEvent.WebhookDisabled;
import com.avaone.api.webhook.WebhookEvent.WebhookEnabled;
import com.avaone.api.webhook.WebhookEvent.WebhookRecoveryRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookRegistered;
import com.avaone.api.webhook.WebhookEvent.WebhookRemoved;
import com.avaone.api.webhook.WebhookEvent.WebhookResendRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookSecretRotated;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookView;
import com.avaone.projection.organization.OrganizationStories;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event is told twice. */
class KnownIdentitiesTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final LicenseId LICENSE = LicenseId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId BOB = UserId.random();
    private static final EmailAddress ADDRESS = new EmailAddress("ada@example.com");
    private static final EmailAddress OTHER = new EmailAddress("byron@example.com");
    private static final SessionId MORNING = SessionId.random();
    private static final SessionId EVENING = SessionId.random();
    private static final ProductId PRODUCT = new ProductId("ava-cx");
    private static final Instant BEGINNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T08:00:00Z");
    private static final LicenseTerms TERMS = new LicenseTerms(new Seats(5), LocalDate.EPOCH, 14, List.of());

    private final KnownIdentities known = new KnownIdentities();
    private final List<DomainEventMessage<?>> told = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();

    @Test
    void knowSomebodyWhoIsInvitedAndCannotActYet() {
        tell(invited(ADA, ORG, ADDRESS));

        assertThat(known.user(ORG, ADDRESS)).isEqualTo(known.user(ADA)).hasValueSatisfying(user -> {
            assertThat(user.state()).isEqualTo(UserState.INVITED);
            assertThat(user.role()).isEqualTo(Role.USER);
            assertThat(user.products()).containsExactly(PRODUCT);
            assertThat(user.displayName()).isEqualTo("ada@example.com");
            assertThat(user.accessUntil()).isEqualTo(LATER);
            assertThat(user.isActive(BEGINNING)).isFalse();
        });
    }

    @Test
    void findAnAddressInItsOrganizationOnly() {
        tell(invited(ADA, ORG, ADDRESS), invited(BOB, RIVAL, ADDRESS));

        assertThat(known.user(ORG, EmailAddress.parse("email", " ADA@Example.COM")))
                .hasValueSatisfying(user -> assertThat(user.userId()).isEqualTo(ADA));
        assertThat(known.user(RIVAL, ADDRESS))
                .hasValueSatisfying(user -> assertThat(user.userId()).isEqualTo(BOB));
        assertThat(known.user(OrganizationId.OPERATOR, ADDRESS)).isEmpty();
    }

    @Test
    void followWhatAUserIsAndMay() {
        tell(registered());
        tell(
                new RoleChanged(ADA, ORG, Role.ADMIN),
                new ServiceRolesChanged(ADA, ORG, new ServiceRoles(true, CrmRole.MANAGER, PingoraRole.HR)),
                new ProductAssigned(ADA, ORG, new ProductId("ava-flow")),
                new ProductWithdrawn(ADA, ORG, PRODUCT),
                new SecondFactorEnrolled(ADA, ORG));

        var user = ada();
        assertThat(user.state()).isEqualTo(UserState.ACTIVE);
        assertThat(user.displayName()).isEqualTo("Ada Byron");
        assertThat(user.role()).isEqualTo(Role.ADMIN);
        assertThat(user.serviceRoles()).isEqualTo(new ServiceRoles(true, CrmRole.MANAGER, PingoraRole.HR));
        assertThat(user.products()).containsExactly(new ProductId("ava-flow"));
        assertThat(user.secondFactor()).isTrue();

        tell(
                new SecondFactorRemoved(ADA, ORG),
                new UserProfileChanged(ADA, ORG, UserProfile.EMPTY),
                new UserDeactivated(ADA, ORG));
        assertThat(ada().secondFactor()).isFalse();
        assertThat(ada().displayName()).isEqualTo("ada@example.com");
        assertThat(ada().state()).isEqualTo(UserState.DEACTIVATED);

        tell(new UserActivated(ADA, ORG));
        assertThat(ada().state()).isEqualTo(UserState.ACTIVE);
    }

    @Test
    void findAUserByTheNewAddressOnceItIsConfirmed() {
        tell(invited(ADA, ORG, ADDRESS));
        tell(new EmailChangeRequested(ADA, ORG, OTHER, "change", LATER));
        assertThat(known.user(ORG, OTHER)).isEmpty();

        tell(new EmailChanged(ADA, ORG, OTHER, ADDRESS));
        assertThat(known.user(ORG, ADDRESS)).isEmpty();
        assertThat(known.user(ORG, OTHER))
                .hasValueSatisfying(user -> assertThat(user.displayName()).isEqualTo("byron@example.com"));
    }

    static Stream<UserEvent> endings() {
        return Stream.of(
                new InvitationWithdrawn(ADA, ORG),
                new InvitationExpired(ADA, ORG),
                new UserErased(ADA, ORG, UserState.INVITED));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void findAnAddressNoMoreThatIsFreeForAnother(UserEvent ending) {
        tell(invited(ADA, ORG, ADDRESS), ending);
        assertThat(known.user(ORG, ADDRESS)).isEmpty();

        tell(invited(BOB, ORG, ADDRESS));
        tellEverythingAgain();
        assertThat(known.user(ORG, ADDRESS))
                .hasValueSatisfying(user -> assertThat(user.userId()).isEqualTo(BOB));
    }

    @Test
    void tellWhoIsLeftInAnOrganization() {
        tell(invited(ADA, ORG, ADDRESS), invited(BOB, ORG, OTHER), new UserErased(BOB, ORG, UserState.INVITED));

        assertThat(known.users(ORG)).extracting(SignInUser::userId).containsExactly(ADA);
        assertThat(known.users(RIVAL)).isEmpty();
    }

    @Test
    void keepNothingOfAnErasedPersonButThatThereWasAnAccount() {
        tell(registered());
        tell(new UserErased(ADA, ORG, UserState.ACTIVE));

        assertThat(ada().state()).isEqualTo(UserState.ERASED);
        assertThat(ada().email()).isEqualTo(EmailAddress.ERASED);
        assertThat(ada().displayName()).isEmpty();
        assertThat(known.user(ORG, EmailAddress.ERASED)).isEmpty();
        assertThat(known.snapshot(1, "id").toString())
                .doesNotContainIgnoringCase("ada")
                .doesNotContain("Byron");
    }

    @Test
    void knowUntilWhenAUserIsLocked() {
        tell(registered());
        tell(new SignInRefused(ADA, ORG, 5, LATER));
        assertThat(ada().lockedUntil()).isEqualTo(LATER);

        tell(new UserLocked(ADA, ORG), new SignInRefused(ADA, ORG, 101, LATER));
        assertThat(ada().lockedUntil()).isEqualTo(Instant.MAX);

        tell(new UserUnlocked(ADA, ORG));
        assertThat(ada().lockedUntil()).isNull();

        tell(new UserLocked(ADA, ORG), new PasswordReset(ADA, ORG));
        assertThat(ada().lockedUntil()).isNull();
    }

    @Test
    void knowWhetherThereIsASystemAdmin() {
        assertThat(known.hasSystemAdmin()).isFalse();
        tell(registered());
        assertThat(known.hasSystemAdmin()).isFalse();

        tell(new SystemAdminRegistered(BOB, OrganizationId.OPERATOR, OTHER, "Bob"));
        assertThat(known.hasSystemAdmin()).isTrue();
        assertThat(known.user(OrganizationId.OPERATOR, OTHER)).contains(SignInUser.systemAdmin(BOB, OTHER, "Bob"));

        tell(new UserErased(BOB, OrganizationId.OPERATOR, UserState.ACTIVE));
        assertThat(known.hasSystemAdmin()).isFalse();
    }

    @Test
    void findAnOrganizationByItsIdentifierAndItsSlug() {
        tell(organization(ORG, LICENSE, "acme"));

        assertThat(known.organization(ORG))
                .isEqualTo(known.organizationBySlug("acme"))
                .hasValueSatisfying(organization -> {
                    assertThat(organization.slug()).isEqualTo(new Slug("acme"));
                    assertThat(organization.name()).isEqualTo("acme");
                    assertThat(organization.adminEmail()).isEqualTo("admin@acme.example");
                    assertThat(organization.state()).isEqualTo(OrganizationState.ACTIVE);
                    assertThat(organization.licenseStatus()).isNull();
                    assertThat(organization.isOpen()).isFalse();
                });

        tell(new ProfileChanged(ORG, OrganizationStories.bareProfile("Acme Ltd.", "boss@acme.example")));
        assertThat(known.organization(ORG)).hasValueSatisfying(organization -> {
            assertThat(organization.name()).isEqualTo("Acme Ltd.");
            assertThat(organization.adminEmail()).isEqualTo("boss@acme.example");
        });
    }

    @Test
    void leaveTheSlugOfADeletedOrganizationToTheNext() {
        tell(organization(ORG, LICENSE, "acme"), new DeletionRequested(ORG, LATER));
        assertThat(known.organizationBySlug("acme")).isPresent();

        tell(new OrganizationDeleted(ORG, new Slug("acme"), LICENSE));
        assertThat(known.organizationBySlug("acme")).isEmpty();

        tell(organization(RIVAL, LicenseId.random(), "acme"));
        tellEverythingAgain();
        assertThat(known.organizationBySlug("acme"))
                .hasValueSatisfying(organization ->
                        assertThat(organization.organizationId()).isEqualTo(RIVAL));
    }

    @Test
    void knowTheStatusOfTheLicenseAndSinceWhen() {
        tell(organization(ORG, LICENSE, "acme"), new LicenseIssued(LICENSE, ORG, TERMS));
        var issuedAt = told.getLast().getTimestamp();
        assertLicense(LicenseStatus.ACTIVE, issuedAt);

        tell(new SeatAssigned(LICENSE, ORG, ADA, 1), new GraceStarted(LICENSE, ORG, LocalDate.EPOCH));
        assertLicense(LicenseStatus.ACTIVE, issuedAt);
        assertThat(known.organization(ORG).orElseThrow().isOpen()).isTrue();

        tell(new LicensePaused(LICENSE, ORG));
        var pausedAt = told.getLast().getTimestamp();
        tell(new LicenseRenewed(LICENSE, ORG, LocalDate.EPOCH, LicenseStatus.PAUSED));
        assertLicense(LicenseStatus.PAUSED, pausedAt);

        tell(new LicenseExpired(LICENSE, ORG));
        assertLicense(LicenseStatus.EXPIRED, told.getLast().getTimestamp());
        tell(new LicenseRenewed(LICENSE, ORG, LocalDate.EPOCH, LicenseStatus.ACTIVE));
        assertLicense(LicenseStatus.ACTIVE, told.getLast().getTimestamp());
    }

    @Test
    void goByTheNewestLicense() {
        var newer = LicenseId.random();
        tell(organization(ORG, LICENSE, "acme"), new LicenseIssued(LICENSE, ORG, TERMS));
        tell(new LicenseRevoked(LICENSE, ORG), new LicenseIssued(newer, ORG, TERMS), new LicensePaused(LICENSE, ORG));

        assertThat(known.organization(ORG).orElseThrow().licenseStatus()).isEqualTo(LicenseStatus.ACTIVE);
    }

    @Test
    void keepOpenSessionsNewestFirstUntilTheyEnd() {
        tell(registered());
        tell(signedIn(ADA, MORNING), signedIn(ADA, EVENING));
        assertThat(known.sessions(ADA)).extracting(SessionView::sessionId).containsExactly(EVENING, MORNING);

        tell(new SessionEnded(ADA, ORG, EVENING, SessionEnd.SIGNED_OUT));
        assertThat(known.session(EVENING)).isEmpty();
        assertThat(known.sessions(ADA)).extracting(SessionView::sessionId).containsExactly(MORNING);
        assertThat(known.session(MORNING)).hasValueSatisfying(session -> {
            assertThat(session.organizationId()).isEqualTo(ORG);
            assertThat(session.expiresAt()).isEqualTo(LATER);
            assertThat(session.sourceAddress()).isEqualTo("192.0.2.1");
        });
    }

    static Stream<UserEvent> shuttingUser() {
        return Stream.of(
                new UserDeactivated(ADA, ORG), new PasswordReset(ADA, ORG), new UserErased(ADA, ORG, UserState.ACTIVE));
    }

    @ParameterizedTest
    @MethodSource("shuttingUser")
    void endEverySessionOfAUserAndOfNobodyElse(UserEvent shutting) {
        tell(registered());
        tell(invited(BOB, ORG, OTHER), new UserRegistered(BOB, ORG, UserProfile.EMPTY), signedIn(BOB, EVENING));
        tell(signedIn(ADA, MORNING), shutting);
        assertThat(known.session(MORNING)).isEmpty();
        assertThat(known.sessions(ADA)).isEmpty();
        assertThat(known.session(EVENING)).isPresent();

        tell(new UserActivated(ADA, ORG));
        tellEverythingAgain();
        assertThat(known.session(MORNING)).isEmpty();
    }

    @Test
    void endEverySessionButTheOneInWhichThePasswordWasChanged() {
        tell(registered());
        tell(signedIn(ADA, MORNING), signedIn(ADA, EVENING), new PasswordChanged(ADA, ORG, MORNING));

        assertThat(known.sessions(ADA)).extracting(SessionView::sessionId).containsExactly(MORNING);
        assertThat(known.session(EVENING)).isEmpty();
    }

    @Test
    void leaveSessionsOpenWhereSomebodyElseGuessesPasswords() {
        tell(registered());
        tell(signedIn(ADA, MORNING), new SignInRefused(ADA, ORG, 99, LATER), new UserLocked(ADA, ORG));

        assertThat(known.session(MORNING)).isPresent();
    }

    /** What shuts an organization, and what opens it again. */
    static Stream<List<Object>> shuttingOrganization() {
        return Stream.of(
                List.of(new LicenseSuspended(LICENSE, ORG), new LicenseReinstated(LICENSE, ORG)),
                List.of(new LicensePaused(LICENSE, ORG), new LicenseResumed(LICENSE, ORG)),
                List.of(
                        new LicenseExpired(LICENSE, ORG),
                        new LicenseRenewed(LICENSE, ORG, LocalDate.EPOCH, LicenseStatus.ACTIVE)),
                List.of(new LicenseRevoked(LICENSE, ORG), new LicenseIssued(LicenseId.random(), ORG, TERMS)),
                List.of(new DeletionRequested(ORG, LATER), new OrganizationRestored(ORG)));
    }

    @ParameterizedTest
    @MethodSource("shuttingOrganization")
    void endEverySessionOfAnOrganizationForGood(List<Object> shutAndOpened) {
        tell(registered());
        tell(signedIn(ADA, MORNING));
        var rivalLicense = LicenseId.random();
        tell(organization(RIVAL, rivalLicense, "rival"), new LicenseIssued(rivalLicense, RIVAL, TERMS));
        tell(invited(BOB, RIVAL, OTHER), new UserRegistered(BOB, RIVAL, UserProfile.EMPTY));
        tell(new UserSignedIn(BOB, RIVAL, EVENING, LATER));

        tell(shutAndOpened.getFirst());
        assertThat(known.session(MORNING)).isEmpty();
        assertThat(known.session(EVENING)).as("another organization's").isPresent();
        var tooLate = SessionId.random();
        tell(signedIn(ADA, tooLate));
        assertThat(known.session(tooLate)).as("opened while it was shut").isEmpty();

        tell(shutAndOpened.getLast());
        tellEverythingAgain();
        assertThat(known.organization(ORG).orElseThrow().isOpen()).isTrue();
        assertThat(known.sessions(ADA)).isEmpty();
        var anew = SessionId.random();
        tell(signedIn(ADA, anew));
        assertThat(known.sessions(ADA)).extracting(SessionView::sessionId).containsExactly(anew);
    }

    @Test
    void endTheSessionsOfADeletedOrganization() {
        tell(registered());
        tell(signedIn(ADA, MORNING), new OrganizationDeleted(ORG, new Slug("acme"), LICENSE));

        assertThat(known.session(MORNING)).isEmpty();
    }

    @Test
    void doNotOpenASessionOfAUserWhoWasDeactivatedMeanwhile() {
        tell(registered());
        tell(new UserDeactivated(ADA, ORG), signedIn(ADA, MORNING));

        assertThat(known.session(MORNING)).isEmpty();
    }

    @Test
    void knowTheTokensOfAnApiClientUntilItIsRevoked() {
        var client = ClientId.random();
        var first = TokenId.random();
        var second = TokenId.random();
        tell(
                new ClientCreated(client, ORG, "Portal", ClientKind.SERVICE, Set.of(ClientScope.READ_USERS), null),
                new TokenIssued(client, ORG, first),
                new TokenLimited(client, ORG, first, LATER),
                new TokenIssued(client, ORG, second));
        tell(new ClientScopesChanged(client, ORG, Set.of(ClientScope.MANAGE_USERS)));

        var active = known.client(client).orElseThrow();
        assertThat(known.clients(ORG)).containsExactly(active);
        assertThat(known.clients(OrganizationId.random())).isEmpty();
        assertThat(active.scopes()).containsExactly(ClientScope.MANAGE_USERS);
        assertThat(active.tokens()).extracting(ClientView.Token::tokenId).containsExactly(second, first);
        assertThat(active.tokens()).extracting(ClientView.Token::validUntil).containsExactly(null, LATER);
        assertThat(active.isActive(LATER)).isTrue();

        var anew = new KnownIdentities();
        anew.restore(known.snapshot(1, "id"));
        assertThat(anew.client(client)).contains(active);

        tell(new TokenRevoked(client, ORG, first), new TokenRevoked(client, ORG, second));
        tell(new ClientRevoked(client, ORG));
        tellEverythingAgain();
        var revoked = known.client(client).orElseThrow();
        assertThat(revoked.tokens()).isEmpty();
        assertThat(revoked.isActive(LATER)).isFalse();
        assertThat(revoked.version()).isEqualTo(7);
    }

    @Test
    void knowAWebhookEndpointUntilItIsRemoved() {
        var webhook = WebhookId.random();
        var others = WebhookId.random();
        var first = WebhookSecretId.random();
        var second = WebhookSecretId.random();
        var third = WebhookSecretId.random();
        var client = ClientId.random();
        tell(
                new WebhookRegistered(webhook, ORG, "https://a.example/", "", List.of(), null, null, 17, first),
                new WebhookRegistered(others, RIVAL, "https://b.example/", "", List.of(), null, null, 0, first));
        tell(new WebhookChanged(webhook, ORG, "https://c.example/", "C", List.of("user.*"), ADA.value(), client));
        tell(
                new WebhookSecretRotated(webhook, ORG, second, null),
                new WebhookSecretRotated(webhook, ORG, third, LATER));
        tell(new WebhookRecoveryRequested(webhook, ORG, 3), new WebhookResendRequested(webhook, ORG, "an-event"));
        tell(new WebhookDisabled(webhook, ORG, true));

        var disabled = known.webhook(webhook).orElseThrow();
        assertThat(disabled.state()).isEqualTo(WebhookState.DISABLED);
        assertThat(disabled.disabledByItself()).isTrue();
        assertThat(disabled.since()).isEqualTo(17);
        assertThat(disabled.url()).isEqualTo("https://c.example/");
        assertThat(disabled.description()).isEqualTo("C");
        assertThat(disabled.types()).containsExactly("user.*");
        assertThat(disabled.aggregateId()).isEqualTo(ADA.value());
        assertThat(disabled.personalDataBy()).isEqualTo(client);
        assertThat(disabled.secrets()).extracting(WebhookView.Secret::secretId).containsExactly(third, second);
        assertThat(disabled.secrets())
                .extracting(WebhookView.Secret::validUntil)
                .containsExactly(null, LATER);
        assertThat(known.webhooks(ORG)).containsExactly(disabled);
        assertThat(known.webhooks()).extracting(WebhookView::webhookId).containsExactly(webhook, others);

        tell(new WebhookEnabled(webhook, ORG));
        assertThat(known.webhook(webhook).orElseThrow().state()).isEqualTo(WebhookState.ACTIVE);
        assertThat(known.webhook(webhook).orElseThrow().disabledByItself()).isFalse();
        var anew = new KnownIdentities();
        anew.restore(known.snapshot(1, "id"));
        assertThat(anew.webhooks()).isEqualTo(known.webhooks());

        tell(new WebhookRemoved(webhook, ORG));
        tellEverythingAgain();
        assertThat(known.webhook(webhook)).isEmpty();
        assertThat(known.webhooks(ORG)).isEmpty();
        assertThat(known.webhooks()).extracting(WebhookView::webhookId).containsExactly(others);
    }

    @Test
    void findAWorkspaceUserThatAProgramMade() {
        tell(new WorkspaceUserEnsured(ADA, ORG, LicenseId.random(), ADDRESS, UserProfile.EMPTY, null));

        assertThat(known.user(ORG, ADDRESS)).hasValueSatisfying(user -> {
            assertThat(user.state()).isEqualTo(UserState.ACTIVE);
            assertThat(user.role()).isEqualTo(Role.WORKSPACE_USER);
        });
    }

    @Test
    void areTheSameFromASnapshotAsFromTheEvents() {
        tell(registered());
        tell(signedIn(ADA, MORNING), signedIn(ADA, EVENING), invited(BOB, ORG, OTHER));
        tell(new SystemAdminRegistered(UserId.random(), OrganizationId.OPERATOR, OTHER, "Grace"));
        var anew = new KnownIdentities();

        anew.restore(known.snapshot(1, "id"));

        assertThat(anew.sessions(ADA)).isEqualTo(known.sessions(ADA)).hasSize(2);
        assertThat(anew.user(ORG, ADDRESS)).isEqualTo(known.user(ORG, ADDRESS)).isPresent();
        assertThat(anew.organizationBySlug("acme"))
                .isEqualTo(known.organizationBySlug("acme"))
                .isPresent();
        assertThat(anew.hasSystemAdmin()).isTrue();
        told.forEach(anew::apply);
        assertThat(anew.sessions(ADA)).isEqualTo(known.sessions(ADA));
    }

    @Test
    void takeLessThanAKilobyteForEachUserWithASession() {
        // What else lives in this JVM grows and shrinks while one is measured: the middle of several is not moved by
        // it.
        var bytes = LongStream.range(0, 5).map(_ -> bytesPerUser()).sorted().toArray()[2];

        assertThat(bytes).isBetween(200L, 1_024L);
    }

    /** Bytes of heap for each of 20,000 users with a session, in 1,000 organizations. */
    private long bytesPerUser() {
        var organizations = 1_000;
        var each = 20;
        var before = usedMemory();
        var those = new KnownIdentities();
        for (int i = 0; i < organizations; i++) {
            var organization = OrganizationId.random();
            var license = LicenseId.random();
            those.apply(message(organization(organization, license, "acme-" + i), organization.value()));
            those.apply(message(new LicenseIssued(license, organization, TERMS), license.value()));
            for (int j = 0; j < each; j++) {
                var user = UserId.random();
                var address = new EmailAddress("user-%d@acme-%d.example.com".formatted(j, i));
                // As they come from the store: nothing is shared with another event.
                var ofUser = new OrganizationId(new String(organization.value().toCharArray()));
                var profile = new UserProfile("First name " + j, "Last name " + i, "Department", "Position", null);
                those.apply(message(invited(user, ofUser, address), user.value()));
                those.apply(message(new UserRegistered(user, ofUser, profile), user.value()));
                those.apply(message(new UserSignedIn(user, ofUser, SessionId.random(), LATER), user.value()));
            }
        }
        numbers.clear();

        var bytes = (usedMemory() - before) / (organizations * each);

        assertThat(those.snapshot(1, "id").sessions()).hasSize(organizations * each);
        return bytes;
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private SignInUser ada() {
        return known.user(ADA).orElseThrow();
    }

    private void assertLicense(LicenseStatus status, Instant since) {
        assertThat(known.organization(ORG)).hasValueSatisfying(organization -> {
            assertThat(organization.licenseStatus()).isEqualTo(status);
            assertThat(organization.licenseStatusSince()).isEqualTo(since);
        });
    }

    /** Ada works in an organization with an active license. */
    private static Object[] registered() {
        return new Object[] {
            organization(ORG, LICENSE, "acme"),
            new LicenseIssued(LICENSE, ORG, TERMS),
            invited(ADA, ORG, ADDRESS),
            new UserRegistered(ADA, ORG, new UserProfile("Ada", "Byron", null, null, null))
        };
    }

    private static OrganizationEvent organization(OrganizationId organization, LicenseId license, String slug) {
        return new OrganizationRegistered(
                organization,
                new Slug(slug),
                OrganizationStories.bareProfile(slug, "admin@" + slug + ".example"),
                Set.of(),
                OrganizationSettings.DEFAULT,
                license,
                TERMS);
    }

    private static UserEvent invited(UserId user, OrganizationId organization, EmailAddress email) {
        return new UserInvited(
                user,
                organization,
                LICENSE,
                email,
                UserProfile.EMPTY,
                Role.USER,
                Set.of(PRODUCT),
                LATER,
                "invitation",
                LATER);
    }

    private static UserEvent signedIn(UserId user, SessionId session) {
        return new UserSignedIn(user, ORG, session, LATER);
    }

    private void tell(Object... events) {
        for (var event : events) {
            var message = message(event, aggregateOf(event));
            told.add(message);
            known.apply(message);
            known.apply(message);
        }
    }

    /** Each on its own, so that a later one cannot mend what an earlier one spoils. */
    private void tellEverythingAgain() {
        var before = known.snapshot(1, "id");
        for (var message : told) {
            known.apply(message);
            var after = known.snapshot(1, "id");
            assertThat(Set.copyOf(after.organizations())).isEqualTo(Set.copyOf(before.organizations()));
            assertThat(Set.copyOf(after.users())).isEqualTo(Set.copyOf(before.users()));
            assertThat(Set.copyOf(after.sessions())).isEqualTo(Set.copyOf(before.sessions()));
            assertThat(Set.copyOf(after.clients())).isEqualTo(Set.copyOf(before.clients()));
            assertThat(after.webhooks()).isEqualTo(before.webhooks());
        }
    }

    private static String aggregateOf(Object event) {
        return switch (event) {
            case UserEvent e -> e.userId().value();
            case LicenseEvent e -> e.licenseId().value();
            case OrganizationEvent e -> e.organizationId().value();
            case ClientEvent e -> e.clientId().value();
            case WebhookEvent e -> e.webhookId().value();
            default -> throw new AssertionError(event);
        };
    }

    private DomainEventMessage<?> message(Object event, String aggregateId) {
        var number = numbers.merge(aggregateId, 0L, (last, _) -> last + 1);
        return new GenericDomainEventMessage<>(
                "thing",
                aggregateId,
                number,
                event,
                Map.of(MetadataKey.SOURCE_ADDRESS, "192.0.2.1"),
                UUID.randomUUID().toString(),
                BEGINNING.plus(Duration.ofMinutes(told.size())));
    }
}
