package com.avaone.web.user;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.SessionView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.security.SessionCookie;
import com.avaone.web.user.passkey.PasskeyCeremonies;
import com.avaone.web.user.passkey.PasskeyOffer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Signing in and out by the API, and one's own sessions. */
@RestController
@Tag(name = "Sessions", description = "Signing in and out, and one's own open sessions.")
class SignInController {

    private static final String CREDENTIAL = """
            {"id": "AAECAw", "rawId": "AAECAw", "type": "public-key", "clientExtensionResults": {},
             "response": {"clientDataJSON": "eyJ0…", "authenticatorData": "SZYN…", "signature": "MEUC…", "userHandle": "dXNl…"}}""";

    private final SignIn signIn;
    private final PasskeyCeremonies passkeys;
    private final Identities identities;
    private final OpenedSessions opening;
    private final SessionCookie cookie;

    SignInController(
            SignIn signIn,
            PasskeyCeremonies passkeys,
            Identities identities,
            OpenedSessions opening,
            SessionCookie cookie) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.identities = identities;
        this.opening = opening;
        this.cookie = cookie;
    }

    /**
     * What signing in needs.
     *
     * @param code from the authenticator app, or a recovery code; needed once a second factor is enrolled
     * @param bearer whether to answer a token for a program instead of setting a cookie
     */
    @Schema(name = "SignInRequest")
    record Request(
            @Schema(example = "admin@avaone.example") @NotBlank @Size(max = 254)
            String email,

            @Schema(example = "correct horse battery staple", format = "password") @NotBlank @Size(max = 256)
            String password,

            @Schema(example = "492039") @Size(max = 40) @Nullable
            String code,

            @Schema(
                    description =
                            "Answer a bearer token instead of setting a cookie; for programs that are no browsers.",
                    example = "true")
            @Nullable
            Boolean bearer) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Request[email=" + email + "]";
        }
    }

    /**
     * What signing in to an organization needs.
     *
     * @param organization its identifier or short name
     */
    @Schema(name = "OrganizationSignInRequest")
    record OrganizationRequest(
            @Schema(example = "northwind-labs") @NotBlank @Size(max = 60)
            String organization,

            @Schema(example = "mina@northwind.example") @NotBlank @Size(max = 254)
            String email,

            @Schema(example = "correct horse battery staple", format = "password") @NotBlank @Size(max = 256)
            String password,

            @Schema(example = "492039") @Size(max = 40) @Nullable
            String code,

            @Schema(example = "true") @Nullable Boolean bearer) {

        /** Without the password. */
        @Override
        public String toString() {
            return "OrganizationRequest[organization=" + organization + ", email=" + email + "]";
        }
    }

    /**
     * One's own session.
     *
     * @param current whether it is the one of this request
     */
    @Schema(name = "Session")
    record Session(
            SessionId sessionId,
            Instant openedAt,
            Instant expiresAt,
            @Schema(example = "192.0.2.7") @Nullable String sourceAddress,
            boolean current) {

        static Session of(SessionView view, SignedInUser user) {
            return new Session(
                    view.sessionId(),
                    view.openedAt(),
                    view.expiresAt(),
                    view.sourceAddress(),
                    view.sessionId().equals(user.sessionId()));
        }
    }

    /** Every session fits on one page: a user has few. */
    @Schema(name = "Sessions")
    record Sessions(List<Session> items, @Nullable String next) {}

    @PostMapping("/api/admin/login")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Sign in as a user of the operator",
            description = "Sets the session cookie, or answers a bearer token where `bearer` is true.")
    OpenedSessions.Answer signIn(
            @Valid @RequestBody Request request, HttpServletRequest servletRequest, HttpServletResponse response) {
        var opened = signIn.open(Door.ADMIN, null, request.email(), request.password(), request.code());
        return opening.answer(opened, request.bearer(), servletRequest, response);
    }

    @PostMapping("/api/organization/login")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Sign in to administer or audit an organization",
            description =
                    "Unknown organization, unknown address and wrong password get one answer. A license that is shut answers 403 with "
                            + "its status, since when, and whom to ask.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "`license-shut`")
    OpenedSessions.Answer signInToOrganization(
            @Valid @RequestBody OrganizationRequest request,
            HttpServletRequest servletRequest,
            HttpServletResponse response) {
        var opened = signIn.open(
                Door.ORGANIZATION, request.organization(), request.email(), request.password(), request.code());
        return opening.answer(opened, request.bearer(), servletRequest, response);
    }

    @PostMapping("/api/workspace/login")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Sign in to work in an organization",
            description =
                    "Unknown organization, unknown address and wrong password get one answer. A license that is shut answers 403 with "
                            + "its status, since when, and whom to ask.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "`license-shut`")
    OpenedSessions.Answer signInToWorkspace(
            @Valid @RequestBody OrganizationRequest request,
            HttpServletRequest servletRequest,
            HttpServletResponse response) {
        var opened = signIn.open(
                Door.WORKSPACE, request.organization(), request.email(), request.password(), request.code());
        return opening.answer(opened, request.bearer(), servletRequest, response);
    }

    /**
     * What signing in by a passkey needs.
     *
     * @param credential the browser's {@code PublicKeyCredential}, in the JSON form of WebAuthn
     */
    @Schema(name = "PasskeySignInRequest")
    record PasskeyRequest(
            @Schema(type = "object", example = CREDENTIAL) @NotNull
            JsonNode credential,

            @Schema(example = "true") @Nullable Boolean bearer) {}

    /** What signing in to an organization by a passkey needs. */
    @Schema(name = "OrganizationPasskeySignInRequest")
    record OrganizationPasskeyRequest(
            @Schema(example = "northwind-labs") @NotBlank @Size(max = 60)
            String organization,

            @Schema(type = "object", example = CREDENTIAL) @NotNull
            JsonNode credential,

            @Schema(example = "true") @Nullable Boolean bearer) {}

    @PostMapping("/api/login/passkey/offer")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Get a challenge to sign in by a passkey",
            description =
                    "The options for the browser's `navigator.credentials.get`, good for five minutes and one sign-in. Nobody is "
                            + "named: the passkey says whose it is.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    ResponseEntity<PasskeyOffer.SignIn> offer() {
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(passkeys.offerSignIn());
    }

    @PostMapping("/api/admin/login/passkey")
    @Access(Audience.PUBLIC)
    @Operation(summary = "Sign in as one of the operator's own users by a passkey")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "401", description = "`passkey-refused`")
    OpenedSessions.Answer signInByPasskey(
            @Valid @RequestBody PasskeyRequest request,
            HttpServletRequest servletRequest,
            HttpServletResponse response) {
        var opened = signIn.openByPasskey(Door.ADMIN, null, request.credential().toString());
        return opening.answer(opened, request.bearer(), servletRequest, response);
    }

    @PostMapping("/api/organization/login/passkey")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Sign in by a passkey to administer or audit an organization",
            description =
                    "The passkey's owner must belong to the organization. A shut license is answered as for a password.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "401", description = "`passkey-refused`")
    @ApiResponse(responseCode = "403", description = "`license-shut`")
    OpenedSessions.Answer signInToOrganizationByPasskey(
            @Valid @RequestBody OrganizationPasskeyRequest request,
            HttpServletRequest servletRequest,
            HttpServletResponse response) {
        var opened = signIn.openByPasskey(
                Door.ORGANIZATION, request.organization(), request.credential().toString());
        return opening.answer(opened, request.bearer(), servletRequest, response);
    }

    @PostMapping("/api/workspace/login/passkey")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Sign in by a passkey to work in an organization",
            description =
                    "The passkey's owner must belong to the organization. A shut license is answered as for a password.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "401", description = "`passkey-refused`")
    @ApiResponse(responseCode = "403", description = "`license-shut`")
    OpenedSessions.Answer signInToWorkspaceByPasskey(
            @Valid @RequestBody OrganizationPasskeyRequest request,
            HttpServletRequest servletRequest,
            HttpServletResponse response) {
        var opened = signIn.openByPasskey(
                Door.WORKSPACE, request.organization(), request.credential().toString());
        return opening.answer(opened, request.bearer(), servletRequest, response);
    }

    @PostMapping({"/api/logout", "/api/admin/logout"})
    @Access(Audience.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out")
    void signOut(SignedInUser user, HttpServletResponse response) {
        signIn.end(user.userId(), user.organizationId(), user.sessionId(), SessionEnd.SIGNED_OUT);
        cookie.clear(response);
    }

    @GetMapping("/api/sessions")
    @Access(Audience.SIGNED_IN)
    @Operation(summary = "List one's own open sessions, newest first")
    Sessions sessions(SignedInUser user) {
        return new Sessions(
                identities.sessions(user.userId()).stream()
                        .map(session -> Session.of(session, user))
                        .toList(),
                null);
    }

    @DeleteMapping("/api/sessions/{sessionId}")
    @Access(Audience.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one of one's own sessions", description = "It is over at once, wherever it is used.")
    void revoke(@PathVariable String sessionId, SignedInUser user) {
        var own = ownSession(identities, sessionId, user);
        signIn.end(user.userId(), user.organizationId(), own, SessionEnd.REVOKED);
    }

    /**
     * One of the user's own sessions.
     *
     * @throws Rejected as not found where it is none, whoever else's it may be
     */
    static SessionId ownSession(Identities identities, String sessionId, SignedInUser user) {
        return Optional.of(sessionId)
                .filter(text -> TimeOrderedId.matches(SessionId.PREFIX, text))
                .flatMap(text -> identities.session(new SessionId(text)))
                .filter(session -> session.userId().equals(user.userId()))
                .map(SessionView::sessionId)
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "You have no such session."));
    }
}
