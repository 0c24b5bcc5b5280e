package com.avaone.command.crm;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealCommand;
import com.avaone.api.crm.DealCommand.AssignDeal;
import com.avaone.api.crm.DealCommand.ChangeDeal;
import com.avaone.api.crm.DealCommand.ChangeDealAmount;
import com.avaone.api.crm.DealCommand.LogDealActivity;
import com.avaone.api.crm.DealCommand.LoseDeal;
import com.avaone.api.crm.DealCommand.MoveDeal;
import com.avaone.api.crm.DealCommand.OpenDeal;
import com.avaone.api.crm.DealCommand.ReopenDeal;
import com.avaone.api.crm.DealCommand.WinDeal;
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
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DealTest {

    private static final DealId DEAL = DealId.random();
    private static final ContactId EVE = ContactId.random();
    private static final ContactId NOBODY = ContactId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId READER = UserId.random();
    private static final String PERSON = "led_01jd0000000000000000000001";
    private static final Money AMOUNT = new Money(500_000, "INR");
    private static final Money MORE = new Money(900_000, "INR");
    private static final LocalDate DAY = LocalDate.of(2027, 1, 31);

    private static final DealOpened OPENED = opened(null);
    private static final DealWon WON = new DealWon(DEAL, ORG, PERSON);
    private static final DealLost LOST = new DealLost(DEAL, ORG, PERSON);

    private final FixtureConfiguration<Deal> deal = new AggregateTestFixture<>(Deal.class);
    private final KnownUsers users = new KnownUsers();

    private static DealOpened opened(@Nullable UserId assignee) {
        return new DealOpened(
                DEAL, ORG, PERSON, EVE, null, "Suite", DealStage.QUALIFICATION, AMOUNT, DAY, assignee, null);
    }

    @BeforeEach
    void know() {
        users.know(ORG, LicenseStatus.ACTIVE);
        users.know(ADA, ORG, CrmRole.EMPLOYEE);
        users.know(READER, ORG, CrmRole.READ_ONLY);
        deal.registerInjectableResource((Identities) users);
        deal.registerInjectableResource((Clock) new MovableClock(Instant.parse("2026-11-29T12:00:00Z")));
        deal.registerInjectableResource((ContactsOfDeals) (contactId, _) -> {
            if (!contactId.equals(EVE)) {
                throw new Rejected(KernelRule.NOT_FOUND, "There is no such contact.");
            }
            return PERSON;
        });
    }

    private static OpenDeal open(String title, Money amount, ContactId contactId, @Nullable UserId assignee) {
        return new OpenDeal(DEAL, ORG, contactId, title, amount, DAY, assignee);
    }

    @Test
    void isOpenedWithAContactInTheFirstStage() {
        deal.givenNoPriorActivity().when(open(" Suite ", AMOUNT, EVE, ADA)).expectEvents(opened(ADA));
        deal.given(OPENED).when(open("Suite", AMOUNT, EVE, null)).expectException(refusedBy(CrmRule.DEAL_EXISTS));
        deal.givenNoPriorActivity()
                .when(open("Suite", AMOUNT, NOBODY, null))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
        deal.givenNoPriorActivity()
                .when(open("Suite", AMOUNT, EVE, READER))
                .expectException(refusedBy(CrmRule.ASSIGNEE_NOT_POSSIBLE));
        deal.givenNoPriorActivity()
                .when(new OpenDeal(DEAL, RIVAL, EVE, "Suite", AMOUNT, DAY, null))
                .expectException(refusedBy(KernelRule.NOT_FOUND));
    }

    static Stream<Arguments> invalidOnes() {
        return Stream.of(
                Arguments.of(" ", AMOUNT, "title"),
                Arguments.of("x".repeat(201), AMOUNT, "title"),
                Arguments.of("Suite", new Money(-1, "INR"), "amount"),
                Arguments.of("Suite", new Money(1, "inr"), "currency"));
    }

    @ParameterizedTest
    @MethodSource("invalidOnes")
    void isOpenedWithATitleAndAnAmountOnly(String title, Money amount, String field) {
        deal.givenNoPriorActivity()
                .when(open(title, amount, EVE, null))
                .expectException(invalid(field))
                .expectNoEvents();
    }

    private static Stream<DealCommand> commands(OrganizationId org, @Nullable UserId owner) {
        return Stream.of(
                new ChangeDeal(DEAL, org, owner, "Suite and more", null),
                new MoveDeal(DEAL, org, owner, DealStage.NEGOTIATION),
                new ChangeDealAmount(DEAL, org, owner, MORE),
                new WinDeal(DEAL, org, owner),
                new LoseDeal(DEAL, org, owner),
                new AssignDeal(DEAL, org, owner, ADA),
                new LogDealActivity(DEAL, org, owner, ActivityKind.MEETING, "Showed it", null),
                new ReopenDeal(DEAL, org, owner));
    }

    private static List<DealEvent> events() {
        return List.of(
                new DealChanged(DEAL, ORG, PERSON, "Suite and more", null),
                new DealStageChanged(DEAL, ORG, PERSON, DealStage.NEGOTIATION),
                new DealAmountChanged(DEAL, ORG, PERSON, MORE),
                WON,
                LOST,
                new DealAssigned(DEAL, ORG, PERSON, ADA),
                new DealActivityLogged(DEAL, ORG, PERSON, ActivityKind.MEETING, "Showed it", null),
                new DealReopened(DEAL, ORG, PERSON));
    }

    static Stream<Arguments> whileOpen() {
        var commands = commands(ORG, null).toList();
        return Stream.of(0, 1, 2, 3, 4, 5, 6).map(each -> Arguments.of(commands.get(each), events().get(each)));
    }

    @ParameterizedTest
    @MethodSource("whileOpen")
    void doesWhatIsAskedWhileOpen(DealCommand command, DealEvent event) {
        deal.given(OPENED).when(command).expectEvents(event);
    }

    static Stream<Arguments> onceClosed() {
        var commands = commands(ORG, null).toList();
        return Stream.of(WON, LOST)
                .flatMap(end -> Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                        .map(each -> Arguments.of(end, commands.get(each), each < 5 ? null : events().get(each))));
    }

    @ParameterizedTest
    @MethodSource("onceClosed")
    void canBeReopenedButNotChangedOnceClosed(DealEvent end, DealCommand command, @Nullable DealEvent event) {
        var result = deal.given(OPENED, end).when(command);
        if (event == null) {
            result.expectException(refusedBy(CrmRule.DEAL_NOT_OPEN)).expectNoEvents();
        } else {
            result.expectEvents(event);
        }
    }

    @Test
    void isNotReopenedWhileOpen() {
        deal.given(OPENED).when(new ReopenDeal(DEAL, ORG, null)).expectException(refusedBy(CrmRule.DEAL_OPEN));
        deal.given(OPENED, WON, new DealReopened(DEAL, ORG, PERSON))
                .when(new MoveDeal(DEAL, ORG, null, DealStage.PROPOSAL))
                .expectEvents(new DealStageChanged(DEAL, ORG, PERSON, DealStage.PROPOSAL));
    }

    @Test
    void changesNothingWhereNothingIsNew() {
        for (var command : List.of(
                new ChangeDeal(DEAL, ORG, null, " Suite", DAY),
                new MoveDeal(DEAL, ORG, null, DealStage.QUALIFICATION),
                new ChangeDealAmount(DEAL, ORG, null, AMOUNT),
                new AssignDeal(DEAL, ORG, null, ADA))) {
            deal.given(opened(ADA))
                    .when(command)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Test
    void isOutOfReachOfAnotherOrganizationAndOfWhoDoesNotOwnIt() {
        Stream.concat(commands(RIVAL, null), commands(ORG, READER))
                .forEach(command -> deal.given(opened(ADA))
                        .when(command, Map.of(MetadataKey.EXPECTED_VERSION, "7"))
                        .expectException(refusedBy(KernelRule.NOT_FOUND))
                        .expectNoEvents());
        deal.given(opened(ADA)).when(new WinDeal(DEAL, ORG, ADA)).expectEvents(WON);
    }
}
