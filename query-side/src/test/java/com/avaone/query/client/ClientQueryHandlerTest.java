package com.avaone.query.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientQuery.FindClient;
import com.avaone.api.client.ClientQuery.FindClients;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.query.kernel.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientQueryHandlerTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final List<ClientView> CLIENTS =
            Stream.generate(ClientQueryHandlerTest::client).limit(5).toList();

    private final Identities identities = mock();
    private final ClientQueryHandler handler = new ClientQueryHandler(identities);

    private static ClientView client() {
        return new ClientView(
                ClientId.random(),
                ORG,
                "Portal",
                ClientKind.SERVICE,
                Set.of(ClientScope.READ_USERS),
                ClientState.ACTIVE,
                null,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }

    @BeforeEach
    void know() {
        when(identities.clients(ORG)).thenReturn(CLIENTS);
        CLIENTS.forEach(client -> when(identities.client(client.clientId())).thenReturn(Optional.of(client)));
        when(identities.await(eq(7L), any())).thenReturn(true);
    }

    @Test
    void listsAnOrganizationsClientsPageByPage() {
        var first = handler.handle(new FindClients(ORG, null, 2), null);
        var second = handler.handle(new FindClients(ORG, first.next(), 2), null);
        var third = handler.handle(new FindClients(ORG, second.next(), 2), null);

        assertThat(Stream.of(first, second, third).flatMap(page -> page.items().stream()))
                .containsExactlyElementsOf(CLIENTS);
        assertThat(third.next()).isNull();
        assertThat(handler.handle(new FindClients(ORG, null, 5), null).next()).isNull();
        assertThat(handler.handle(new FindClients(OrganizationId.random(), null, 5), null)
                        .items())
                .isEmpty();
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        for (var cursor : List.of("x", CLIENTS.getFirst().clientId().value(), Cursor.of("x"))) {
            assertThatThrownBy(() -> handler.handle(new FindClients(ORG, cursor, 2), null))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            refusal -> assertThat(refusal.rejection().field()).isEqualTo("cursor"));
        }
    }

    @Test
    void findsAClientInItsOrganizationOnly() {
        var client = CLIENTS.getFirst();

        assertThat(handler.handle(new FindClient(ORG, client.clientId()), "7")).isEqualTo(client);
        assertThatThrownBy(() -> handler.handle(new FindClient(OrganizationId.random(), client.clientId()), null))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }

    @Test
    void waitsForThePositionThatIsAskedForAndNotForEver() {
        assertThatThrownBy(() -> handler.handle(new FindClients(ORG, null, 5), "8"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused ->
                                assertThat(refused.rejection().code()).isEqualTo(KernelRule.READ_MODEL_BEHIND.code()));
    }
}
