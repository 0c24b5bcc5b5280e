package com.avaone.web.user.passkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a browser is asked for, in the words of WebAuthn; what is binary is in base64url. */
public sealed interface PasskeyOffer {

    /** To sign in by whichever passkey of this suite the person chooses. */
    @Schema(name = "PasskeySignInOffer")
    record SignIn(
            String challenge,
            @Schema(example = "suite.example.com") String rpId,
            @Schema(example = "required") String userVerification,

            @Schema(description = "Milliseconds until the challenge is too old", example = "300000")
            long timeout)
            implements PasskeyOffer {}

    /** To make a passkey. */
    @Schema(name = "PasskeyEnrollmentOffer")
    record Enrollment(
            String challenge,
            Party rp,
            Person user,

            @JsonProperty("pubKeyCredParams") List<Algorithm> algorithms,

            @JsonProperty("excludeCredentials") List<Known> present,

            @JsonProperty("authenticatorSelection") Wish wish,

            @Schema(example = "none") String attestation,
            @Schema(example = "300000") long timeout)
            implements PasskeyOffer {

        /** Who asks. */
        @Schema(name = "PasskeyParty")
        public record Party(
                @Schema(example = "suite.example.com") String id,
                @Schema(example = "Avaone Suite") String name) {}

        /** Whose it is; the name is for the person to tell accounts apart. */
        @Schema(name = "PasskeyPerson")
        public record Person(String id, String name, String displayName) {}

        /** A way to sign, by its number among those of COSE. */
        @Schema(name = "PasskeyAlgorithm")
        public record Algorithm(
                @Schema(example = "public-key") String type,
                @Schema(example = "-7") long alg) {}

        /** A passkey that the person has; the same authenticator does not make another. */
        @Schema(name = "KnownPasskey")
        public record Known(@Schema(example = "public-key") String type, String id) {}

        /** Kept by the authenticator with whose it is, and used by its owner only. */
        @Schema(name = "PasskeyWish")
        public record Wish(
                @Schema(example = "required") String residentKey,
                boolean requireResidentKey,
                @Schema(example = "required") String userVerification) {}
    }
}
