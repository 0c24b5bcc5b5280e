package com.avaone.web.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.avaone.api.communication.MailPage;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Identities;
import com.avaone.api.user.OwnHistory;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import tools.jackson.databind.json.JsonMapper;

class OwnExportTest {

    private final Queries queries = mock(Queries.class);
    private final Identities identities = mock(Identities.class);
    private final SignedInUser mina = new SignedInUser(
            UserId.random(),
            OrganizationId.random(),
            new EmailAddress("mina@northwind.example"),
            "Mina",
            Role.EMPLOYEE,
            SessionId.random());

    @Test
    void isNeverTakenForCompleteWhereItBreaksOff() {
        when(identities.organization(any())).thenReturn(Optional.empty());
        when(identities.sessions(any())).thenReturn(List.of());
        when(queries.ask(any(), eq(MailPage.class))).thenReturn(new MailPage(List.of(), null));
        when(queries.ask(any(), eq(OwnHistory.class)))
                .thenReturn(new OwnHistory(List.of(), 200L))
                .thenThrow(new RequestRefused(HttpRule.TIMED_OUT, "Ask again."));
        var export = new OwnExport(queries, identities, new StaticMessageSource(), JsonMapper.shared()).of(mina);
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> export.writeJson(out)).isInstanceOf(RequestRefused.class);

        // Closed, it would end here as if the history did.
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotEndWith("}");
    }
}
