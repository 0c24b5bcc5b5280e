package com.avaone.web.user.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.user.SessionSeal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChallengesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /** Seals by the sum of the bytes, which a change of any one byte breaks. */
    private static final SessionSeal SEAL = new SessionSeal() {
        @Override
        public byte[] seal(byte[] content) {
            return new byte[] {(byte) Arrays.hashCode(content), 7};
        }

        @Override
        public boolean isSealOf(byte[] content, byte[] seal) {
            return Arrays.equals(seal(content), seal);
        }
    };

    private final Challenges challenges = at(NOW);

    private static Challenges at(Instant now) {
        return new Challenges(SEAL, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void areKnownByWhatTheyAreForAndByWhenTheyWereMade() {
        var challenge = challenges.next("sign-in");

        assertThat(challenges.madeAt(challenge, "sign-in")).contains(NOW);
        assertThat(challenges.madeAt(challenge, "enrollment")).isEmpty();
        assertThat(challenges.next("sign-in")).isNotEqualTo(challenge);
    }

    @Test
    void areGoodForFiveMinutes() {
        var challenge = challenges.next("sign-in");

        assertThat(at(NOW.plus(Duration.ofMinutes(5)).minusMillis(1)).madeAt(challenge, "sign-in"))
                .isPresent();
        assertThat(at(NOW.plus(Duration.ofMinutes(5))).madeAt(challenge, "sign-in"))
                .isEmpty();
    }

    @Test
    void areNotTakenFromElsewhere() {
        var challenge = challenges.next("sign-in");
        for (int i = 0; i < challenge.length; i++) {
            var changed = challenge.clone();
            changed[i] ^= 1;
            assertThat(challenges.madeAt(changed, "sign-in")).as("byte " + i).isEmpty();
            assertThat(challenges.madeAt(Arrays.copyOf(challenge, i), "sign-in"))
                    .isEmpty();
        }
    }
}
