package com.avaone.web.user.link;

import com.avaone.api.kernel.Receipt;
import com.avaone.api.user.UserProfile;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is done by a link that came by mail. The token is what stands in the link behind {@code token=}. */
@RestController
@Access(Audience.PUBLIC)
@Tag(name = "Links", description = "What people do by a link that came by mail, without a session.")
class LinkController {

    private static final String LINK_NOT_VALID = "`link-not-valid`: used, replaced by a newer one, or too old";

    private final SentLinks links;

    LinkController(SentLinks links) {
        this.links = links;
    }

    /** The answer to an invitation. */
    @Schema(name = "AcceptInvitationRequest")
    record Acceptance(
            @Schema(example = "aW52aXRhdGlvbi1vZi1taW5h", description = "What stands in the mailed link after `token=`")
            @NotBlank
            @Size(max = 1000)
            String token,

            @Schema(example = "four words that nobody guesses", format = "password") @NotBlank @Size(max = 256)
            String password,

            @Schema(example = "Mina") @Size(max = 100) @Nullable
            String firstName,

            @Schema(example = "Okafor") @Size(max = 100) @Nullable
            String lastName) {

        UserProfile toProfile() {
            return new UserProfile(Text.orNull(firstName), Text.orNull(lastName), null, null, null);
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Acceptance[]";
        }
    }

    @PostMapping("/api/invitation/accept")
    @Operation(
            summary = "Accept an invitation",
            description =
                    "Chooses the password. At least 8 characters, better 15 or more, at most 128; none that would be tried first.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`password-weak`")
    @ApiResponse(responseCode = "409", description = LINK_NOT_VALID)
    Receipt accept(@Valid @RequestBody Acceptance body) {
        return links.accept(body.token(), body.password(), body.toProfile());
    }

    /** Whose account a link is asked for. */
    @Schema(name = "LinkForAccountRequest")
    record AccountRequest(
            @Schema(
                    example = "northwind-labs",
                    description = "Identifier or short name; left out by the operator's own users")
            @Size(max = 60)
            @Nullable
            String organization,

            @Schema(example = "mina@northwind.example") @NotBlank @Size(max = 254)
            String email) {}

    @PostMapping("/api/password-reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ask for a link to set a new password",
            description = "The answer is the same whether there is such an account or not.")
    void requestPasswordReset(@Valid @RequestBody AccountRequest body) {
        links.requestPasswordReset(body.organization(), body.email());
    }

    /** A new password. */
    @Schema(name = "ResetPasswordRequest")
    record Reset(
            @Schema(example = "aW52aXRhdGlvbi1vZi1taW5h", description = "What stands in the mailed link after `token=`")
            @NotBlank
            @Size(max = 1000)
            String token,

            @Schema(example = "four words that nobody guesses", format = "password") @NotBlank @Size(max = 256)
            String password) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Reset[]";
        }
    }

    @PostMapping("/api/password-reset/complete")
    @Operation(summary = "Set a new password by a link", description = "Every session ends; a lock is gone.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`password-weak`")
    @ApiResponse(responseCode = "409", description = LINK_NOT_VALID)
    Receipt resetPassword(@Valid @RequestBody Reset body) {
        return links.resetPassword(body.token(), body.password());
    }

    /** A link and nothing else. */
    @Schema(name = "LinkRequest")
    record Token(
            @Schema(example = "aW52aXRhdGlvbi1vZi1taW5h", description = "What stands in the mailed link after `token=`")
            @NotBlank
            @Size(max = 1000)
            String token) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    @PostMapping("/api/email-change/confirm")
    @Operation(summary = "Confirm another address by the link sent to it")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = LINK_NOT_VALID)
    Receipt confirmEmail(@Valid @RequestBody Token body) {
        return links.confirmEmail(body.token());
    }

    @PostMapping("/api/unlock/request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ask for another link that opens a locked account",
            description = "The answer is the same whether there is such an account, and whether it is locked, or not.")
    void requestUnlock(@Valid @RequestBody AccountRequest body) {
        links.requestUnlock(body.organization(), body.email());
    }

    @PostMapping("/api/unlock")
    @Operation(summary = "Open a locked account by a link")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = LINK_NOT_VALID)
    Receipt unlock(@Valid @RequestBody Token body) {
        return links.unlock(body.token());
    }
}
