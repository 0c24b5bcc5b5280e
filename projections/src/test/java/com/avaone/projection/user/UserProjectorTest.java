package com.avaone.projection.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.PasskeyRemoved;
import com.avaone.api.user.UserEvent.ProductWithdrawn;
import com.avaone.api.user.UserEvent.RoleChanged;
import com.avaone.api.user.UserEvent.ServiceRolesChanged;
import com.avaone.api.user.UserEvent.SignInRefused;
import com.avaone.api.user.UserEvent.UserActivated;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserLocked;
import com.avaone.api.user.UserEvent.UserProfileChanged;
import com.avaone.api.user.UserEvent.UserSignedIn;
import com.avaone.api.user.UserEvent.UserUnlocked;
import com.avaone.api.user.UserEvent.WorkspaceUserEnsured;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.api.user.UserView.Passkey;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserProjectorTest {

    private static final OrganizationId ORG = OrganizationId.random();

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final Delivery delivery = UserDelivery.to(readModels.documents());
    private final UserStories stories = new UserStories(1);

    @AfterEach
    void close() {
        readModels.close();
    }

    @Test
    void showsAnInvitedPersonWithTheInvitation() {
        var user = stories.invited(ORG, "ada@example.com", UserStories.profile("Ada", "Byron"), Role.AUDITOR);

        deliver();

        var event = (UserInvited) stories.events().getFirst().getPayload();
        var at = stories.events().getFirst().getTimestamp();
        assertThat(view(user))
                .isEqualTo(new UserView(
                        user,
                        ORG,
                        new EmailAddress("ada@example.com"),
                        UserStories.profile("Ada", "Byron"),
                        UserState.INVITED,
                        Role.AUDITOR,
                        ServiceRoles.NONE,
                        event.products(),
                        null,
                        false,
                        List.of(),
                        null,
                        event.accessUntil(),
                        event.expiresAt(),
                        null,
                        at,
                        at,
                        0));
    }

    @Test
    void showsASystemAdminInTheOperatorsDatabase() {
        var admin = stories.systemAdmin("grace@example.com");

        deliver();

        var view = UserDocument.view(document(OrganizationId.OPERATOR, admin));
        assertThat(view.state()).isEqualTo(UserState.ACTIVE);
        assertThat(view.role()).isEqualTo(Role.SYSTEM_ADMIN);
        assertThat(view.profile().displayName("")).isEqualTo("Grace");
    }

    @Test
    void showsAUserAsEachEventLeavesIt() {
        var user = stories.everything(ORG);

        deliverUntil(ProductWithdrawn.class);
        var changed = view(user);
        assertThat(changed.email()).isEqualTo(new EmailAddress("lovelace@example.com"));
        assertThat(changed.profile()).isEqualTo(UserStories.profile("Ada", "Lovelace"));
        assertThat(changed.state()).isEqualTo(UserState.ACTIVE);
        assertThat(changed.role()).isEqualTo(Role.USER);
        assertThat(changed.serviceRoles()).isEqualTo(new ServiceRoles(false, CrmRole.READ_ONLY, null));
        assertThat(changed.products())
                .containsExactlyInAnyOrder(UserStories.PRODUCTS.get(1), UserStories.PRODUCTS.get(2));
        assertThat(changed.invitationExpiresAt()).isNull();
        assertThat(changed.lastSignInAt()).isEqualTo(timeOf(UserSignedIn.class));
        assertThat(changed.createdAt()).isEqualTo(stories.events().getFirst().getTimestamp());
        assertThat(changed.updatedAt()).isEqualTo(timeOf(ProductWithdrawn.class));

        deliverUntil(UserEvent.SecondFactorEnrolled.class);
        assertThat(view(user).secondFactor()).isTrue();

        deliverUntil(PasskeyRemoved.class);
        assertThat(view(user).secondFactor()).isFalse();
        assertThat(view(user).passkeys())
                .extracting(Passkey::passkeyId, Passkey::name)
                .containsExactly(tuple("z-key_1", "Blue key"), tuple("a-key_2", "Red key"));
        assertThat(view(user).passkeys())
                .extracting(passkey -> passkey.lastUsedAt() != null)
                .containsExactly(false, true);

        deliverUntil(UserDeactivated.class);
        assertThat(view(user).state()).isEqualTo(UserState.DEACTIVATED);

        deliverUntil(UserActivated.class);
        assertThat(view(user).state()).isEqualTo(UserState.ACTIVE);
        assertThat(view(user).version()).isEqualTo(stories.events().size() - 2);
    }

    @Test
    void showsUntilWhenAnAccountIsLocked() {
        var user = stories.registered(ORG, "ada@example.com", UserProfile.EMPTY, Role.USER);
        var until = Instant.parse("2026-07-01T08:00:00Z");
        stories.add(new SignInRefused(user, ORG, 5, until));
        deliver();
        assertThat(view(user).lockedUntil()).isEqualTo(until);

        stories.add(new UserLocked(user, ORG));
        stories.add(new SignInRefused(user, ORG, 101, until));
        deliver();
        assertThat(view(user).lockedUntil()).isEqualTo(Instant.MAX);

        stories.add(new UserUnlocked(user, ORG));
        deliver();
        assertThat(view(user).lockedUntil()).isNull();
    }

    @Test
    void keepsAnInvitationThatCameToNothing() {
        var withdrawn = stories.invited(ORG, "ada@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        stories.add(new InvitationWithdrawn(withdrawn, ORG));
        var expired = stories.invited(ORG, "ada@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        stories.add(new InvitationExpired(expired, ORG));

        deliver();

        assertThat(List.of(view(withdrawn), view(expired)))
                .extracting(UserView::state)
                .containsOnly(UserState.WITHDRAWN);
        assertThat(view(expired).invitationExpiresAt()).isNull();
        assertThat(list(Database.MAIN, "workspace_users")).isEmpty();
    }

    @Test
    void listsInAServiceWhoeverHasAPlaceThereForAsLongAsThatIsSo() {
        var user = stories.registered(ORG, "ada@example.com", UserStories.profile("Ada", "Byron"), Role.USER);
        deliver();
        assertThat(UserContents.of(readModels)).hasSize(1);

        stories.add(new ServiceRolesChanged(user, ORG, new ServiceRoles(true, CrmRole.CREATE_ONLY, PingoraRole.HR)));
        deliver();
        var createdAt = Date.from(stories.events().getFirst().getTimestamp());
        var updatedAt = Date.from(stories.now());
        var entry = new Document("_id", user.value())
                .append("accountId", "acc-4711")
                .append("createdAt", createdAt)
                .append("displayName", "Ada Byron")
                .append("email", "ada@example.com")
                .append("enabled", true)
                .append("firstName", "Ada")
                .append("lastName", "Byron")
                .append("organizationId", ORG.value())
                .append("role", "CREATE_ONLY")
                .append("sequences", new Document("user", 2L))
                .append("updatedAt", updatedAt);
        assertThat(list(Database.CRM, "crm_users")).containsExactly(entry);
        assertThat(list(Database.PINGORA, "pingora_users")).containsExactly(new Document(entry).append("role", "HR"));
        assertThat(list(Database.BILLING, "billing_users")).containsExactly(new Document(entry).append("role", "USER"));

        stories.add(new UserProfileChanged(user, ORG, UserProfile.EMPTY));
        stories.add(new EmailChanged(
                user, ORG, new EmailAddress("byron@example.com"), new EmailAddress("ada@example.com")));
        stories.add(new UserDeactivated(user, ORG));
        deliver();
        assertThat(list(Database.CRM, "crm_users"))
                .singleElement()
                .satisfies(changed -> assertThat(changed)
                        .containsEntry("displayName", "byron@example.com")
                        .containsEntry("enabled", false)
                        .doesNotContainKeys("firstName", "lastName", "accountId"));

        stories.add(new ServiceRolesChanged(user, ORG, new ServiceRoles(false, null, PingoraRole.ADMIN)));
        deliver();
        assertThat(list(Database.CRM, "crm_users")).isEmpty();
        assertThat(list(Database.BILLING, "billing_users")).isEmpty();
        assertThat(list(Database.PINGORA, "pingora_users"))
                .extracting(pingora -> pingora.get("role"))
                .containsExactly("ADMIN");
    }

    @Test
    void listsUsersUnderThePresentNameOfTheirOrganization() {
        stories.registered(ORG, "Acme");
        var early = stories.registered(ORG, "ada@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        var everywhere = new ServiceRoles(true, CrmRole.MANAGER, PingoraRole.HR);
        stories.add(new ServiceRolesChanged(early, ORG, everywhere));
        var other = OrganizationId.random();
        stories.registered(other, "Other");
        var stranger = stories.registered(other, "eve@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        stories.add(new ServiceRolesChanged(stranger, other, everywhere));
        deliver();
        assertThat(organizationNames()).containsOnly("Acme", "Other").hasSize(8);

        stories.renamed(ORG, "Turtle");
        var late = stories.registered(ORG, "bob@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        stories.add(new ServiceRolesChanged(late, ORG, everywhere));
        deliver();

        assertThat(organizationNames()).hasSize(12).containsOnly("Turtle", "Other");
        assertThat(UserContents.of(readModels)).isEqualTo(builtAnew(stories.events()));
    }

    private List<@Nullable String> organizationNames() {
        return Stream.of(
                        list(Database.MAIN, "workspace_users"),
                        list(Database.BILLING, "billing_users"),
                        list(Database.CRM, "crm_users"),
                        list(Database.PINGORA, "pingora_users"))
                .flatMap(List::stream)
                .<@Nullable String>map(entry -> entry.getString("organizationName"))
                .toList();
    }

    @Test
    void listsAPersonWhoWorksInSeveralOrganizationsAndServicesOncePerAccount() {
        var other = OrganizationId.random();
        stories.registered(ORG, "Acme");
        stories.registered(other, "Other");
        var first = stories.registered(ORG, "ada@example.com", UserProfile.EMPTY, Role.USER);
        var second = stories.registered(other, "ada@example.com", UserProfile.EMPTY, Role.USER);
        stories.add(new ServiceRolesChanged(first, ORG, new ServiceRoles(true, CrmRole.MANAGER, null)));
        stories.add(new ServiceRolesChanged(second, other, new ServiceRoles(true, CrmRole.READ_ONLY, PingoraRole.HR)));
        deliver();

        assertThat(list(Database.CRM, "crm_users"))
                .extracting(
                        entry -> entry.get("_id"), entry -> entry.get("organizationName"), entry -> entry.get("role"))
                .containsExactlyInAnyOrder(
                        tuple(first.value(), "Acme", "MANAGER"), tuple(second.value(), "Other", "READ_ONLY"));
        assertThat(list(Database.BILLING, "billing_users")).hasSize(2);
        assertThat(list(Database.PINGORA, "pingora_users")).hasSize(1);

        stories.add(new ServiceRolesChanged(second, other, ServiceRoles.NONE));
        stories.add(new UserErased(first, ORG, UserState.ACTIVE));
        deliver();

        assertThat(list(Database.CRM, "crm_users")).isEmpty();
        assertThat(list(Database.BILLING, "billing_users")).isEmpty();
        assertThat(find(other, second)).isNotNull();
    }

    @Test
    void showsAndListsAWorkspaceUserThatAProgramMade() {
        var user = UserId.random();
        stories.add(new WorkspaceUserEnsured(
                user,
                ORG,
                LicenseId.random(),
                new EmailAddress("ada@example.com"),
                UserStories.profile("Ada", "Byron"),
                new PlanId("starter")));

        deliver();

        assertThat(view(user)).satisfies(view -> {
            assertThat(view.state()).isEqualTo(UserState.ACTIVE);
            assertThat(view.role()).isEqualTo(Role.WORKSPACE_USER);
            assertThat(view.plan()).isEqualTo(new PlanId("starter"));
        });
        assertThat(list(Database.MAIN, "workspace_users"))
                .singleElement()
                .satisfies(entry -> assertThat(WorkspaceUserDocument.view(entry))
                        .satisfies(listed -> {
                            assertThat(listed.userId()).isEqualTo(user);
                            assertThat(listed.plan()).isEqualTo(new PlanId("starter"));
                            assertThat(listed.state()).isEqualTo(UserState.ACTIVE);
                            assertThat(listed.displayName()).isEqualTo("Ada Byron");
                        }));
    }

    @Test
    void listsWorkspaceUsersWhileThatIsTheirRole() {
        var user = stories.invited(ORG, "ada@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        deliver();
        assertThat(list(Database.MAIN, "workspace_users"))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("email", "ada@example.com")
                        .containsEntry("enabled", false)
                        .containsEntry("role", "WORKSPACE_USER"));

        stories.add(new RoleChanged(user, ORG, Role.EMPLOYEE));
        deliver();
        assertThat(list(Database.MAIN, "workspace_users")).isEmpty();
    }

    @Test
    void keepsNothingOfAnErasedPersonButThatThereWasAnAccount() {
        var user = stories.everything(ORG);

        deliver();

        assertThat(UserContents.of(readModels)).containsOnlyKeys("users/" + user.value());
        assertThat(document(ORG, user).keySet())
                .containsExactlyInAnyOrder(
                        "_id",
                        "createdAt",
                        "organizationId",
                        "products",
                        "role",
                        "secondFactor",
                        "sequences",
                        "serviceRoles",
                        "state",
                        "updatedAt");
        assertThat(document(ORG, user).toJson())
                .doesNotContainIgnoringCase("ada")
                .doesNotContainIgnoringCase("lovelace")
                .doesNotContainIgnoringCase("crates");
        var view = view(user);
        assertThat(view.state()).isEqualTo(UserState.ERASED);
        assertThat(view.email()).isEqualTo(EmailAddress.ERASED);
        assertThat(view.profile()).isEqualTo(UserProfile.EMPTY);
    }

    @Test
    void hasNoFieldForASecret() {
        stories.everything(ORG);
        var everyEvent = stories.events();

        for (int i = 0; i < everyEvent.size(); i++) {
            delivery.deliver(everyEvent.subList(i, i + 1), 1);
            assertThat(UserContents.of(readModels).values())
                    .allSatisfy(json -> assertThat(json)
                            .doesNotContainIgnoringCase("password")
                            .doesNotContainIgnoringCase("secret\"")
                            .doesNotContain("invitation-2", "change-1", "reset-1"));
        }
    }

    @Test
    void hasTheSameBytesHoweverOftenAndInHoweverManyBatchesEventsCome() {
        var events = crowds();
        var twice = new ArrayList<DomainEventMessage<?>>();
        events.forEach(event -> {
            twice.add(event);
            twice.add(event);
        });
        delivery.deliver(twice, 17);
        delivery.deliver(events.subList(events.size() / 2, events.size()), 50);

        assertThat(UserContents.of(readModels)).isEqualTo(builtAnew(events)).hasSizeGreaterThan(100);
    }

    @Test
    void hasTheSameBytesInWhateverOrderTheEventsOfDifferentUsersCome() {
        var events = crowds();

        delivery.deliver(shuffled(events), 23);

        assertThat(UserContents.of(readModels)).isEqualTo(builtAnew(events));
    }

    private List<DomainEventMessage<?>> crowds() {
        stories.registered(ORG, "First");
        stories.crowd(ORG, 60, 450);
        stories.renamed(ORG, "Second");
        stories.crowd(ORG, 10, 450);
        stories.renamed(ORG, "Third");
        stories.crowd(OrganizationId.random(), 20, 300);
        stories.everything(ORG);
        stories.systemAdmin("grace@example.com");
        return stories.events();
    }

    private static Map<String, String> builtAnew(List<DomainEventMessage<?>> events) {
        try (var anew = new ReadModelsOnDisposal()) {
            UserDelivery.to(anew.documents()).deliver(events, 500);
            return UserContents.of(anew);
        }
    }

    /** Each user's events stay in their order. */
    private static List<DomainEventMessage<?>> shuffled(List<DomainEventMessage<?>> events) {
        var streams = new HashMap<String, List<DomainEventMessage<?>>>();
        events.forEach(event -> streams.computeIfAbsent(event.getAggregateIdentifier(), _ -> new ArrayList<>())
                .add(event));
        var open = new ArrayList<>(streams.values());
        var random = new Random(3);
        var shuffled = new ArrayList<DomainEventMessage<?>>();
        while (!open.isEmpty()) {
            var stream = open.get(random.nextInt(open.size()));
            shuffled.add(stream.removeFirst());
            if (stream.isEmpty()) {
                open.remove(stream);
            }
        }
        return shuffled;
    }

    @Test
    void leavesNothingOfADeletedOrganizationAndDoesNotBringItBack() {
        var user = stories.registered(ORG, "ada@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        stories.add(new ServiceRolesChanged(user, ORG, new ServiceRoles(true, CrmRole.MANAGER, PingoraRole.USER)));
        stories.add(ORG, new OrganizationDeleted(ORG, new Slug("gone"), LicenseId.random()));
        deliver();
        assertThat(readModels.databases().tenantDatabases()).isEmpty();
        assertThat(UserContents.of(readModels)).isEmpty();

        stories.add(new UserSignedIn(user, ORG, SessionId.random(), stories.now()));
        stories.add(new UserErased(user, ORG, UserState.ACTIVE));
        deliver();
        assertThat(readModels.databases().tenantDatabases()).isEmpty();
        assertThat(UserContents.of(readModels)).isEmpty();
    }

    @Test
    void isOutOfReachOfAnotherOrganizationsEvent() {
        var user = stories.registered(ORG, "ada@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        deliver();
        var before = UserContents.of(readModels);

        stories.add(new RoleChanged(user, OrganizationId.random(), Role.ADMIN));
        deliver();

        assertThat(UserContents.of(readModels)).isEqualTo(before);
    }

    private void deliver() {
        delivery.deliver(stories.events(), 10);
    }

    private void deliverUntil(Class<? extends UserEvent> last) {
        delivery.deliver(stories.events().subList(0, indexOf(last) + 1), 10);
    }

    private Instant timeOf(Class<? extends UserEvent> type) {
        return stories.events().get(indexOf(type)).getTimestamp();
    }

    private int indexOf(Class<? extends UserEvent> type) {
        var payloads =
                stories.events().stream().map(DomainEventMessage::getPayload).toList();
        return payloads.indexOf(
                payloads.stream().filter(type::isInstance).findFirst().orElseThrow());
    }

    private UserView view(UserId user) {
        return UserDocument.view(document(ORG, user));
    }

    private Document document(OrganizationId organization, UserId user) {
        return Objects.requireNonNull(find(organization, user));
    }

    private @Nullable Document find(OrganizationId organization, UserId user) {
        return readModels
                .databases()
                .tenant(organization)
                .getCollection("users")
                .find(new Document("_id", user.value()))
                .first();
    }

    private List<Document> list(Database database, String collection) {
        return readModels
                .databases()
                .shared(database)
                .getCollection(collection)
                .find()
                .into(new ArrayList<>());
    }
}
