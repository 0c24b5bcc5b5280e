package com.avaone.web.client;

import com.avaone.api.client.ClientCommand.CreateClient;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** An API client to make. */
record CreateClientRequest(
        @Schema(example = "Customer portal") @NotBlank @Size(max = 100)
        String name,

        @Schema(example = "service") @NotNull ClientKind kind,

        @Schema(example = "[\"read-users\"]") @NotEmpty @Size(max = 20)
        List<@NotNull ClientScope> scopes,

        @Schema(example = "2027-06-30", description = "Last day (UTC); needed for an auditor")
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        @Nullable
        LocalDate expiresOn) {

    CreateClient toCommand(ClientId clientId, OrganizationId organizationId, TokenId tokenId) {
        return new CreateClient(
                clientId,
                organizationId,
                name,
                kind,
                Set.copyOf(scopes),
                expiresOn == null
                        ? null
                        : expiresOn.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                tokenId);
    }
}
