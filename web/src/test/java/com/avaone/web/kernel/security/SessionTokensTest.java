package com.avaone.web.kernel.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.SessionId;
import com.avaone.api.user.SessionSeal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final SessionId SESSION = SessionId.random();

    private final SessionTokens tokens = new SessionTokens(new Seal("key"), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void sayWhatTheyWereIssuedFor() {
        var token = tokens.issue(SessionToken.Kind.COOKIE, SESSION, 42);
        assertThat(tokens.open(SessionToken.Kind.COOKIE, token))
                .contains(new SessionToken(SessionToken.Kind.COOKIE, SESSION, NOW, 42));
    }

    @Test
    void cannotBePresentedInAnotherWay() {
        assertThat(tokens.open(SessionToken.Kind.BEARER, tokens.issue(SessionToken.Kind.COOKIE, SESSION, 42)))
                .isEmpty();
        assertThat(tokens.open(SessionToken.Kind.COOKIE, tokens.issue(SessionToken.Kind.BEARER, SESSION, 42)))
                .isEmpty();
    }

    @Test
    void ofAnotherKeyAreRefused() {
        var foreign = new SessionTokens(new Seal("other"), Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(tokens.open(SessionToken.Kind.COOKIE, foreign.issue(SessionToken.Kind.COOKIE, SESSION, 42)))
                .isEmpty();
    }

    @Test
    void areRefusedWithAnySingleCharacterChanged() {
        var token = tokens.issue(SessionToken.Kind.COOKIE, SESSION, 42);
        for (int i = 0; i < token.indexOf('.'); i++) {
            var changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertThat(tokens.open(SessionToken.Kind.COOKIE, changed)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "%%%.%%%", "no-dot", "MQ.MQ", "null"})
    void thatAreNoneAreRefused(String text) {
        assertThat(tokens.open(SessionToken.Kind.COOKIE, text)).isEmpty();
        assertThat(tokens.open(SessionToken.Kind.COOKIE, text.repeat(1000))).isEmpty();
    }

    private record Seal(String key) implements SessionSeal {

        @Override
        public byte[] seal(byte[] content) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
                return mac.doFinal(content);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean isSealOf(byte[] content, byte[] seal) {
            return MessageDigest.isEqual(seal(content), seal);
        }
    }
}
