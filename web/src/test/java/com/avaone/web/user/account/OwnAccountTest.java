package com.avaone.web.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Credentials.Hash;
import com.avaone.api.user.Identities;
import com.avaone.api.user.Passkeys;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.UserCommand.ChangePassword;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.security.RateLimits;
import com.avaone.web.user.passkey.PasskeyCeremonies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnAccountTest {

    private static final String PRESENT = "lantern orchard violet 42";
    private static final String WANTED = "copper meadow thimble 17";

    private final Credentials credentials = mock();
    private final Commands commands = mock();
    private final OwnAccount account = new OwnAccount(
            commands,
            mock(Queries.class),
            mock(Identities.class),
            credentials,
            mock(SecondFactors.class),
            mock(Passkeys.class),
            mock(PasskeyCeremonies.class),
            mock(CurrentRequest.class),
            mock(RateLimits.class));
    private final SignedInUser mina = new SignedInUser(
            UserId.random(),
            OrganizationId.random(),
            new EmailAddress("mina@northwind.example"),
            "Mina",
            Role.EMPLOYEE,
            SessionId.random());

    @BeforeEach
    void knowThePresentPassword() {
        when(credentials.matches(mina.userId(), PRESENT)).thenReturn(true);
        when(commands.sendUnkeyed(any())).thenReturn(new Receipt(mina.userId().value(), 1, 1));
    }

    @Test
    void saysNothingOfANewPasswordThatCannotBeHashedNow() {
        var overloaded = new Rejected(UserRule.SIGN_IN_OVERLOADED, "Try again.");
        when(credentials.hash(WANTED)).thenThrow(overloaded);

        assertThat(catchThrowable(() -> account.changePassword(mina, PRESENT, WANTED)))
                .isSameAs(overloaded);

        verifyNoInteractions(commands);
    }

    @Test
    void keepsANewPasswordOnceTheCommandIsAccepted() {
        var hash = new Hash("of it");
        when(credentials.hash(WANTED)).thenReturn(hash);

        var unused = account.changePassword(mina, PRESENT, WANTED);

        var order = inOrder(commands, credentials);
        order.verify(commands).sendUnkeyed(isA(ChangePassword.class));
        order.verify(credentials).keep(mina.userId(), hash);
    }
}
