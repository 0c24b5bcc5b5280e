package com.avaone.web.user.passkey;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.user.Passkeys;
import com.avaone.api.user.Passkeys.Passkey;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.settings.AvaoneProperties;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.server.ServerProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes and checks passkeys. Each is for the host of the suite's public address, stays with its authenticator, and is used only after the
 * authenticator has made sure of its owner (a finger, a face, a number): it stands for password and second factor together.
 *
 * <p>A challenge is answered once, on whichever node: with its signature counter a passkey keeps when the challenge was made that it
 * answered last, and one that was not made later is refused. Both move in one step that only one of several can make.
 */
@Component
public class PasskeyCeremonies {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyCeremonies.class);

    private static final String NAME = "Avaone Suite";
    private static final String REQUIRED = "required";
    private static final String SIGN_IN = "sign-in";

    /** The usual ones: Ed25519, P-256, RSA. */
    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256)
                    .stream()
                    .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();

    private final ObjectConverter converter = new ObjectConverter();
    // Where a passkey comes from is not asked for: anybody's own device will do.
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    private final Passkeys passkeys;
    private final Challenges challenges;
    private final JsonMapper json;
    private final Origin origin;
    private final String host;

    PasskeyCeremonies(Passkeys passkeys, Challenges challenges, JsonMapper json, AvaoneProperties properties) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.json = json;
        this.origin = Origin.create(properties.publicUrl().toString());
        this.host = Objects.requireNonNull(properties.publicUrl().getHost(), "host of the public address");
    }

    /**
     * What the vault keeps of a passkey.
     *
     * @param credential identifier and public key, as the authenticator gave them, in base64url
     * @param counter of signatures; authenticators that do not count leave it at 0
     * @param challengedAt when the challenge was made that was answered last
     */
    private record Kept(
            String credential, long counter, boolean backupEligible, boolean backedUp, Instant challengedAt) {}

    /** Asks for any passkey of this suite. */
    public PasskeyOffer.SignIn offerSignIn() {
        return new PasskeyOffer.SignIn(
                base64(challenges.next(SIGN_IN)), host, REQUIRED, Challenges.GOOD_FOR.toMillis());
    }

    /** Asks for a new passkey for a user, which counts in the user's present session only. */
    public PasskeyOffer.Enrollment offerEnrollment(SignedInUser user) {
        return new PasskeyOffer.Enrollment(
                base64(challenges.next(enrollment(user))),
                new PasskeyOffer.Enrollment.Party(host, NAME),
                new PasskeyOffer.Enrollment.Person(
                        base64(handle(user.userId().value())), user.email().value(), user.displayName()),
                ALGORITHMS.stream()
                        .map(way -> new PasskeyOffer.Enrollment.Algorithm(
                                way.getType().getValue(), way.getAlg().getValue()))
                        .toList(),
                passkeys.of(user.userId()).stream()
                        .map(passkey -> new PasskeyOffer.Enrollment.Known(
                                PublicKeyCredentialType.PUBLIC_KEY.getValue(), passkey.passkeyId()))
                        .toList(),
                new PasskeyOffer.Enrollment.Wish(REQUIRED, true, REQUIRED),
                "none",
                Challenges.GOOD_FOR.toMillis());
    }

    /**
     * A passkey that is kept now.
     *
     * @param isNew whether it was not kept before
     */
    public record Enrolled(String passkeyId, boolean isNew) {}

    /**
     * Keeps a passkey that a browser has made. One of the user's own that is kept already stays as it is: perhaps nobody heard what became of it
     * the first time.
     *
     * @param credential what the browser answered to {@link #offerEnrollment}, as JSON
     * @throws InvalidValue where it is no answer to an offer to this session, or the passkey is somebody else's
     */
    public Enrolled keep(SignedInUser user, String credential) {
        var made = understood(() -> {
                    var data = webAuthn.parseRegistrationResponseJSON(credential);
                    var challenge = challenge(data);
                    var madeAt = challenges.madeAt(challenge.getValue(), enrollment(user));
                    if (madeAt.isEmpty()) {
                        return Optional.<Passkey>empty();
                    }
                    webAuthn.verify(data, new RegistrationParameters(here(challenge), ALGORITHMS, true, true));
                    return Optional.of(passkey(user, data, madeAt.get()));
                })
                .orElseThrow(
                        () -> new InvalidValue(
                                "credential",
                                "must be a passkey just made for an offer to this session, on this site, after its owner was verified"));
        var present = passkeys.find(made.passkeyId());
        if (present.filter(other -> !other.userId().equals(user.userId())).isPresent()) {
            throw new InvalidValue("credential", "must be a passkey that is not in use yet");
        }
        if (present.isEmpty()) {
            passkeys.keep(made);
        }
        return new Enrolled(made.passkeyId(), present.isEmpty());
    }

    private Passkey passkey(SignedInUser user, RegistrationData data, Instant madeAt) {
        var authenticator = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        var attested = Objects.requireNonNull(authenticator.getAttestedCredentialData());
        var kept = new Kept(
                base64(credentials.convert(attested)),
                authenticator.getSignCount(),
                authenticator.isFlagBE(),
                authenticator.isFlagBS(),
                madeAt);
        return new Passkey(user.userId(), base64(attested.getCredentialId()), json.writeValueAsString(kept));
    }

    /**
     * A passkey that somebody shows: it is known and answers a challenge of ours. Whether it really was used, {@link #isRight} says.
     *
     * @param answer of its authenticator
     * @param challengedAt when the challenge was made
     */
    public record Shown(Passkey passkey, AuthenticationData answer, Instant challengedAt) {}

    /**
     * The passkey that somebody shows; empty where it is not known, or answers no challenge of ours.
     *
     * @param credential what the browser answered to {@link #offerSignIn}, as JSON
     * @throws InvalidValue where it is nothing of that kind
     */
    public Optional<Shown> shown(String credential) {
        var answer = understood(() -> Optional.of(webAuthn.parseAuthenticationResponseJSON(credential)))
                .filter(parsed -> parsed.getCredentialId() != null && parsed.getCollectedClientData() != null)
                .orElseThrow(() -> new InvalidValue(
                        "credential", "must be what the browser answered to an offer, in the JSON form of WebAuthn"));
        return understood(() -> challenges
                .madeAt(challenge(answer).getValue(), SIGN_IN)
                .flatMap(at -> passkeys.find(base64(answer.getCredentialId()))
                        .filter(passkey -> Arrays.equals(handle(passkey.userId().value()), answer.getUserHandle()))
                        .map(passkey -> new Shown(passkey, answer, at))));
    }

    /** Whether the passkey was used by its owner, here and for this challenge, which is answered with that. */
    public boolean isRight(Shown shown) {
        var passkeyId = shown.passkey().passkeyId();
        // A second look where another node was faster with another sign-in by the same passkey.
        return isRight(shown, shown.passkey())
                || passkeys.find(passkeyId)
                        .filter(now -> !now.equals(shown.passkey()) && isRight(shown, now))
                        .isPresent();
    }

    private boolean isRight(Shown shown, Passkey present) {
        var kept = json.readValue(present.content(), Kept.class);
        if (!shown.challengedAt().isAfter(kept.challengedAt())) {
            return false;
        }
        var answer = shown.answer();
        return understood(() -> Optional.of(webAuthn.verify(
                        answer,
                        new AuthenticationParameters(
                                here(challenge(answer)), credentialRecord(kept), null, true, true))))
                .map(AuthenticationData::getAuthenticatorData)
                .map(authenticator -> new Kept(
                        kept.credential(),
                        authenticator.getSignCount(),
                        kept.backupEligible(),
                        authenticator.isFlagBS(),
                        shown.challengedAt()))
                .filter(moved -> passkeys.replace(
                        present, new Passkey(present.userId(), present.passkeyId(), json.writeValueAsString(moved))))
                .isPresent();
    }

    private CredentialRecord credentialRecord(Kept kept) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                kept.backupEligible(),
                kept.backedUp(),
                kept.counter(),
                credentials.convert(Base64.getUrlDecoder().decode(kept.credential())),
                null,
                null,
                null,
                null);
    }

    private ServerProperty here(Challenge challenge) {
        return ServerProperty.builder()
                .origin(origin)
                .rpId(host)
                .challenge(challenge)
                .build();
    }

    private static Challenge challenge(RegistrationData data) {
        return Objects.requireNonNull(data.getCollectedClientData()).getChallenge();
    }

    private static Challenge challenge(AuthenticationData data) {
        return Objects.requireNonNull(data.getCollectedClientData()).getChallenge();
    }

    /** The library throws whatever it comes upon in what a stranger sends: nothing of that is a fault of ours. */
    private static <T> Optional<T> understood(Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (RuntimeException notUnderstood) {
            LOG.debug("A passkey is refused", notUnderstood);
            return Optional.empty();
        }
    }

    private static String enrollment(SignedInUser user) {
        return "enrollment " + user.sessionId().value();
    }

    /** By which an authenticator knows whose passkey it is: nothing personal. */
    private static byte[] handle(String userId) {
        return userId.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
