package com.avaone.command.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.IdempotencyOutcomes;
import com.avaone.command.kernel.memory.IdempotencyOutcomes.Claim;
import com.avaone.command.kernel.memory.Secret;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * Second factors in the credential vault: the secret, which must be read back, and hashes of the recovery codes, which are long enough to
 * need no salt. That a code counts once, on every node: one of an app by a claim like that of an idempotency key, which forgets itself; a
 * recovery code because it is taken out of those that are left by comparing what is there.
 */
final class VaultSecondFactors implements SecondFactors {

    private static final String SECRET = "totp";
    private static final String RECOVERY_CODES = "recovery-codes";

    private static final String ISSUER = "Avaone Suite";

    /** RFC 4226, 4: 160 bits. */
    private static final int SECRET_BYTES = 20;

    private static final int RECOVERY_CODE_COUNT = 10;

    /** 80 bits. */
    private static final int RECOVERY_CODE_BYTES = 10;

    /** How many steps of half a minute a clock may be off, in each direction. */
    private static final int STEPS_OFF = 1;

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final SecureRandom random = new SecureRandom();

    private final CredentialVault vault;
    private final IdempotencyOutcomes outcomes;
    private final Identities identities;
    private final Clock clock;

    VaultSecondFactors(CredentialVault vault, IdempotencyOutcomes outcomes, Identities identities, Clock clock) {
        this.vault = vault;
        this.outcomes = outcomes;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public Offer offer(UserId userId, String account) {
        refuseIfEnrolled(userId);
        var secret = randomBytes(SECRET_BYTES);
        vault.put(SECRET, userId.value(), new Secret(Base64.getEncoder().encodeToString(secret)));
        return offer(secret, account);
    }

    @Override
    public Offer offerAgain(UserId userId, String account) {
        refuseIfEnrolled(userId);
        return secret(userId).map(secret -> offer(secret, account)).orElseGet(() -> offer(userId, account));
    }

    private void refuseIfEnrolled(UserId userId) {
        if (identities.user(userId).filter(SignInUser::secondFactor).isPresent()) {
            throw new Rejected(UserRule.SECOND_FACTOR_ENROLLED, "Remove the second factor that there is first.");
        }
    }

    private Optional<byte[]> secret(UserId userId) {
        return vault.get(SECRET, userId.value())
                .map(secret -> Base64.getDecoder().decode(secret.reveal()));
    }

    private static Offer offer(byte[] secret, String account) {
        var text = Base32.toBase32String(secret);
        return new Offer(
                text,
                "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                        .formatted(encoded(ISSUER), encoded(account), text, encoded(ISSUER)));
    }

    @Override
    public boolean matches(UserId userId, String code) {
        return secret(userId)
                .filter(secret -> matchesOnce(userId, secret, code.strip()))
                .isPresent();
    }

    private boolean matchesOnce(UserId userId, byte[] secret, String code) {
        var step = codes.getTimeStep();
        return IntStream.rangeClosed(-STEPS_OFF, STEPS_OFF)
                .mapToObj(off -> clock.instant().plus(step.multipliedBy(off)))
                .filter(instant -> isSame(code(secret, instant), code))
                .anyMatch(instant -> isFirstUse(userId, instant.toEpochMilli() / step.toMillis()));
    }

    @Override
    public List<String> newRecoveryCodes(UserId userId) {
        var made = Stream.generate(() ->
                        Base32.toBase32String(randomBytes(RECOVERY_CODE_BYTES)).toLowerCase(Locale.ROOT))
                .limit(RECOVERY_CODE_COUNT)
                .toList();
        vault.put(
                RECOVERY_CODES,
                userId.value(),
                hashes(made.stream().map(VaultSecondFactors::hash).toList()));
        return made.stream().map(code -> code.replaceAll("(.{4})(?!$)", "$1-")).toList();
    }

    @Override
    public OptionalInt useRecoveryCode(UserId userId, String code) {
        var used = hash(code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
        while (true) {
            var present = vault.find(RECOVERY_CODES, userId.value()).orElse(null);
            if (present == null) {
                return OptionalInt.empty();
            }
            var left = new ArrayList<>(Arrays.asList(present.reveal().split(" ")));
            if (!left.removeIf(kept -> isSame(kept, used))) {
                return OptionalInt.empty();
            }
            // Else another code was used at this moment, or this one, on whichever node: look again at what is left.
            if (vault.replace(RECOVERY_CODES, userId.value(), present, hashes(left))) {
                return OptionalInt.of(left.size());
            }
        }
    }

    @Override
    public void forget(UserId userId) {
        vault.remove(SECRET, userId.value());
        vault.remove(RECOVERY_CODES, userId.value());
    }

    private static Secret hashes(List<String> hashes) {
        return new Secret(String.join(" ", hashes));
    }

    private boolean isFirstUse(UserId userId, long step) {
        return outcomes.claim("totp/%s/%d".formatted(userId, step), "", userId.value()) instanceof Claim.Claimed;
    }

    private String code(byte[] secret, Instant instant) {
        try {
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(secret, codes.getAlgorithm()), instant, Locale.ROOT);
        } catch (InvalidKeyException failure) {
            throw new IllegalStateException("The secret of a second factor is no key", failure);
        }
    }

    private byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static String hash(String recoveryCode) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(recoveryCode.getBytes(UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This Java has no SHA-256", failure);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
