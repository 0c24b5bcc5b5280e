package com.avaone.command.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactCommand.CreateContact;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealCommand.OpenDeal;
import com.avaone.api.crm.DealEvent.DealOpened;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.Conversion;
import com.avaone.api.lead.LeadCommand;
import com.avaone.api.lead.LeadCommand.AskForConfirmation;
import com.avaone.api.lead.LeadCommand.AssignLead;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadCommand.ConvertLead;
import com.avaone.api.lead.LeadCommand.ConvertLeadToOrganization;
import com.avaone.api.lead.LeadCommand.DisqualifyLead;
import com.avaone.api.lead.LeadCommand.EraseLead;
import com.avaone.api.lead.LeadCommand.LogLeadActivity;
import com.avaone.api.lead.LeadCommand.MergeLeads;
import com.avaone.api.lead.LeadCommand.QualifyLead;
import com.avaone.api.lead.LeadCommand.RecordConsent;
import com.avaone.api.lead.LeadCommand.RecycleLead;
import com.avaone.api.lead.LeadCommand.UnmergeLeads;
import com.avaone.api.lead.LeadCommand.WithdrawConsent;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadAssigned;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadConverted;
import com.avaone.api.lead.LeadEvent.LeadDisqualified;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadEvent.LeadRecycled;
import com.avaone.api.lead.LeadEvent.LeadReleased;
import com.avaone.api.lead.LeadEvent.LeadUnmerged;
import com.avaone.api.lead.LeadRule;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.WorkloadEvent.WorkloadChanged;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.command.RunningCommandSide;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.memory.RawFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several aggregates decide at once, on the real bus, event store and vault. */
@SuppressWarnings("NullAway.Init") // started before the tests
class LeadsTogetherIT {

    private static final OrganizationId ORG = OrganizationId.OPERATOR;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static MovableClock clock;
    private static RunningCommandSide commandSide;

    @BeforeAll
    static void start() {
        clock = new MovableClock(Instant.parse("2026-11-29T12:00:00Z"));
        commandSide = RunningCommandSide.start(directory, clock);
    }

    @AfterAll
    static void stop() {
        commandSide.close();
    }

    private static LeadId capture(OrganizationId org, String name, @Nullable UserId assignee) {
        var leadId = LeadId.random();
        var details = new PersonDetails(name, new EmailAddress(name + "@example.com"), null, null);
        commandSide.send(new CaptureLead(
                leadId, org, LeadSource.MANUAL, details, "From " + name, null, null, null, false, assignee));
        return leadId;
    }

    private static LeadId captureQualified(String name) {
        var leadId = capture(ORG, name, null);
        commandSide.send(new QualifyLead(leadId, ORG, null));
        return leadId;
    }

    private static UserId user() {
        var userId = UserId.random();
        commandSide.bean(KnownUsers.class).know(userId, ORG, Role.SYSTEM_ADMIN);
        return userId;
    }

    private static Conversion conversion() {
        return new Conversion(ContactId.random(), DealId.random(), "Suite", new Money(1_000, "EUR"), null);
    }

    private static RegisterOrganization registration(String slug) {
        var email = new EmailAddress("office@acme.example");
        return new RegisterOrganization(
                OrganizationId.random(),
                new Slug(slug),
                new OrganizationProfile("Acme", email, null, null, null, null, null, null, null, email),
                Set.of(),
                OrganizationSettings.DEFAULT,
                LicenseId.random(),
                new LicenseTerms(new Seats(10), LocalDate.of(2027, 11, 22), 7, List.of()));
    }

    private static Stream<TrackedEventMessage<?>> of(String aggregateId) {
        return commandSide.log().stream()
                .filter(event -> event instanceof DomainEventMessage<?> domain
                        && domain.getAggregateIdentifier().equals(aggregateId));
    }

    private static List<Object> events(Object aggregateId) {
        return of(aggregateId.toString())
                .<Object>map(TrackedEventMessage::getPayload)
                .toList();
    }

    /** How many events there are but those of licenses, which follow by themselves. */
    private static long decided() {
        return commandSide.log().stream()
                .filter(event -> !(event.getPayload() instanceof LicenseEvent))
                .count();
    }

    // ---- conversion

    @Test
    void convertsToContactDealAndOrganizationWithItsLicenseUnderOneCorrelation() {
        var leadId = captureQualified("converts");
        var conversion = conversion();
        var registration = registration("converts");

        commandSide.send(new ConvertLeadToOrganization(leadId, ORG, conversion, registration));

        assertThat(events(leadId).getLast())
                .isEqualTo(new LeadConverted(
                        leadId, ORG, conversion.contactId(), conversion.dealId(), registration.organizationId()));
        assertThat(events(conversion.contactId()))
                .singleElement()
                .isInstanceOfSatisfying(ContactCreated.class, contact -> {
                    assertThat(contact.personId()).isEqualTo(leadId.value());
                    assertThat(contact.details().name()).isEqualTo("converts");
                });
        assertThat(events(conversion.dealId())).singleElement().isInstanceOf(DealOpened.class);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(events(registration.licenseId())).first().isInstanceOf(LicenseIssued.class));
        assertThat(Stream.of(
                                of(conversion.contactId().value()),
                                of(conversion.dealId().value()),
                                of(registration.organizationId().value()),
                                of(registration.licenseId().value()),
                                of(leadId.value()).filter(event -> event.getPayload() instanceof LeadConverted))
                        .flatMap(events -> events)
                        .map(event -> event.getMetaData().get(MetadataKey.CORRELATION_ID))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void convertsNothingWhereOnePartIsRefused() {
        var leadId = captureQualified("refused");
        commandSide.send(new ConvertLeadToOrganization(
                captureQualified("first"), ORG, conversion(), registration("taken-by-first")));
        var conversion = conversion();
        var before = decided();

        assertThat(commandSide
                        .refusal(new ConvertLeadToOrganization(leadId, ORG, conversion, registration("taken-by-first")))
                        .code())
                .isEqualTo(OrganizationRule.SLUG_TAKEN.code());
        var known = commandSide.events(ContactCreated.class).getFirst().contactId();
        assertThat(commandSide
                        .refusal(new ConvertLead(
                                leadId,
                                ORG,
                                null,
                                new Conversion(known, DealId.random(), "Suite", new Money(1, "EUR"), null)))
                        .code())
                .isEqualTo(CrmRule.CONTACT_EXISTS.code());
        assertThat(commandSide
                        .refusal(new ConvertLeadToOrganization(
                                leadId,
                                ORG,
                                new Conversion(ContactId.random(), DealId.random(), " ", new Money(1, "EUR"), null),
                                registration("free-again")))
                        .code())
                .isEqualTo(KernelRule.INVALID_VALUE.code());

        assertThat(decided()).isEqualTo(before);
        // Neither the lead nor the slug is spoilt.
        commandSide.send(new ConvertLeadToOrganization(leadId, ORG, conversion, registration("free-again")));
        assertThat(commandSide.events(OrganizationRegistered.class))
                .filteredOn(event -> event.slug().value().equals("free-again"))
                .hasSize(1);
    }

    @Test
    void opensADealWithAContactOfTheSameOrganizationOnly() {
        var contactId = ContactId.random();
        commandSide.send(new CreateContact(
                contactId, ORG, new PersonDetails("Con", new EmailAddress("con@example.com"), null, null), null));
        var rival = OrganizationId.random();
        commandSide.bean(KnownUsers.class).know(rival, LicenseStatus.ACTIVE);
        var dealId = DealId.random();

        assertThat(commandSide
                        .refusal(new OpenDeal(dealId, rival, contactId, "Suite", new Money(1, "EUR"), null, null))
                        .code())
                .isEqualTo(KernelRule.NOT_FOUND.code());
        commandSide.send(new OpenDeal(dealId, ORG, contactId, "Suite", new Money(1, "EUR"), null, null));

        assertThat(((DealOpened) events(dealId).getFirst()).personId()).isEqualTo(contactId.value());
    }

    // ---- merging

    @Test
    void mergesAndTakesOutAgainInOneDecisionOfBoth() {
        var stays = capture(ORG, "stays", null);
        var goes = captureQualified("goes");

        commandSide.send(new MergeLeads(stays, ORG, goes));

        assertThat(events(goes).getLast()).isEqualTo(new LeadMerged(goes, ORG, stays));
        assertThat(commandSide.refusal(new QualifyLead(goes, ORG, null)).code()).isEqualTo(LeadRule.LEAD_MERGED.code());
        assertThat(commandSide.refusal(new MergeLeads(stays, ORG, goes)).code()).isEqualTo(LeadRule.LEAD_MERGED.code());
        assertThat(commandSide.refusal(new MergeLeads(goes, ORG, stays)).code()).isEqualTo(LeadRule.LEAD_MERGED.code());

        commandSide.send(new UnmergeLeads(stays, ORG, goes));

        assertThat(events(goes).getLast()).isEqualTo(new LeadUnmerged(goes, ORG, stays, LeadState.QUALIFIED));
        assertThat(commandSide.refusal(new QualifyLead(goes, ORG, null)).code())
                .isEqualTo(LeadRule.LEAD_QUALIFIED.code());
    }

    @Test
    void leavesBothAsTheyAreWhereTheOtherRefuses() {
        var stays = capture(ORG, "unchanged", null);
        var converted = captureQualified("converted");
        commandSide.send(new ConvertLead(converted, ORG, null, conversion()));
        var theirs = OrganizationId.random();
        commandSide.bean(KnownUsers.class).know(theirs, LicenseStatus.ACTIVE);
        var foreign = capture(theirs, "foreign", null);
        var before = decided();

        assertThat(commandSide.refusal(new MergeLeads(stays, ORG, converted)).code())
                .isEqualTo(LeadRule.LEAD_CONVERTED.code());
        assertThat(commandSide.refusal(new MergeLeads(stays, ORG, foreign)).code())
                .isEqualTo(KernelRule.NOT_FOUND.code());
        assertThat(commandSide
                        .refusal(new MergeLeads(stays, ORG, LeadId.random()))
                        .code())
                .isEqualTo(KernelRule.NOT_FOUND.code());

        assertThat(decided()).isEqualTo(before);
    }

    @Test
    void areWhatTheyWereAfterFiveHundredRandomSequencesOfMerging() {
        var random = new Random(500);
        var owner = user();
        var leads = IntStream.range(0, 5)
                .mapToObj(number -> capture(ORG, "random-" + number, owner))
                .toList();
        commandSide.send(new QualifyLead(leads.getFirst(), ORG, null));
        commandSide.send(new DisqualifyLead(leads.getLast(), ORG, null));
        var open = workOf(owner).getLast();
        // Taken out in the opposite order: then nobody is taken out of a lead that is part of another itself.
        var merges = new ArrayDeque<MergeLeads>();
        for (var sequence = 0; sequence < 500; sequence++) {
            for (var step = random.nextInt(1, 4); step > 0; step--) {
                var merge = new MergeLeads(leads.get(random.nextInt(5)), ORG, leads.get(random.nextInt(5)));
                if (isAccepted(merge)) {
                    merges.push(merge);
                }
                agreeOrNot(leads.get(random.nextInt(5)), random);
            }
            while (!merges.isEmpty()) {
                var merge = merges.pop();
                commandSide.send(new UnmergeLeads(merge.leadId(), ORG, merge.merged()));
            }
        }

        assertThat(workOf(owner).getLast()).isEqualTo(open);
        var merged = leads.stream()
                .flatMap(lead -> events(lead).stream())
                .filter(LeadMerged.class::isInstance)
                .count();
        assertThat(merged).isGreaterThan(500);
        assertThat(commandSide
                        .refusal(new QualifyLead(leads.getFirst(), ORG, null))
                        .code())
                .isEqualTo(LeadRule.LEAD_QUALIFIED.code());
        assertThat(commandSide
                        .refusal(new QualifyLead(leads.getLast(), ORG, null))
                        .code())
                .isEqualTo(LeadRule.LEAD_DISQUALIFIED.code());
        commandSide.send(new QualifyLead(leads.get(1), ORG, null));
        for (var one : leads) {
            for (var other : leads) {
                assertThat(commandSide
                                .refusal(new UnmergeLeads(one, ORG, other))
                                .code())
                        .isEqualTo(LeadRule.LEAD_NOT_MERGED.code());
            }
        }
    }

    private static boolean isAccepted(LeadCommand command) {
        try {
            commandSide.send(command);
            return true;
        } catch (CommandExecutionException refused) {
            return false;
        }
    }

    /** Whether the person agrees is said in between, and has no part in what becomes of the two. */
    private static void agreeOrNot(LeadId lead, Random random) {
        isAccepted(
                random.nextBoolean()
                        ? new RecordConsent(lead, ORG, null, new Consent("fair-2026", null), clock.instant())
                        : new WithdrawConsent(lead, ORG, null, null));
    }

    @Test
    void takesConsentBackForAllThatArePartOfTheLead() {
        var stays = capture(ORG, "silent", null);
        var goes = capture(ORG, "agreed", null);
        var within = capture(ORG, "agreed-too", null);
        var consent = new Consent("fair-2026", null);
        commandSide.send(new RecordConsent(goes, ORG, null, consent, clock.instant()));
        commandSide.send(new RecordConsent(within, ORG, null, consent, clock.instant()));
        commandSide.send(new MergeLeads(goes, ORG, within));
        commandSide.send(new MergeLeads(stays, ORG, goes));

        commandSide.send(new WithdrawConsent(stays, ORG, null, null));

        assertThat(events(stays).getLast()).isEqualTo(new ConsentWithdrawn(stays, ORG, clock.instant()));
        assertThat(events(goes).getLast()).isEqualTo(new ConsentWithdrawn(goes, ORG, clock.instant()));
        assertThat(events(within).getLast()).isEqualTo(new ConsentWithdrawn(within, ORG, clock.instant()));
        assertThat(commandSide
                        .refusal(new WithdrawConsent(stays, ORG, null, null))
                        .code())
                .isEqualTo(LeadRule.CONSENT_WITHDRAWN.code());
    }

    @Test
    void asksNobodyForConfirmationWhoTookTheConsentBackAsAnotherLead() {
        var goes = capture(ORG, "took-back", null);
        commandSide.send(new RecordConsent(goes, ORG, null, new Consent("fair-2026", null), clock.instant()));
        commandSide.send(new WithdrawConsent(goes, ORG, null, null));
        var stays = capture(ORG, "asked", null);
        commandSide.send(new MergeLeads(stays, ORG, goes));

        assertThat(commandSide.refusal(new AskForConfirmation(stays, ORG, null)).code())
                .isEqualTo(LeadRule.CONSENT_WITHDRAWN.code());

        commandSide.send(new RecordConsent(stays, ORG, null, new Consent("fair-2026", null), clock.instant()));
        commandSide.send(new AskForConfirmation(stays, ORG, null));
    }

    // ---- many at once

    @Test
    void areRightWhateverManyDoToThemAtOnce() throws Exception {
        // Who comes first is chance, and an early erasure or conversion ends a round: as many as it takes for them to
        // meet.
        var met = 0L;
        for (var round = 0; met <= 5 && round < 20; round++) {
            met += areRightAfterARound(round);
        }
        assertThat(met).as("they met").isGreaterThan(5);
    }

    /** Answers how often leads were merged. */
    private static long areRightAfterARound(int round) throws Exception {
        var owner = user();
        var leads = IntStream.range(0, 6)
                .mapToObj(number -> captureQualified("at-once-%d-%d".formatted(round, number)))
                .toList();
        leads.forEach(lead -> commandSide.send(new AssignLead(lead, ORG, null, Assignment.BY_HAND, owner)));
        var accepted = atOnce(8, number -> {
            var random = new Random(8L * round + number);
            for (var step = 0; step < 40; step++) {
                isAccepted(anything(leads.get(random.nextInt(6)), leads.get(random.nextInt(6)), random));
            }
            return true;
        });
        // Nobody else is to be given its work.
        commandSide.bean(KnownUsers.class).know(owner, ORG, Role.SUITE_AUDITOR);
        assertThat(accepted).hasSize(8);

        var merged = new HashMap<LeadId, LeadId>();
        var parts = new HashMap<LeadId, Set<LeadId>>();
        var open = 0;
        for (var lead : leads) {
            var state = LeadState.NEW;
            for (var event : events(lead)) {
                assertThat(state)
                        .as("nothing happens to %s after its end", lead)
                        .isNotEqualTo(LeadState.ERASED);
                switch (event) {
                    case LeadQualified _ -> state = LeadState.QUALIFIED;
                    case LeadDisqualified _ -> state = LeadState.DISQUALIFIED;
                    case LeadRecycled _ -> state = LeadState.NEW;
                    case LeadConverted e -> {
                        assertThat(state).isEqualTo(LeadState.QUALIFIED);
                        assertThat(events(e.contactId()).getFirst()).isInstanceOf(ContactCreated.class);
                        assertThat(events(e.dealId())).hasSize(1);
                        state = LeadState.CONVERTED;
                    }
                    case LeadMerged e -> {
                        merged.put(lead, e.into());
                        state = LeadState.MERGED;
                    }
                    case LeadUnmerged e -> {
                        assertThat(merged.remove(lead)).isEqualTo(e.from());
                        state = e.state();
                    }
                    case LeadAbsorbed e ->
                        parts.computeIfAbsent(lead, _ -> new HashSet<>()).add(e.absorbed());
                    case LeadReleased e ->
                        assertThat(parts.getOrDefault(lead, Set.of()).remove(e.released()))
                                .isTrue();
                    case LeadErased _ -> {
                        state = LeadState.ERASED;
                        merged.remove(lead);
                    }
                    default -> {
                        // Changes no state.
                    }
                }
            }
            open += state.isOpen() ? 1 : 0;
        }
        merged.forEach((lead, into) -> assertThat(parts.get(into)).contains(lead));
        assertThat(workOf(owner).getLast())
                .as("what is counted is what is open")
                .isEqualTo(open);
        assertThat(commandSide.events(ContactCreated.class))
                .filteredOn(contact -> leads.contains(contact.leadId()))
                .as("nobody became two contacts")
                .extracting(ContactCreated::leadId)
                .doesNotHaveDuplicates();
        return leads.stream()
                .flatMap(lead -> events(lead).stream())
                .filter(LeadMerged.class::isInstance)
                .count();
    }

    private static LeadCommand anything(LeadId lead, LeadId other, Random random) {
        return switch (random.nextInt(100)) {
            case 0 -> new EraseLead(lead, ORG);
            case 1, 2 -> new ConvertLead(lead, ORG, null, conversion());
            case 3, 4, 5, 6, 7 -> new DisqualifyLead(lead, ORG, null);
            case 8, 9, 10, 11, 12 -> new RecycleLead(lead, ORG, null);
            case 13, 14, 15, 16, 17 -> new QualifyLead(lead, ORG, null);
            case 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35 ->
                new UnmergeLeads(lead, ORG, other);
            default -> new MergeLeads(lead, ORG, other);
        };
    }

    @Test
    void giveASlugToOneOfManyThatAreConvertedAtOnce() throws Exception {
        var leads = IntStream.range(0, 6)
                .mapToObj(number -> captureQualified("slug-" + number))
                .toList();
        var conversions = leads.stream().map(_ -> conversion()).toList();

        var accepted = atOnce(
                leads.size(),
                number -> isAccepted(new ConvertLeadToOrganization(
                        leads.get(number), ORG, conversions.get(number), registration("one-of-many"))));

        assertThat(accepted).containsOnlyOnce(true);
        for (var number = 0; number < leads.size(); number++) {
            var converted = accepted.get(number);
            assertThat(events(leads.get(number)).getLast() instanceof LeadConverted)
                    .isEqualTo(converted);
            assertThat(events(conversions.get(number).contactId())).hasSize(converted ? 1 : 0);
            assertThat(events(conversions.get(number).dealId())).hasSize(converted ? 1 : 0);
        }
        assertThat(commandSide.events(OrganizationRegistered.class))
                .filteredOn(event -> event.slug().value().equals("one-of-many"))
                .hasSize(1);
    }

    private static List<Boolean> atOnce(int many, IntPredicate action) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = new CountDownLatch(many);
            var calls = IntStream.range(0, many)
                    .mapToObj(number -> threads.submit(() -> {
                        started.countDown();
                        started.await();
                        return action.test(number);
                    }))
                    .toList();
            var answers = new ArrayList<Boolean>();
            for (var call : calls) {
                answers.add(call.get());
            }
            return answers;
        }
    }

    // ---- assignment

    @Test
    void countsTheWorkOfEverybodyAndGivesItToTheLeastBusy() {
        var ada = user();
        var bob = user();
        var busy = capture(ORG, "busy", ada);
        capture(ORG, "busier", ada);
        capture(ORG, "more", bob);
        var lead = capture(ORG, "new", null);

        commandSide.send(new AssignLead(lead, ORG, null, Assignment.LEAST_BUSY, null));
        assertThat(events(lead).getLast()).isEqualTo(new LeadAssigned(lead, ORG, bob, Assignment.LEAST_BUSY));

        commandSide.send(new MergeLeads(lead, ORG, busy));
        commandSide.send(new DisqualifyLead(lead, ORG, null));
        commandSide.send(new UnmergeLeads(lead, ORG, busy));
        assertThat(workOf(ada)).containsExactly(1, 2, 1, 2);
        assertThat(workOf(bob)).containsExactly(1, 2, 1);

        var inTurn = Stream.of("one", "two", "three")
                .map(name -> {
                    var leadId = capture(ORG, name, null);
                    commandSide.send(new AssignLead(leadId, ORG, null, Assignment.ROUND_ROBIN, null));
                    return ((LeadAssigned) events(leadId).getLast()).assignee();
                })
                .toList();
        assertThat(inTurn).containsExactly(ada, bob, ada);
    }

    private static List<Integer> workOf(UserId userId) {
        return commandSide.events(WorkloadChanged.class).stream()
                .filter(event -> event.userId().equals(userId))
                .map(WorkloadChanged::openLeads)
                .toList();
    }

    // ---- erasure

    @Test
    void erasesEverythingAboutThePersonAndNothingElse() {
        var stays = captureQualified("marker-stays");
        var goes = capture(ORG, "marker-goes", null);
        var other = capture(ORG, "untouched", null);
        commandSide.send(new LogLeadActivity(goes, ORG, null, ActivityKind.NOTE, "marker-note", null));
        commandSide.send(new MergeLeads(stays, ORG, goes));
        var conversion = conversion();
        commandSide.send(new ConvertLead(stays, ORG, null, conversion));
        assertThat(RawFiles.text(directory)).doesNotContain("marker-");

        commandSide.send(new EraseLead(stays, ORG));

        assertThat(events(conversion.contactId()).getLast()).isInstanceOf(ContactErased.class);
        assertThat(events(goes).getLast()).isEqualTo(new LeadErased(goes, ORG, LeadState.MERGED));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(commandSide.events(LeadCaptured.class))
                        .filteredOn(event -> Set.of(stays, goes).contains(event.leadId()))
                        .hasSize(2)
                        .allSatisfy(event -> {
                            assertThat(event.message()).isEqualTo("erased");
                            assertThat(event.details().email()).isEqualTo(EmailAddress.ERASED);
                        }));
        assertThat(((ContactCreated) events(conversion.contactId()).getFirst())
                        .details()
                        .name())
                .isEqualTo("erased");
        assertThat(((DealOpened) events(conversion.dealId()).getFirst()).title())
                .isEqualTo("erased");
        assertThat(((LeadCaptured) events(other).getFirst()).message()).isEqualTo("From untouched");
        assertThat(commandSide
                        .refusal(new OpenDeal(
                                DealId.random(), ORG, conversion.contactId(), "More", new Money(1, "EUR"), null, null))
                        .code())
                .isEqualTo(CrmRule.CONTACT_ERASED.code());
    }

    @Test
    void sealsWhyItWasDoneForThePerson() {
        var leadId = capture(ORG, "reasoned", null);

        commandSide.send(new DisqualifyLead(leadId, ORG, null));

        assertThat(of(leadId.value()).map(event -> event.getMetaData().get(MetadataKey.REASON)))
                .hasSize(2)
                .containsOnly("a test");
        commandSide.send(new EraseLead(leadId, ORG));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(of(leadId.value())
                                .map(event -> event.getMetaData().get(MetadataKey.REASON)))
                        .containsOnly("erased"));
    }

    @Test
    void forgetsTheLeadsAndContactsOfAnOrganizationThatIsDeleted() {
        var registration = registration("goes-away");
        commandSide.send(registration);
        var org = registration.organizationId();
        commandSide.bean(KnownUsers.class).know(org, LicenseStatus.ACTIVE);
        var lead = capture(org, "marker-of-organization", null);
        var contact = ContactId.random();
        commandSide.send(new CreateContact(
                contact, org, new PersonDetails("Con", new EmailAddress("con@example.com"), null, null), null));
        var stays = capture(ORG, "of-operator", null);

        commandSide.send(new RequestDeletion(org));
        clock.advance(Duration.ofDays(31));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(((LeadCaptured) events(lead).getFirst()).details().name())
                    .isEqualTo("erased");
            assertThat(((ContactCreated) events(contact).getFirst()).details().name())
                    .isEqualTo("erased");
        });
        assertThat(((LeadCaptured) events(stays).getFirst()).details().name()).isEqualTo("of-operator");
    }
}
