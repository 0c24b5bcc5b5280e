package com.avaone.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.ClientView;
import com.avaone.api.feed.FeedQuery.FindFeedAccess;
import com.avaone.api.feed.FeedQuery.FindOrganizationFeedAccess;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class FeedQueryHandlerTest {

    private final Identities identities = mock();
    private final FeedQueryHandler handler = new FeedQueryHandler(identities, Clock.systemUTC());

    private MetaData client(ClientScope... scopes) {
        var id = ClientId.random();
        when(identities.client(id))
                .thenReturn(Optional.of(new ClientView(
                        id,
                        OrganizationId.OPERATOR,
                        "Warehouse",
                        ClientKind.SERVICE,
                        Set.of(scopes),
                        ClientState.ACTIVE,
                        null,
                        List.of(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        0)));
        return MetaData.from(Map.of(MetadataKey.ACTOR_KIND, ActorKind.CLIENT.name(), MetadataKey.ACTOR_ID, id.value()));
    }

    @Test
    void givesPersonalDataByItsOwnScopeOnly() {
        var both = client(ClientScope.FOLLOW_EVENTS, ClientScope.READ_PERSONAL_DATA_OF_EVENTS);
        var one = client(ClientScope.FOLLOW_EVENTS, ClientScope.READ_USERS, ClientScope.READ_HISTORY);

        assertThat(handler.handle(new FindFeedAccess(), both).personalData()).isTrue();
        assertThat(handler.handle(new FindFeedAccess(), one).personalData()).isFalse();
        assertThat(handler.handle(new FindOrganizationFeedAccess(OrganizationId.OPERATOR), both)
                        .personalData())
                .isTrue();
    }

    @Test
    void knowsNoOrganizationThatIsNotThere() {
        var asker = client(ClientScope.FOLLOW_EVENTS);

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindOrganizationFeedAccess(OrganizationId.random()), asker))
                .satisfies(refusal -> assertThat(refusal.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }
}
