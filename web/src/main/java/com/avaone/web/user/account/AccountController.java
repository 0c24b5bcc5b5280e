package com.avaone.web.user.account;

import com.avaone.api.kernel.Receipt;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.user.passkey.PasskeyOffer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The API of one's own account. Whose it is, says the session and nothing else. */
@RestController
@RequestMapping("/api/account")
@Access(Audience.SIGNED_IN)
@Tag(name = "Account", description = "One's own account. What could take it over asks for the present password.")
class AccountController {

    private static final String CREDENTIAL = """
            {"id": "AAECAw", "rawId": "AAECAw", "type": "public-key", "clientExtensionResults": {},
             "response": {"clientDataJSON": "eyJ0…", "attestationObject": "o2Nm…"}}""";

    private final OwnAccount account;
    private final OwnExport export;
    private final Answers answers;
    private final CurrentRequest request;

    AccountController(OwnAccount account, OwnExport export, Answers answers, CurrentRequest request) {
        this.account = account;
        this.export = export;
        this.answers = answers;
        this.request = request;
    }

    @GetMapping
    @Operation(summary = "Read one's own account", description = "The ETag is its version.")
    ResponseEntity<UserView> get(SignedInUser user) {
        var view = account.view(user);
        return answers.found(view, view.version());
    }

    /** What is known of a person; what is left out is emptied. */
    @Schema(name = "OwnProfileRequest")
    record Profile(
            @Schema(example = "Mina") @Size(max = 100) @Nullable
            String firstName,

            @Schema(example = "Okafor") @Size(max = 100) @Nullable
            String lastName,

            @Schema(example = "Support") @Size(max = 100) @Nullable
            String department,

            @Schema(example = "Team lead") @Size(max = 100) @Nullable
            String position,

            @Schema(example = "E-1042") @Size(max = 100) @Nullable
            String accountId) {

        static Profile of(UserProfile profile) {
            return new Profile(
                    profile.firstName(),
                    profile.lastName(),
                    profile.department(),
                    profile.position(),
                    profile.accountId());
        }

        UserProfile toProfile() {
            return new UserProfile(
                            Text.orNull(firstName),
                            Text.orNull(lastName),
                            Text.orNull(department),
                            Text.orNull(position),
                            Text.orNull(accountId))
                    .judged();
        }
    }

    @PutMapping
    @Operation(
            summary = "Replace one's own profile",
            description = "Needs `If-Match`. An equal profile changes nothing.")
    ResponseEntity<Object> changeProfile(@Valid @RequestBody Profile body, SignedInUser user) {
        request.requireIfMatch();
        return answers.done(account.changeProfile(user, body.toProfile()), position -> account.view(user, position));
    }

    /** Another password. */
    @Schema(name = "ChangePasswordRequest")
    record PasswordChange(
            @Schema(
                    example = "five words that nobody guessed so far",
                    description = "The present password",
                    format = "password")
            @NotBlank
            @Size(max = 256)
            String present,

            @Schema(example = "four words that nobody guesses", format = "password") @NotBlank @Size(max = 256)
            String password) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    @PostMapping("/password")
    @Operation(summary = "Change one's own password", description = "Every other session ends.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`password-weak`, `password-wrong`")
    Receipt changePassword(@Valid @RequestBody PasswordChange body, SignedInUser user) {
        return account.changePassword(user, body.present(), body.password());
    }

    /** Another address. */
    @Schema(name = "ChangeEmailRequest")
    record EmailChange(
            @Schema(
                    example = "five words that nobody guessed so far",
                    description = "The present password",
                    format = "password")
            @NotBlank
            @Size(max = 256)
            String password,

            @Schema(example = "mina.okafor@northwind.example") @NotBlank @Size(max = 254)
            String email) {

        /** Without the password. */
        @Override
        public String toString() {
            return "EmailChange[]";
        }
    }

    @PostMapping("/email")
    @Operation(
            summary = "Ask for another address",
            description = "It counts once it is confirmed by the link sent to it.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`password-wrong`")
    @ApiResponse(responseCode = "409", description = "`email-taken`")
    Receipt requestEmailChange(@Valid @RequestBody EmailChange body, SignedInUser user) {
        return account.requestEmailChange(user, body.password(), body.email());
    }

    /** A secret for the authenticator app. */
    @Schema(name = "SecondFactorOffer")
    record Offer(
            @Schema(description = "In base 32, to be typed") String secret,
            @Schema(description = "To be scanned") String uri) {

        static Offer of(SecondFactors.Offer offer) {
            return new Offer(offer.secret(), offer.uri());
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Offer[]";
        }
    }

    @PostMapping("/second-factor/offer")
    @Operation(
            summary = "Get a secret for an authenticator app",
            description = "It counts once it is enrolled with a code.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`second-factor-enrolled`")
    ResponseEntity<Offer> offer(SignedInUser user) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(Offer.of(account.offerSecondFactor(user)));
    }

    /** A code that proves that the app has the secret. */
    @Schema(name = "EnrollSecondFactorRequest")
    record Enrollment(
            @Schema(
                    example = "five words that nobody guessed so far",
                    description = "The present password",
                    format = "password")
            @NotBlank
            @Size(max = 256)
            String password,

            @Schema(example = "492039") @NotBlank @Size(max = 40)
            String code) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Enrollment[]";
        }
    }

    /** Codes for the loss of the second factor: shown once. */
    @Schema(name = "RecoveryCodes")
    record RecoveryCodes(List<String> items, @Nullable String next) {

        /** Without the codes. */
        @Override
        public String toString() {
            return "RecoveryCodes[]";
        }
    }

    @PostMapping("/second-factor")
    @Operation(
            summary = "Enroll the second factor",
            description = "Answers ten recovery codes, which are shown this once. Signing in needs a code from now on.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`code-wrong`, `password-wrong`")
    @ApiResponse(responseCode = "409", description = "`second-factor-enrolled`")
    ResponseEntity<RecoveryCodes> enroll(@Valid @RequestBody Enrollment body, SignedInUser user) {
        var enrolled = account.enrollSecondFactor(user, body.password(), body.code());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new RecoveryCodes(enrolled.recoveryCodes(), null));
    }

    /** The present password and nothing else. */
    @Schema(name = "PasswordProof")
    record Proof(
            @Schema(
                    example = "five words that nobody guessed so far",
                    description = "The present password",
                    format = "password")
            @NotBlank
            @Size(max = 256)
            String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    @PostMapping("/second-factor/remove")
    @Operation(summary = "Remove the second factor")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`password-wrong`")
    @ApiResponse(responseCode = "409", description = "`second-factor-not-enrolled`")
    Receipt removeSecondFactor(@Valid @RequestBody Proof body, SignedInUser user) {
        return account.removeSecondFactor(user, body.password());
    }

    /** One's own passkeys, oldest first. */
    @Schema(name = "Passkeys")
    record Passkeys(List<UserView.Passkey> items, @Nullable String next) {}

    @GetMapping("/passkeys")
    @Operation(summary = "List one's own passkeys, oldest first")
    Passkeys passkeys(SignedInUser user) {
        return new Passkeys(account.view(user).passkeys(), null);
    }

    @PostMapping("/passkeys/offer")
    @Operation(
            summary = "Get a challenge to make a passkey",
            description =
                    "The options for the browser's `navigator.credentials.create`, good for five minutes in the present session.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "`password-wrong`")
    ResponseEntity<PasskeyOffer.Enrollment> offerPasskey(@Valid @RequestBody Proof body, SignedInUser user) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(account.offerPasskey(user, body.password()));
    }

    /**
     * A passkey just made.
     *
     * @param name by which the person knows it
     * @param credential the browser's {@code PublicKeyCredential}, in the JSON form of WebAuthn
     */
    @Schema(name = "AddPasskeyRequest")
    record NewPasskey(
            @Schema(example = "Blue key") @NotBlank @Size(max = 100)
            String name,

            @Schema(type = "object", example = CREDENTIAL) @NotNull
            JsonNode credential) {}

    @PostMapping("/passkeys")
    @Operation(
            summary = "Add a passkey",
            description = "Whoever has it can sign in by it from now on, without password and code.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    Receipt addPasskey(@Valid @RequestBody NewPasskey body, SignedInUser user) {
        return account.addPasskey(user, body.name(), body.credential().toString());
    }

    @DeleteMapping("/passkeys/{passkeyId}")
    @Operation(summary = "Remove a passkey", description = "Nobody can sign in by it any more.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`passkey-unknown`")
    Receipt removePasskey(@PathVariable String passkeyId, SignedInUser user) {
        return account.removePasskey(user, passkeyId);
    }

    @GetMapping("/export")
    @Operation(
            summary = "Take along everything that is kept about oneself, as JSON",
            description =
                    "The account, the organization, open sessions, mails that are still kept, and every event from the first."
                            + " Never a secret: no password, no key, no link.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = OwnExport.Contents.class)))
    void export(SignedInUser user, HttpServletResponse response) throws IOException {
        var own = export.of(user);
        attach(response, MediaType.APPLICATION_JSON_VALUE, "avaone-account.json");
        own.writeJson(response.getOutputStream());
    }

    @GetMapping("/export.zip")
    @Operation(
            summary = "Take along everything that is kept about oneself, as an archive",
            description = "One JSON file of each kind, the history in plain words, and a text that says what is what.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    void exportArchive(SignedInUser user, Locale locale, HttpServletResponse response) throws IOException {
        var own = export.of(user);
        attach(response, "application/zip", "avaone-account.zip");
        own.writeArchive(response.getOutputStream(), locale);
    }

    private static void attach(HttpServletResponse response, String type, String file) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(file));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
