package com.avaone.web.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseQuery.FindLicense;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.Message;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class QueriesTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final UserId ADA = UserId.random();

    private Map<String, ?> metadata = Map.of();
    private final Queries queries = new Queries(
            mock(QueryGateway.class, invocation -> {
                metadata = Map.copyOf(((Message<?>) invocation.getArgument(1)).getMetaData());
                return CompletableFuture.completedFuture("answer");
            }),
            new CurrentRequest());

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void areAskedByWhoeverIsSignedIn() {
        signIn();

        assertThat(queries.ask(new FindLicense(ORG), String.class)).isEqualTo("answer");

        assertActor("USER", ADA.value());
        assertThat(metadata.get(MetadataKey.TENANT)).isEqualTo(ORG.value());
    }

    @Test
    void areAskedByNobodyWhereNobodyIsSignedIn() {
        queries.ask(new FindLicense(ORG), String.class, 42);

        assertActor("ANONYMOUS", null);
        assertThat(metadata.get(MetadataKey.MIN_POSITION)).isEqualTo("42");
    }

    @Test
    void areAskedByTheSuiteItselfWhoeverIsSignedIn() {
        signIn();

        queries.askAsSuite("Readiness", new FindLicense(ORG), String.class);

        assertActor("AUTOMATION", "Readiness");
    }

    private void assertActor(String kind, @Nullable String id) {
        assertThat(metadata.get(MetadataKey.ACTOR_KIND)).isEqualTo(kind);
        assertThat(metadata.get(MetadataKey.ACTOR_ID)).isEqualTo(id);
    }

    private static void signIn() {
        var ada = new SignedInUser(
                ADA, ORG, new EmailAddress("ada@example.com"), "Ada", Role.SYSTEM_ADMIN, SessionId.random());
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(ada, null, List.of()));
    }
}
