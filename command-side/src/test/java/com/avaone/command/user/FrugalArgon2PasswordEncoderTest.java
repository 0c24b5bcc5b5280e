package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class FrugalArgon2PasswordEncoderTest {

    private static final Argon2PasswordEncoder SPRING = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private static final String PASSWORD = "grünes Pferd 🐴 correct";

    private final Argon2PasswordEncoder encoder = new FrugalArgon2PasswordEncoder();

    @Test
    void agreesWithSprings() {
        var hash = Objects.requireNonNull(SPRING.encode(PASSWORD));

        // Twice, because the second check finds the memory of the first.
        for (var time = 0; time < 2; time++) {
            assertThat(encoder.matches(PASSWORD, hash)).isTrue();
            assertThat(encoder.matches("another", hash)).isFalse();
        }
        assertThat(SPRING.matches(PASSWORD, encoder.encode(PASSWORD))).isTrue();
    }

    @Test
    void knowsHashesOfOtherParameters() {
        var weaker = Objects.requireNonNull(new Argon2PasswordEncoder(16, 32, 1, 8_192, 1).encode(PASSWORD));

        assertThat(encoder.matches(PASSWORD, weaker)).isTrue();
        assertThat(encoder.matches("another", weaker)).isFalse();
        assertThat(encoder.upgradeEncoding(weaker)).isTrue();
        assertThat(encoder.upgradeEncoding(encoder.encode(PASSWORD))).isFalse();
    }
}
