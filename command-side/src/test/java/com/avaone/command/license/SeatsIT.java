package com.avaone.command.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseCommand.AssignSeat;
import com.avaone.api.license.LicenseCommand.IssueLicense;
import com.avaone.api.license.LicenseCommand.ReleaseSeat;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.command.RunningCommandSide;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seats on the real bus and event store. */
class SeatsIT {

    private static final LicenseId ID = LicenseId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final int LIMIT = 20;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void areNeverGivenOutBeyondTheLimitToFiftyWhoWantOneAtOnce(@TempDir Path directory)
            throws InterruptedException, ExecutionException {
        try (var commandSide = RunningCommandSide.start(directory, clock)) {
            commandSide.send(issue());
            var start = new CountDownLatch(1);
            var outcomes = new ArrayList<String>();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var attempts = IntStream.range(0, 50)
                        .mapToObj(_ -> callers.submit((Callable<String>) () -> {
                            start.await();
                            return outcome(commandSide, new AssignSeat(ID, ORG, UserId.random()));
                        }))
                        .toList();
                start.countDown();
                for (var attempt : attempts) {
                    outcomes.add(attempt.get());
                }
            }

            assertThat(outcomes).filteredOn("assigned"::equals).hasSize(LIMIT);
            assertThat(outcomes)
                    .filteredOn(LicenseRule.SEAT_LIMIT.code()::equals)
                    .hasSize(50 - LIMIT);
            assertThat(commandSide.events(SeatAssigned.class).stream().map(SeatAssigned::seatsUsed))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, LIMIT).boxed().toList());
        }
    }

    @Test
    void areRememberedFromASnapshotAfterARestart(@TempDir Path directory) {
        var asha = UserId.random();
        try (var commandSide = RunningCommandSide.start(directory, clock)) {
            commandSide.send(issue());
            for (var i = 0; i < 60; i++) {
                commandSide.send(new AssignSeat(ID, ORG, asha));
                commandSide.send(new ReleaseSeat(ID, ORG, asha));
            }
            for (var i = 0; i < LIMIT - 1; i++) {
                commandSide.send(new AssignSeat(ID, ORG, UserId.random()));
            }
            commandSide.send(new AssignSeat(ID, ORG, asha));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () -> commandSide
                                    .bean(SqliteStore.class)
                                    .read(s -> s.all("SELECT name FROM snapshot", row -> row.getString(1))),
                            List.of("license.snapshot")::equals);
        }

        try (var commandSide = RunningCommandSide.start(directory, clock)) {
            var before = commandSide.log().size();
            commandSide.send(new AssignSeat(ID, ORG, asha));
            assertThat(commandSide.log()).hasSize(before);
            assertThat(commandSide
                            .refusal(new AssignSeat(ID, ORG, UserId.random()))
                            .facts())
                    .containsEntry("limit", Integer.toString(LIMIT))
                    .containsEntry("used", Integer.toString(LIMIT));
            commandSide.send(new ReleaseSeat(ID, ORG, asha));
        }
    }

    private static IssueLicense issue() {
        return new IssueLicense(ID, ORG, new LicenseTerms(new Seats(LIMIT), LocalDate.of(2027, 11, 22), 7, List.of()));
    }

    private static String outcome(RunningCommandSide commandSide, AssignSeat command) {
        try {
            commandSide.send(command);
            return "assigned";
        } catch (CommandExecutionException refused) {
            return refused.<Rejection>getDetails().orElseThrow().code();
        }
    }
}
