package com.avaone.command.kernel.bus;

import static com.avaone.command.kernel.bus.CommandSide.ORG;
import static com.avaone.command.kernel.bus.CommandSide.RIVAL;
import static com.avaone.command.kernel.bus.CommandSide.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientRule;
import com.avaone.api.client.ClientState;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.bus.Counter.Break;
import com.avaone.command.kernel.bus.Counter.Count;
import com.avaone.command.kernel.bus.Counter.CountUnasked;
import com.avaone.command.kernel.bus.Counter.CountWhile;
import com.avaone.command.kernel.bus.Counter.Counted;
import com.avaone.command.kernel.bus.Counter.Explain;
import com.avaone.command.kernel.bus.Counter.Look;
import com.avaone.command.kernel.bus.Counter.Misspell;
import com.avaone.command.kernel.bus.Counter.Refuse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender of commands can rely on, on the embedded store. */
@SuppressWarnings("NullAway.Init") // opened before each test
class CommandBusTest {

    private static final String ID = "counter_1";
    private static final ClientId CLIENT = ClientId.random();
    private static final UserId ADMIN = new UserId("usr_1");
    private static final UserId WORKER = new UserId("usr_2");

    @TempDir
    Path directory;

    private CommandSide suite;

    @BeforeEach
    void open() {
        suite = CommandSide.open(directory.resolve("events.sqlite"));
    }

    @AfterEach
    void close() {
        suite.close();
    }

    @Test
    void answersIdentifierVersionAndPosition() {
        assertThat(suite.send(new Count("counter_0", ORG))).isEqualTo(new Receipt("counter_0", 0, 1));
        assertThat(suite.send(new Count(ID, ORG))).isEqualTo(new Receipt(ID, 0, 2));
        assertThat(suite.send(new Count(ID, ORG))).isEqualTo(new Receipt(ID, 1, 3));
    }

    @Test
    void answersPresentVersionAndHeadWhenNothingHadToChange() {
        suite.send(new Count(ID, ORG));
        suite.send(new Count("counter_2", ORG));

        assertThat(suite.send(new Look(ID, ORG))).isEqualTo(new Receipt(ID, 0, 2));
    }

    @Test
    void storesNothingOfARefusedCommand() {
        suite.send(new Count(ID, ORG));

        assertThat(refusal(new Refuse(ID, ORG))).isEqualTo(KernelRule.VALUE_TAKEN.code());

        assertThat(suite.eventsOf(ID)).hasSize(1);
        assertThat(suite.send(new Count(ID, ORG)).version()).isEqualTo(1);
        assertThat(suite.eventsOf(ID).getLast().getPayload()).isEqualTo(new Counted(ID, ORG, 2));
    }

    @Test
    void refusesATenantCommandWithoutTenant() {
        var thrown = catchThrowable(() -> suite.sendWith(MetaData.emptyInstance(), new Count(ID, ORG)));

        assertThat(rejection(thrown).code()).isEqualTo(KernelRule.TENANT_MISSING.code());
    }

    @Test
    void hidesAnAggregateFromAnotherOrganization() {
        suite.send(new Count(ID, ORG));

        assertThat(rejection(catchThrowable(() -> suite.sendAs(RIVAL, new Count(ID, ORG))))
                        .code())
                .isEqualTo(KernelRule.NOT_FOUND.code());
        assertThat(rejection(catchThrowable(() -> suite.sendAs(RIVAL, new Count(ID, RIVAL)))))
                .isEqualTo(rejection(catchThrowable(() -> suite.sendAs(RIVAL, new Look("counter_9", RIVAL)))));
    }

    @Test
    void isDecidedForWhoHasThePermissionOnly() {
        suite.users.know(ADMIN, ORG, Role.ADMIN);
        suite.users.know(WORKER, ORG, Role.USER);

        assertThat(suite.send(new Count(ID, ORG), as(ADMIN))).isNotNull();
        for (var sender : List.of(as(WORKER), as(UserId.random()), anonymous())) {
            assertThat(rejection(catchThrowable(() -> suite.send(new Count(ID, ORG), sender)))
                            .code())
                    .isEqualTo(UserRule.NOT_ALLOWED.code());
        }
        suite.users.know(ADMIN, ORG, Role.USER);
        assertThat(rejection(catchThrowable(() -> suite.send(new Count(ID, ORG), as(ADMIN))))
                        .code())
                .isEqualTo(UserRule.NOT_ALLOWED.code());
        assertThat(suite.eventsOf(ID)).hasSize(1);
    }

    @Test
    void hidesAnOrganizationFromWhoAdministersAnother() {
        suite.users.know(ADMIN, RIVAL, Role.ADMIN);

        assertThat(rejection(catchThrowable(() -> suite.send(new Count(ID, ORG), as(ADMIN))))
                        .code())
                .isEqualTo(KernelRule.NOT_FOUND.code());
    }

    @Test
    void isDecidedForAnApiClientByItsScopesAtThisMoment() {
        suite.users.know(ORG, LicenseStatus.ACTIVE);
        suite.users.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.MANAGE_ORGANIZATION);
        assertThat(suite.send(new Count(ID, ORG), as(CLIENT))).isNotNull();

        suite.users.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.READ_HISTORY, ClientScope.MANAGE_USERS);
        var missing = refusalOf(new Count(ID, ORG), CLIENT);
        assertThat(missing.code()).isEqualTo(ClientRule.SCOPE_MISSING.code());
        assertThat(missing.facts()).containsExactly(Map.entry("scope", "manage-organization"));

        suite.users.know(CLIENT, ORG, ClientState.REVOKED, ClientScope.MANAGE_ORGANIZATION);
        assertThat(refusalOf(new Count(ID, ORG), CLIENT).code()).isEqualTo(ClientRule.TOKEN_NOT_VALID.code());
        assertThat(refusalOf(new Count(ID, ORG), ClientId.random()).code())
                .isEqualTo(ClientRule.TOKEN_NOT_VALID.code());

        suite.users.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.MANAGE_ORGANIZATION);
        suite.users.know(ORG, LicenseStatus.SUSPENDED);
        assertThat(refusalOf(new Count(ID, ORG), CLIENT).code()).isEqualTo(UserRule.LICENSE_SHUT.code());
        assertThat(suite.eventsOf(ID)).hasSize(1);
    }

    @Test
    void hidesAnOrganizationFromAnothersApiClientButNotFromTheOperators() {
        suite.users.know(ORG, LicenseStatus.ACTIVE);
        suite.users.know(RIVAL, LicenseStatus.ACTIVE);
        suite.users.know(CLIENT, RIVAL, ClientState.ACTIVE, ClientScope.MANAGE_ORGANIZATION);
        assertThat(refusalOf(new Count(ID, ORG), CLIENT).code()).isEqualTo(KernelRule.NOT_FOUND.code());

        suite.users.know(CLIENT, OrganizationId.OPERATOR, ClientState.ACTIVE, ClientScope.MANAGE_ORGANIZATION);
        assertThat(suite.send(new Count(ID, ORG), as(CLIENT))).isNotNull();
    }

    private Rejection refusalOf(Count command, ClientId client) {
        return rejection(catchThrowable(() -> suite.send(command, as(client))));
    }

    private static String[] as(ClientId actor) {
        return new String[] {MetadataKey.ACTOR_KIND, "CLIENT", MetadataKey.ACTOR_ID, actor.value()};
    }

    @Test
    void isNotDecidedWhereItDoesNotSayWhatItNeeds() {
        suite.send(new Count(ID, ORG));

        assertThat(refusal(new CountUnasked(ID, ORG))).isEqualTo(UserRule.NOT_ALLOWED.code());
    }

    @Test
    void saysNothingOfAReasonToWhoMayNot() {
        suite.send(new Count(ID, ORG));

        assertThat(rejection(catchThrowable(() -> suite.send(new Explain(ID, ORG), anonymous())))
                        .code())
                .isEqualTo(UserRule.NOT_ALLOWED.code());
    }

    private static String[] as(UserId actor) {
        return new String[] {MetadataKey.ACTOR_KIND, "USER", MetadataKey.ACTOR_ID, actor.value()};
    }

    private static String[] anonymous() {
        return new String[] {MetadataKey.ACTOR_KIND, "ANONYMOUS"};
    }

    @Test
    void refusesWithoutTheReasonThatIsNeeded() {
        suite.send(new Count(ID, ORG));

        var missing = rejection(catchThrowable(() -> suite.send(new Explain(ID, ORG), MetadataKey.REASON, " ")));
        assertThat(missing.code()).isEqualTo(KernelRule.REASON_MISSING.code());
        assertThat(missing.field()).isEqualTo("reason");

        assertThat(suite.send(new Explain(ID, ORG), MetadataKey.REASON, "because"))
                .isNotNull();
    }

    @Test
    void decidesNothingBeforeItIsDue() {
        var early = rejection(
                catchThrowable(() -> suite.send(new Count(ID, ORG), MetadataKey.NOT_BEFORE, "2999-12-31T00:00:00Z")));

        assertThat(early.code()).isEqualTo(KernelRule.NOT_DUE.code());
        assertThat(suite.eventsOf(ID)).isEmpty();
        assertThat(suite.send(new Count(ID, ORG), MetadataKey.NOT_BEFORE, "2026-01-01T00:00:00Z"))
                .isEqualTo(new Receipt(ID, 0, 1));
    }

    @Test
    void refusesAStaleVersion() {
        suite.send(new Count(ID, ORG));
        suite.send(new Count(ID, ORG), MetadataKey.EXPECTED_VERSION, "0");

        var stale = rejection(catchThrowable(() -> suite.send(new Count(ID, ORG), MetadataKey.EXPECTED_VERSION, "0")));

        assertThat(stale.code()).isEqualTo(KernelRule.STALE_VERSION.code());
        assertThat(stale.facts())
                .containsExactlyInAnyOrderEntriesOf(Map.of("expectedVersion", "0", "presentVersion", "1"));
        assertThat(suite.eventsOf(ID)).hasSize(2);
    }

    @Test
    void namesTheFieldOfAnInvalidValue() {
        suite.send(new Count(ID, ORG));

        var invalid = rejection(catchThrowable(() -> suite.send(new Misspell(ID, ORG))));

        assertThat(invalid.code()).isEqualTo(KernelRule.INVALID_VALUE.code());
        assertThat(invalid.field()).isEqualTo("letter");
        assertThat(invalid.detail()).isEqualTo("must be a letter");
    }

    @Test
    void saysNothingAboutAFaultOfTheProgram() {
        suite.send(new Count(ID, ORG));

        assertThatThrownBy(() -> suite.send(new Break(ID, ORG)))
                .isInstanceOfSatisfying(
                        CommandExecutionException.class,
                        fault -> assertThat(fault.getDetails()).isEmpty())
                .message()
                .doesNotContain("secret");
    }

    @Test
    void decidesAnewAfterAConflict() {
        suite.send(new Count(ID, ORG));
        var conflicts = new AtomicInteger();

        var receipt = suite.send(new CountWhile(ID, ORG, () -> {
            if (conflicts.getAndIncrement() == 0) {
                otherNodeCounts(1);
            }
        }));

        assertThat(receipt.version()).isEqualTo(2);
        assertThat(suite.eventsOf(ID).getLast().getPayload()).isEqualTo(new Counted(ID, ORG, 3));
    }

    @Test
    void givesUpAfterThreeConflicts() {
        suite.send(new Count(ID, ORG));
        var attempts = new AtomicInteger();

        var thrown = catchThrowable(
                () -> suite.send(new CountWhile(ID, ORG, () -> otherNodeCounts(attempts.incrementAndGet()))));

        assertThat(rejection(thrown).code()).isEqualTo(KernelRule.CONCURRENT_CHANGE.code());
        assertThat(attempts).hasValue(3);
        assertThat(suite.eventsOf(ID)).hasSize(4);
    }

    @Test
    void saysWhenTheStoreTakesNothing() {
        suite.send(new Count(ID, ORG));
        suite.file.close();

        assertThat(refusal(new Count("counter_2", ORG))).isEqualTo(KernelRule.STORE_UNAVAILABLE.code());
    }

    @Test
    void saysThatNobodyHandlesTheCommandAsAnOutage() {
        assertThat(refusal("a command that no node knows")).isEqualTo(KernelRule.STORE_UNAVAILABLE.code());
    }

    @Test
    void carriesWhoWhyAndFromWhereIntoTheEvents() {
        suite.users.know(ADMIN, ORG, Role.ADMIN);
        suite.send(
                new Count(ID, ORG),
                MetadataKey.ACTOR_KIND,
                "USER",
                MetadataKey.ACTOR_ID,
                ADMIN.value(),
                MetadataKey.REQUEST_ID,
                "req_1",
                MetadataKey.REASON,
                "why",
                MetadataKey.COMMENT,
                "what else",
                MetadataKey.SOURCE_ADDRESS,
                "192.0.2.1",
                MetadataKey.IDEMPOTENCY_KEY,
                "key",
                MetadataKey.REQUEST_DIGEST,
                "digest");

        var event = suite.eventsOf(ID).getFirst().getMetaData();

        assertThat(event.keySet())
                .containsExactlyInAnyOrder(
                        MetadataKey.TENANT,
                        MetadataKey.ACTOR_KIND,
                        MetadataKey.ACTOR_ID,
                        MetadataKey.REQUEST_ID,
                        MetadataKey.REASON,
                        MetadataKey.COMMENT,
                        MetadataKey.SOURCE_ADDRESS,
                        MetadataKey.IDEMPOTENCY_KEY,
                        MetadataKey.CAUSATION_ID,
                        MetadataKey.CORRELATION_ID);
        assertThat(event.get(MetadataKey.CAUSATION_ID)).isEqualTo(event.get(MetadataKey.CORRELATION_ID));
        assertThat(event.get(MetadataKey.REASON)).isEqualTo("why");
    }

    @Test
    void anAutomationActsInItsOwnNameWithinTheConversation() {
        var cause = new GenericEventMessage<>(
                "something happened",
                Map.of(
                        MetadataKey.ACTOR_ID, "usr_1",
                        MetadataKey.IDEMPOTENCY_KEY, "key",
                        MetadataKey.REQUEST_ID, "req_1",
                        MetadataKey.CORRELATION_ID, "first"));

        var data = new MessageOrigin().correlationDataFor(cause);

        assertThat(data)
                .isEqualTo(Map.of(
                        MetadataKey.REQUEST_ID, "req_1",
                        MetadataKey.CORRELATION_ID, "first",
                        MetadataKey.CAUSATION_ID, cause.getIdentifier()));
    }

    @Test
    void isStoredBeforeTheAnswerEvenWithinAnotherMessage() {
        var outer = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("outer"));
        try {
            assertThat(suite.send(new Count(ID, ORG))).isEqualTo(new Receipt(ID, 0, 1));

            assertThat(suite.eventsOf(ID)).hasSize(1);
            assertThat(CurrentUnitOfWork.get()).isSameAs(outer);
        } finally {
            outer.rollback();
        }
        assertThat(suite.eventsOf(ID)).hasSize(1);
    }

    private String refusal(Object command) {
        return rejection(catchThrowable(() -> suite.send(command))).code();
    }

    /** As another node would: without this node's lock and cache. */
    private void otherNodeCounts(int version) {
        outsideOfTheUnitOfWork(ignored -> suite.events.publish(
                new GenericDomainEventMessage<>("Counter", ID, version, new Counted(ID, ORG, version + 1))));
    }

    private static void outsideOfTheUnitOfWork(Consumer<Object> work) {
        var unitOfWork = CurrentUnitOfWork.get();
        CurrentUnitOfWork.clear(unitOfWork);
        try {
            work.accept(unitOfWork);
        } finally {
            CurrentUnitOfWork.set(unitOfWork);
        }
    }
}
