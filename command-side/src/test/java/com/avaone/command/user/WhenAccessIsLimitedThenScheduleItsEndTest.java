package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand.EndAccess;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.command.kernel.NotedDeadlines;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import com.avaone.command.user.WhenAccessIsLimitedThenScheduleItsEnd.AccessOver;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhenAccessIsLimitedThenScheduleItsEndTest {

    private static final UserId USER = UserId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant MONTH_LATER = NOW.plus(Duration.ofDays(30));

    private final NotedDeadlines schedule = new NotedDeadlines();
    private final Twice deliveries = new Twice(new WhenAccessIsLimitedThenScheduleItsEnd(schedule));

    @Test
    void theAccessEndsWhenItsTimeIsOver() {
        deliveries.deliver(invited(Role.AUDITOR, MONTH_LATER), NOW);

        assertThat(schedule.all())
                .containsExactly(new Deadline(
                        "user.end-access/" + USER,
                        MONTH_LATER,
                        new AccessOver().name(),
                        ORG.value(),
                        USER.value(),
                        ""));
        assertThat(new AccessOver().command(schedule.all().getFirst())).isEqualTo(new EndAccess(USER, ORG));
    }

    @Test
    void oneWithoutEndDoesNot() {
        deliveries.deliver(invited(Role.USER, null), NOW);

        assertThat(schedule.all()).isEmpty();
    }

    static Stream<UserEvent> ends() {
        return Stream.of(
                new InvitationWithdrawn(USER, ORG),
                new InvitationExpired(USER, ORG),
                new UserErased(USER, ORG, UserState.ACTIVE));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void oneThatNeverBeganOrIsGoneEndsNoMore(UserEvent end) {
        deliveries.deliver(invited(Role.AUDITOR, MONTH_LATER), NOW);
        deliveries.deliver(end, NOW);

        assertThat(schedule.all()).isEmpty();
    }

    private static UserInvited invited(Role role, @Nullable Instant accessUntil) {
        return new UserInvited(
                USER,
                ORG,
                LicenseId.random(),
                new EmailAddress("ada@example.com"),
                UserProfile.EMPTY,
                role,
                Set.of(),
                accessUntil,
                "invitation",
                NOW.plus(Duration.ofDays(7)));
    }
}
