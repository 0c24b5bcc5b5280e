package com.avaone.web.user.passkey;

import com.avaone.api.user.SessionSeal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Challenges that authenticators answer: random, and sealed with what they are for and when they were made, so that nothing is kept of
 * them and each node knows those of the others. That one is answered only once, the passkey itself keeps: see {@link PasskeyCeremonies}.
 */
@Component
class Challenges {

    /** For how long one can be answered. */
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private static final String PURPOSE = "passkey";
    private static final int RANDOM_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final SessionSeal seal;
    private final Clock clock;

    Challenges(SessionSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * A challenge that counts for one purpose.
     *
     * @param use what it is for, in few words without a bar
     */
    byte[] next(String use) {
        var noise = new byte[RANDOM_BYTES];
        random.nextBytes(noise);
        var content = String.join(
                        "|",
                        PURPOSE,
                        use,
                        Long.toString(clock.millis()),
                        HexFormat.of().formatHex(noise))
                .getBytes(StandardCharsets.UTF_8);
        var sealed = seal.seal(content);
        return ByteBuffer.allocate(1 + content.length + sealed.length)
                .put((byte) content.length)
                .put(content)
                .put(sealed)
                .array();
    }

    /** When a challenge was made, if it was made here, for this purpose, and not too long ago. */
    Optional<Instant> madeAt(byte[] challenge, String use) {
        if (challenge.length == 0 || challenge[0] < 0 || challenge[0] >= challenge.length) {
            return Optional.empty();
        }
        var end = 1 + challenge[0];
        var content = Arrays.copyOfRange(challenge, 1, end);
        if (!seal.isSealOf(content, Arrays.copyOfRange(challenge, end, challenge.length))) {
            return Optional.empty();
        }
        var parts = new String(content, StandardCharsets.UTF_8).split("\\|", -1);
        if (!parts[0].equals(PURPOSE) || !parts[1].equals(use)) {
            return Optional.empty();
        }
        var madeAt = Instant.ofEpochMilli(Long.parseLong(parts[2]));
        return Optional.of(madeAt).filter(at -> clock.instant().isBefore(at.plus(GOOD_FOR)));
    }
}
