package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first admin's password is not one that is tried first. */
class AdminPasswordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "admin",
                "Admin123456!",
                "password1234",
                "changeme12345",
                "aaaaaaaaaaaaaaaa",
                "123456789012",
                "ada@example.com",
                "avaone-suite-1"
            })
    void isWeakWhenItIsShortOrWellKnown(String password) {
        assertThat(AdminPassword.isWeak(password, "ada@example.com")).isTrue();
    }

    @Test
    void isGoodWhenItIsMadeUp() {
        var password = AdminPassword.generate();

        assertThat(password).hasSize(20).matches("[a-zA-Z2-9]+");
        assertThat(AdminPassword.isWeak(password, "ada@example.com")).isFalse();
        assertThat(AdminPassword.generate()).isNotEqualTo(password);
    }

    @Test
    void isGoodWhenItIsALongSentence() {
        assertThat(AdminPassword.isWeak("correct horse battery", "ada@example.com"))
                .isFalse();
    }
}
