package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void showsItselfOnlyToWhoAsks() {
        var secret = new Secret("a hash");

        assertThat(secret).hasToString("(secret)");
        assertThat(secret.reveal()).isEqualTo("a hash");
    }

    @Test
    void equalsTheSameText() {
        assertThat(new Secret("same")).isEqualTo(new Secret("same")).hasSameHashCodeAs(new Secret("same"));
        assertThat(new Secret("same")).isNotEqualTo(new Secret("other"));
    }
}
