package com.avaone.web.client;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.ClientView;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.client.Clients.Issued;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What the two APIs of clients are sent and answer: the operator's, and the organizations'. */
final class ClientAnswers {

    private ClientAnswers() {}

    /** Other scopes, and why. */
    record ScopesRequest(
            @Schema(example = "[\"read-users\", \"read-history\"]") @NotEmpty @Size(max = 20)
            List<@NotNull ClientScope> scopes,

            @Schema(example = "The portal lists people now") @NotBlank @Size(max = Reason.REASON_LENGTH)
            String reason,

            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        Reason why() {
            return new Reason(reason, comment);
        }

        Set<ClientScope> toScopes() {
            return Set.copyOf(scopes);
        }
    }

    /** Another token, and why. */
    record RotateRequest(
            @Schema(
                    example = "2027-01-31T12:00:00Z",
                    description = "Until when the token before is good, at most 30 days; not from now on where absent")
            @Nullable
            Instant previousUntil,

            @Schema(example = "The yearly change") @NotBlank @Size(max = Reason.REASON_LENGTH)
            String reason,

            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        Reason why() {
            return new Reason(reason, comment);
        }
    }

    /** A client with when its tokens were last used. */
    @Schema(name = "ApiClient")
    record ApiClient(
            ClientId clientId,
            OrganizationId organizationId,
            String name,
            ClientKind kind,
            Set<ClientScope> scopes,
            ClientState state,
            @Nullable Instant expiresAt,
            List<ApiToken> tokens,
            Instant createdAt,
            Instant updatedAt,
            long version) {

        static ApiClient of(ClientView view, Map<TokenId, Instant> uses) {
            return new ApiClient(
                    view.clientId(),
                    view.organizationId(),
                    view.name(),
                    view.kind(),
                    view.scopes(),
                    view.state(),
                    view.expiresAt(),
                    view.tokens().stream()
                            .map(token -> new ApiToken(
                                    token.tokenId(), token.issuedAt(), token.validUntil(), uses.get(token.tokenId())))
                            .toList(),
                    view.createdAt(),
                    view.updatedAt(),
                    view.version());
        }
    }

    /**
     * A token without what makes it one.
     *
     * @param lastUsedAt to the hour or so
     */
    @Schema(name = "ApiClientToken")
    record ApiToken(
            TokenId tokenId,
            Instant issuedAt,
            @Nullable Instant validUntil,
            @Nullable Instant lastUsedAt) {}

    /** A page of clients. */
    @Schema(name = "ApiClients")
    record ApiClients(List<ApiClient> items, @Nullable String next) {}

    /**
     * A new token, shown this once.
     *
     * @param token absent where the request repeats one that was answered before
     */
    @Schema(name = "IssuedToken")
    record IssuedToken(ClientId clientId, @Nullable String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "IssuedToken[clientId=" + clientId + "]";
        }
    }

    static ResponseEntity<IssuedToken> issued(HttpStatus status, Issued issued) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .eTag(Long.toString(issued.receipt().version()))
                .header(CurrentRequest.POSITION, Long.toString(issued.receipt().position()))
                .header(HttpHeaders.PRAGMA, "no-cache")
                .body(new IssuedToken(issued.clientId(), issued.token()));
    }
}
