package com.avaone.web.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.security.RateLimits;
import com.avaone.web.kernel.settings.DefaultSettings;
import com.avaone.web.user.passkey.PasskeyCeremonies;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final UserId ID = UserId.random();
    private static final EmailAddress EMAIL = new EmailAddress("mina@northwind.example");
    private static final String PASSWORD = "the right one";

    private final Identities identities = mock();
    private final Credentials credentials = mock();
    private final SecondFactors secondFactors = mock();
    private final Commands commands = mock();
    private final CurrentRequest request = mock();
    private final RateLimits limits = mock();
    private final UnknownAccounts unknown = new UnknownAccounts(CLOCK);
    private final SignIn signIn = new SignIn(
            identities,
            mock(OrganizationInPath.class),
            credentials,
            secondFactors,
            mock(PasskeyCeremonies.class),
            unknown,
            commands,
            request,
            limits,
            DefaultSettings.with(Map.of()),
            CLOCK);

    SignInTest() {
        when(request.sourceAddress()).thenReturn(Optional.of("192.0.2.1"));
        when(identities.user(OrganizationId.OPERATOR, EMAIL)).thenReturn(Optional.of(user(null)));
        account(null);
    }

    @Test
    void doesNotTellOfAGuessThatWasLookedAtWhenTheAccountWasLocked() {
        for (var right : new boolean[] {true, false}) {
            account(null);
            when(credentials.matches(ID, PASSWORD)).thenAnswer(_ -> {
                account(NOW.plusSeconds(30));
                return right;
            });

            assertThat(refusal(EMAIL.value())).isEqualTo(UserRule.ACCOUNT_LOCKED.code());
        }
        verifyNoInteractions(commands);
    }

    @Test
    void tellsNoMoreOfAnAddressThatNobodyHas() {
        when(credentials.matches(null, PASSWORD)).thenAnswer(_ -> {
            for (var failure = 0; failure < 5; failure++) {
                unknown.refused(OrganizationId.OPERATOR + " nobody@northwind.example");
            }
            return false;
        });

        assertThat(refusal("nobody@northwind.example")).isEqualTo(UserRule.ACCOUNT_LOCKED.code());
    }

    @Test
    void locksAnAddressThatNobodyHasToTheMillisecondAsAnAccount() {
        for (var failure = 0; failure < 5; failure++) {
            assertThat(refusal("nobody@northwind.example")).isEqualTo(UserRule.SIGN_IN_REFUSED.code());
        }

        assertThat(rejected("nobody@northwind.example").rejection().facts())
                .containsEntry("lockedUntil", "2026-03-01T12:00:30.123Z");
    }

    @Test
    void remembersNothingThatIsTooLongToBeAnybodys() {
        for (var attempt = 0; attempt < 10; attempt++) {
            assertThat(refusal("n".repeat(250) + "@a.example")).isEqualTo(UserRule.SIGN_IN_REFUSED.code());
            assertThat(catchThrowableOfType(
                                    Rejected.class,
                                    () -> signIn.withPassword(Door.WORKSPACE, "o".repeat(61), EMAIL.value(), PASSWORD))
                            .rejection()
                            .code())
                    .isEqualTo(UserRule.SIGN_IN_REFUSED.code());
        }
        verifyNoInteractions(credentials);
    }

    @Test
    void countsACodeAsAnAttemptOfItsAddress() {
        when(secondFactors.useRecoveryCode(any(), any())).thenReturn(OptionalInt.empty());

        assertThat(catchThrowableOfType(Rejected.class, () -> signIn.openByCode(user(null), "123456"))
                        .rejection()
                        .code())
                .isEqualTo(UserRule.SECOND_FACTOR_NEEDED.code());

        verify(limits).countSignIn("192.0.2.1");
    }

    private String refusal(String email) {
        return rejected(email).rejection().code();
    }

    private Rejected rejected(String email) {
        return catchThrowableOfType(Rejected.class, () -> signIn.withPassword(Door.ADMIN, null, email, PASSWORD));
    }

    private void account(@Nullable Instant lockedUntil) {
        when(identities.user(ID)).thenReturn(Optional.of(user(lockedUntil)));
    }

    private static SignInUser user(@Nullable Instant lockedUntil) {
        var user = SignInUser.systemAdmin(ID, EMAIL, "Mina");
        return new SignInUser(
                user.userId(),
                user.organizationId(),
                user.email(),
                user.displayName(),
                user.state(),
                user.role(),
                user.serviceRoles(),
                user.products(),
                user.secondFactor(),
                lockedUntil,
                user.accessUntil(),
                user.invitation());
    }
}
