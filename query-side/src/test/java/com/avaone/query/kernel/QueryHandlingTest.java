package com.avaone.query.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserRule;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookView;
import com.mongodb.MongoTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathHandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MultiHandlerDefinition;
import org.axonframework.messaging.annotation.MultiHandlerEnhancerDefinition;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryHandlingTest {

    @Needs(Permission.MANAGE_USERS)
    record FindThing() {}

    @Needs(Permission.MANAGE_USERS)
    record FindOther() {}

    @Needs(Permission.MANAGE_USERS)
    record FindLost() {}

    @Needs(Permission.MANAGE_USERS)
    record FindHead() {}

    @Needs(Permission.MANAGE_USERS)
    record FindNothing() {}

    record FindWithoutNeed() {}

    @ReadsFrom({"organization", "license"})
    static class Handlers {

        @QueryHandler
        String handle(FindThing query) {
            return "thing";
        }

        @ReadsFrom("other")
        @QueryHandler
        String handle(FindOther query) {
            return "other";
        }

        @QueryHandler
        String handle(FindLost query) {
            throw new IllegalStateException(new MongoTimeoutException("no server"));
        }

        @QueryHandler
        String handle(FindHead query) {
            throw new IllegalStateException(new EventStoreException("no server"));
        }

        @QueryHandler
        String handle(FindNothing query) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is nothing");
        }

        @QueryHandler
        String handle(FindWithoutNeed query) {
            throw new AssertionError("Nobody may ask this");
        }
    }

    private static final UserId ADMIN_ID = UserId.random();
    private static final Map<String, String> ADMIN =
            Map.of(MetadataKey.ACTOR_KIND, ActorKind.SYSTEM_ADMIN.name(), MetadataKey.ACTOR_ID, ADMIN_ID.value());
    private static final Map<String, String> NOBODY = Map.of(MetadataKey.ACTOR_KIND, ActorKind.ANONYMOUS.name());

    /** One system admin. */
    private static final class Users implements Identities {

        @Override
        public Optional<SignInUser> user(UserId userId) {
            return Optional.of(SignInUser.systemAdmin(ADMIN_ID, new EmailAddress("admin@example.com"), "Admin"))
                    .filter(user -> user.userId().equals(userId));
        }

        @Override
        public Optional<SignInUser> user(OrganizationId organizationId, EmailAddress email) {
            throw new AssertionError("Permission is a matter of who it is, not of an address");
        }

        @Override
        public List<SignInUser> users(OrganizationId organizationId) {
            throw new AssertionError("Permission is a matter of one user");
        }

        @Override
        public Optional<SignInOrganization> organization(OrganizationId organizationId) {
            return Optional.empty();
        }

        @Override
        public Optional<SignInOrganization> organizationBySlug(String slug) {
            return Optional.empty();
        }

        @Override
        public Optional<SessionView> session(SessionId sessionId) {
            return Optional.empty();
        }

        @Override
        public List<SessionView> sessions(UserId userId) {
            return List.of();
        }

        @Override
        public Optional<ClientView> client(ClientId clientId) {
            return Optional.empty();
        }

        @Override
        public List<ClientView> clients(OrganizationId organizationId) {
            return List.of();
        }

        @Override
        public Optional<SignInUser> awaitUser(OrganizationId organizationId, EmailAddress email, Duration timeout) {
            return user(organizationId, email);
        }

        @Override
        public Optional<WebhookView> webhook(WebhookId webhookId) {
            return Optional.empty();
        }

        @Override
        public List<WebhookView> webhooks(OrganizationId organizationId) {
            return List.of();
        }

        @Override
        public List<WebhookView> webhooks() {
            return List.of();
        }

        @Override
        public boolean hasSystemAdmin() {
            return true;
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public boolean await(long position, Duration timeout) {
            return true;
        }
    }

    private final List<String> waits = new ArrayList<>();
    private boolean reached = true;
    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();

    @BeforeEach
    void subscribe() {
        var positions = new QueryHandling.Positions() {
            @Override
            public boolean await(List<String> processors, long position, Duration timeout) {
                waits.add(processors + " " + position + " " + timeout.toMillis());
                return reached;
            }

            @Override
            public long lag(List<String> processors, long position) {
                return 3;
            }
        };
        var authorization = new Authorization(new Users(), Clock.systemUTC());
        HandlerEnhancerDefinition handling = new QueryHandling(() -> authorization, positions, Duration.ofSeconds(2));
        var definition = MultiHandlerDefinition.ordered(
                List.of(ClasspathHandlerDefinition.forClass(Handlers.class)),
                MultiHandlerEnhancerDefinition.ordered(
                        handling, ClasspathHandlerEnhancerDefinition.forClass(Handlers.class)));
        new AnnotationQueryHandlerAdapter<>(
                        new Handlers(), ClasspathParameterResolverFactory.forClass(Handlers.class), definition)
                .subscribe(bus);
    }

    private QueryResponseMessage<String> ask(Object query, Map<String, ?> metadata) {
        return askAs(ADMIN, query, metadata);
    }

    private QueryResponseMessage<String> askAs(Map<String, String> actor, Object query, Map<String, ?> metadata) {
        return bus.query(new GenericQueryMessage<>(query, instanceOf(String.class))
                        .withMetaData(metadata)
                        .andMetaData(actor))
                .join();
    }

    private static Rejection refusal(QueryResponseMessage<?> answer) {
        assertThat(answer.exceptionResult()).isInstanceOf(QueryExecutionException.class);
        return (Rejection) answer.exceptionDetails().orElseThrow();
    }

    @Test
    void waitsForTheProcessorsThatItsClassReadsFrom() {
        assertThat(ask(new FindThing(), Map.of(MetadataKey.MIN_POSITION, "42")).getPayload())
                .isEqualTo("thing");
        assertThat(waits).containsExactly("[organization, license] 42 2000");
    }

    @Test
    void waitsForTheProcessorsThatTheMethodReadsFrom() {
        ask(new FindOther(), Map.of(MetadataKey.MIN_POSITION, "42"));
        assertThat(waits).containsExactly("[other] 42 2000");
    }

    @Test
    void doesNotWaitWhereNoPositionIsAskedFor() {
        assertThat(ask(new FindThing(), Map.of()).getPayload()).isEqualTo("thing");
        assertThat(waits).isEmpty();
    }

    @Test
    void refusesWhoeverMayNotAskAndDoesNotWaitBefore() {
        var refusal = refusal(askAs(NOBODY, new FindThing(), Map.of(MetadataKey.MIN_POSITION, "42")));
        assertThat(refusal.code()).isEqualTo(UserRule.NOT_ALLOWED.code());
        assertThat(waits).isEmpty();
        assertThat(refusal(askAs(Map.of(), new FindThing(), Map.of())).code()).isEqualTo(UserRule.NOT_ALLOWED.code());
    }

    @Test
    void answersTheSuiteItself() {
        var suite = Map.of(MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name(), MetadataKey.ACTOR_ID, "Readiness");
        assertThat(askAs(suite, new FindThing(), Map.of()).getPayload()).isEqualTo("thing");
    }

    @Test
    void refusesEverybodyWhatDoesNotSayWhatItNeeds() {
        assertThat(refusal(ask(new FindWithoutNeed(), Map.of())).code()).isEqualTo(UserRule.NOT_ALLOWED.code());
        var suite = Map.of(MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name());
        assertThat(refusal(askAs(suite, new FindWithoutNeed(), Map.of())).code())
                .isEqualTo(UserRule.NOT_ALLOWED.code());
    }

    @Test
    void refusesWithTheLagWhatIsNotThereInTime() {
        reached = false;
        var refusal = refusal(ask(new FindThing(), Map.of(MetadataKey.MIN_POSITION, "42")));
        assertThat(refusal.code()).isEqualTo(KernelRule.READ_MODEL_BEHIND.code());
        assertThat(refusal.facts()).containsEntry("lag", "3").containsEntry("minPosition", "42");
    }

    @Test
    void tellsThatTheDatabaseDoesNotAnswer() {
        var refusal = refusal(ask(new FindLost(), Map.of()));
        assertThat(refusal.code()).isEqualTo(KernelRule.READ_MODEL_UNAVAILABLE.code());
        assertThat(refusal.kind()).isEqualTo(Rule.Kind.UNAVAILABLE);
    }

    @Test
    void tellsThatTheEventStoreDoesNotAnswer() {
        assertThat(refusal(ask(new FindHead(), Map.of())).code()).isEqualTo(KernelRule.STORE_UNAVAILABLE.code());
    }

    @Test
    void carriesARefusalOverTheBus() {
        assertThat(refusal(ask(new FindNothing(), Map.of())).code()).isEqualTo(KernelRule.NOT_FOUND.code());
    }
}
