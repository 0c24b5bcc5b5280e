package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand.ExpireInvitation;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationResent;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.command.kernel.NotedDeadlines;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import com.avaone.command.user.WhenInvitationIsSentThenScheduleItsExpiry.InvitationOver;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhenInvitationIsSentThenScheduleItsExpiryTest {

    private static final UserId USER = UserId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant WEEK_LATER = NOW.plus(Duration.ofDays(7));
    private static final UserInvited INVITED = new UserInvited(
            USER,
            ORG,
            null,
            new EmailAddress("ada@example.com"),
            UserProfile.EMPTY,
            Role.AUDITOR,
            Set.of(),
            WEEK_LATER,
            "first",
            WEEK_LATER);

    private final NotedDeadlines schedule = new NotedDeadlines();
    private final Twice deliveries = new Twice(new WhenInvitationIsSentThenScheduleItsExpiry(schedule));

    @Test
    void theInvitationEndsWhenItsTimeIsOver() {
        deliveries.deliver(INVITED, NOW);

        assertThat(schedule.all()).containsExactly(deadline("first", WEEK_LATER));
        assertThat(new InvitationOver().command(schedule.all().getFirst()))
                .isEqualTo(new ExpireInvitation(USER, ORG, "first"));
    }

    @Test
    void oneThatIsSentAgainHasTheNewTime() {
        deliveries.deliver(INVITED, NOW);
        deliveries.deliver(new InvitationResent(USER, ORG, "second", WEEK_LATER.plusSeconds(1)), NOW);

        assertThat(schedule.all()).containsExactly(deadline("second", WEEK_LATER.plusSeconds(1)));
    }

    static Stream<UserEvent> ends() {
        return Stream.of(
                new UserRegistered(USER, ORG, UserProfile.EMPTY),
                new InvitationWithdrawn(USER, ORG),
                new InvitationExpired(USER, ORG),
                new UserErased(USER, ORG, UserState.INVITED));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void oneThatIsAnsweredOrTakenBackEndsNoMore(UserEvent end) {
        deliveries.deliver(INVITED, NOW);
        deliveries.deliver(end, NOW);

        assertThat(schedule.all()).isEmpty();
    }

    private static Deadline deadline(String invitationId, Instant due) {
        return new Deadline(
                "user.expire-invitation/" + USER,
                due,
                new InvitationOver().name(),
                ORG.value(),
                USER.value(),
                invitationId);
    }
}
