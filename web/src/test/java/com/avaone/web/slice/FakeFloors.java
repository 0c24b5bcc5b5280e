package com.avaone.web.slice;

import static org.mockito.Mockito.mock;

import com.avaone.api.asset.AssetBytes;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientTokens;
import com.avaone.api.client.ClientView;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailAddresses;
import com.avaone.api.evidence.EvidenceLog;
import com.avaone.api.feed.EventFeed;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Identities;
import com.avaone.api.user.Links;
import com.avaone.api.user.Passkeys;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.SessionSeal;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.api.webhook.WebhookView;
import com.avaone.web.kernel.security.SessionToken;
import com.avaone.web.kernel.security.SessionTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** What the other floors give to the web floor. */
@TestConfiguration(proxyBeanMethods = false)
class FakeFloors {

    @Bean
    FakeBus bus() {
        return new FakeBus();
    }

    @Bean
    CommandGateway commandGateway(FakeBus bus) {
        return bus.commandGateway();
    }

    @Bean
    QueryGateway queryGateway(FakeBus bus) {
        return bus.queryGateway();
    }

    @Bean
    @Primary
    Clock fixedClock() {
        return Clock.fixed(Admin.NOW, ZoneOffset.UTC);
    }

    /** Every request of a test is the admin's unless it says otherwise. */
    @Bean
    MockMvcBuilderCustomizer signedIn(SessionTokens tokens) {
        var token = tokens.issue(SessionToken.Kind.BEARER, Admin.SESSION.sessionId(), 0);
        return builder -> builder.defaultRequest(
                MockMvcRequestBuilders.get("/").header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
    }

    @Bean
    SessionSeal seal() {
        return new SessionSeal() {
            @Override
            public byte[] seal(byte[] content) {
                return content.clone();
            }

            @Override
            public boolean isSealOf(byte[] content, byte[] seal) {
                return Arrays.equals(content, seal);
            }
        };
    }

    @Bean
    MailAddresses mailAddresses() {
        return address -> new MailAddressId(MailAddressId.PREFIX + address);
    }

    @Bean
    Credentials credentials() {
        return new Credentials() {
            @Override
            public boolean matches(@Nullable UserId userId, CharSequence password) {
                return false;
            }

            @Override
            public Hash hash(CharSequence password) {
                throw new AssertionError("Nobody sets a password here");
            }

            @Override
            public void keep(UserId userId, Hash hash) {
                throw new AssertionError("Nobody sets a password here");
            }
        };
    }

    @Bean
    EventFeed eventFeed() {
        return mock();
    }

    @Bean
    EvidenceLog evidenceLog() {
        return mock();
    }

    @Bean
    SecondFactors secondFactors() {
        return mock();
    }

    @Bean
    Passkeys passkeys() {
        return mock();
    }

    @Bean
    ClientTokens clientTokens() {
        return new FakeClients.Tokens();
    }

    @Bean
    WebhookSecrets webhookSecrets() {
        return new FakeWebhooks.Secrets();
    }

    @Bean
    AssetBytes assetBytes() {
        return mock();
    }

    @Bean
    Links links() {
        return mock();
    }

    @Bean
    Identities identities() {
        return new Identities() {
            @Override
            public Optional<SignInUser> user(OrganizationId organizationId, EmailAddress email) {
                return Optional.empty();
            }

            @Override
            public List<SignInUser> users(OrganizationId organizationId) {
                return List.of();
            }

            @Override
            public Optional<SignInOrganization> organization(OrganizationId organizationId) {
                return Stream.of(Samples.AT_THE_DOOR, Samples.GONE)
                        .filter(known -> known.organizationId().equals(organizationId))
                        .findFirst();
            }

            @Override
            public Optional<SignInOrganization> organizationBySlug(String slug) {
                return Optional.empty();
            }

            @Override
            public Optional<SignInUser> user(UserId userId) {
                return Stream.of(Admin.USER, Colleague.USER)
                        .filter(user -> user.userId().equals(userId))
                        .findFirst();
            }

            @Override
            public Optional<SessionView> session(SessionId sessionId) {
                return Stream.of(Admin.SESSION, Colleague.SESSION)
                        .filter(session -> session.sessionId().equals(sessionId))
                        .findFirst();
            }

            @Override
            public List<SessionView> sessions(UserId userId) {
                return List.of();
            }

            @Override
            public Optional<ClientView> client(ClientId clientId) {
                return FakeClients.find(clientId);
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
                return FakeWebhooks.find(webhookId);
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
                return Samples.POSITION;
            }

            @Override
            public boolean await(long position, Duration timeout) {
                return true;
            }
        };
    }
}
