package com.avaone.web.user.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Credentials.Hash;
import com.avaone.api.user.Identities;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserCommand.AcceptInvitation;
import com.avaone.api.user.UserCommand.ResetPassword;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserState;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.security.RateLimits;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link is used up by what is done for it, and by nothing else. */
class SentLinksTest {

    private static final UserId USER = UserId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final String PASSWORD = "copper meadow thimble 17";
    private static final Hash HASH = new Hash("of it");

    private final Links links = mock();
    private final Identities identities = mock();
    private final Credentials credentials = mock();
    private final Commands commands = mock();
    private final SentLinks sent = new SentLinks(
            links,
            identities,
            mock(OrganizationInPath.class),
            credentials,
            commands,
            mock(CurrentRequest.class),
            mock(RateLimits.class));

    @BeforeEach
    void sendLinks() {
        for (var purpose : Purpose.values()) {
            when(links.open(purpose, "token"))
                    .thenReturn(Optional.of(new Link(purpose, USER, ORG, "link", Instant.MAX)));
        }
        when(commands.sendUnkeyed(any())).thenReturn(new Receipt(USER.value(), 1, 1));
    }

    private void isInState(UserState state) {
        when(identities.user(USER))
                .thenReturn(Optional.of(new SignInUser(
                        USER,
                        ORG,
                        new EmailAddress("mina@northwind.example"),
                        "Mina",
                        state,
                        Role.EMPLOYEE,
                        ServiceRoles.NONE,
                        Set.of(),
                        false,
                        null,
                        null,
                        null)));
    }

    @Test
    void areGoodStillWhereThePasswordCannotBeHashedNow() {
        var overloaded = new Rejected(UserRule.SIGN_IN_OVERLOADED, "Try again.");
        when(credentials.hash(PASSWORD)).thenThrow(overloaded);

        isInState(UserState.ACTIVE);
        assertThat(catchThrowable(() -> sent.resetPassword("token", PASSWORD))).isSameAs(overloaded);
        isInState(UserState.INVITED);
        assertThat(catchThrowable(() -> sent.accept("token", PASSWORD, UserProfile.EMPTY)))
                .isSameAs(overloaded);

        verifyNoInteractions(commands);
    }

    @Test
    void setAPasswordOnceTheCommandIsAccepted() {
        when(credentials.hash(PASSWORD)).thenReturn(HASH);
        var order = inOrder(commands, credentials);

        isInState(UserState.ACTIVE);
        var unused = sent.resetPassword("token", PASSWORD);
        order.verify(commands).sendUnkeyed(isA(ResetPassword.class));
        order.verify(credentials).keep(USER, HASH);

        isInState(UserState.INVITED);
        unused = sent.accept("token", PASSWORD, UserProfile.EMPTY);
        order.verify(commands).sendUnkeyed(isA(AcceptInvitation.class));
        order.verify(credentials).keep(USER, HASH);
    }

    @Test
    void setNoPasswordWhereTheCommandIsRefused() {
        var refused = new Rejected(UserRule.LINK_NOT_VALID, "It was used.");
        when(credentials.hash(PASSWORD)).thenReturn(HASH);
        when(commands.sendUnkeyed(any())).thenThrow(refused);
        isInState(UserState.ACTIVE);

        assertThat(catchThrowable(() -> sent.resetPassword("token", PASSWORD))).isSameAs(refused);

        verify(credentials, never()).keep(any(), any());
    }
}
