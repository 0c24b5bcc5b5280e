package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Secret;
import com.avaone.command.kernel.memory.SqliteMemory;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second factor proves that somebody has the device, now. */
@SuppressWarnings("NullAway.Init") // opened before each test
class VaultSecondFactorsTest {

    private static final UserId ADA = new UserId("usr_01jd0000000000000000000001");
    private static final UserId BEN = new UserId("usr_01jd0000000000000000000002");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final KnownUsers users = new KnownUsers();
    private SqliteStore file;
    private CommandMemory memory;
    private VaultSecondFactors factors;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        memory = new SqliteMemory(file, clock);
        factors = new VaultSecondFactors(memory.credentialVault(), memory.idempotencyOutcomes(), users, clock);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private static String code(String secret, Instant instant) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(Base32.decode(secret), "HmacSHA1"), instant, Locale.ROOT);
        } catch (InvalidKeyException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Instant seconds(Instant instant, int seconds) {
        return instant.plusSeconds(seconds);
    }

    @Test
    void computesTheCodesOfTheStandard() {
        // RFC 6238, appendix B, the last six digits.
        var secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        var inTheStandard = new MovableClock(Instant.ofEpochSecond(59));
        memory.credentialVault()
                .put("totp", ADA.value(), new Secret(Base64.getEncoder().encodeToString(secret)));

        assertThat(new VaultSecondFactors(memory.credentialVault(), memory.idempotencyOutcomes(), users, inTheStandard)
                        .matches(ADA, " 287082 "))
                .isTrue();
    }

    @Test
    void isOfferedInAFormThatAppsCanRead() {
        var offer = factors.offer(ADA, "ada+test@example.com");

        assertThat(offer.secret()).matches("[A-Z2-7]{32}");
        assertThat(offer.uri())
                .isEqualTo("otpauth://totp/Avaone%%20Suite:ada%%2Btest%%40example.com?secret=%s&issuer=Avaone%%20Suite"
                        .formatted(offer.secret()));
        assertThat(offer).asString().doesNotContain(offer.secret());
        assertThat(factors.offerAgain(ADA, "ada+test@example.com")).isEqualTo(offer);
        assertThat(factors.offer(ADA, "ada@example.com").secret()).isNotEqualTo(offer.secret());
    }

    @Test
    void isNotOfferedInThePlaceOfOneThatCounts() {
        var secret = factors.offer(ADA, "ada@example.com").secret();
        users.know(ADA, OrganizationId.OPERATOR, Role.SYSTEM_ADMIN, true);

        assertThatThrownBy(() -> factors.offerAgain(ADA, "ada@example.com")).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> factors.offer(ADA, "ada@example.com"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.rejection().code())
                                .isEqualTo(UserRule.SECOND_FACTOR_ENROLLED.code()));
        assertThat(factors.matches(ADA, code(secret, clock.instant()))).isTrue();
    }

    @Test
    void toleratesAClockThatIsHalfAMinuteOff() {
        var secret = factors.offer(ADA, "ada@example.com").secret();

        assertThat(factors.matches(ADA, code(secret, seconds(clock.instant(), -60))))
                .isFalse();
        assertThat(factors.matches(ADA, code(secret, seconds(clock.instant(), 60))))
                .isFalse();
        assertThat(factors.matches(ADA, code(secret, seconds(clock.instant(), -30))))
                .isTrue();
        assertThat(factors.matches(ADA, code(secret, seconds(clock.instant(), 30))))
                .isTrue();
        assertThat(factors.matches(ADA, code(secret, clock.instant()))).isTrue();
    }

    @Test
    void countsACodeOnceAlsoAfterARestart() {
        var secret = factors.offer(ADA, "ada@example.com").secret();
        var code = code(secret, clock.instant());

        assertThat(factors.matches(ADA, code)).isTrue();
        assertThat(factors.matches(ADA, code)).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(factors.matches(ADA, code)).isFalse();
        close();
        open();
        assertThat(factors.matches(ADA, code)).isFalse();
        assertThat(factors.matches(ADA, code(secret, clock.instant()))).isTrue();
    }

    @Test
    void countsACodeOnceHoweverManyTryItAtOnce() throws InterruptedException {
        var code = code(factors.offer(ADA, "ada@example.com").secret(), clock.instant());
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = callers.invokeAll(Stream.generate(() -> (Callable<Boolean>) () -> factors.matches(ADA, code))
                    .limit(20)
                    .toList());

            assertThat(tries).filteredOn(attempt -> attempt.resultNow()).hasSize(1);
        }
    }

    @Test
    void isNothingWithoutASecret() {
        var code = code(factors.offer(ADA, "ada@example.com").secret(), clock.instant());

        assertThat(factors.matches(BEN, code)).isFalse();
        assertThat(factors.matches(ADA, "")).isFalse();
        assertThat(factors.matches(ADA, "abcdef")).isFalse();
        factors.forget(ADA);
        assertThat(factors.matches(ADA, code)).isFalse();
    }

    @Test
    void leavesTenCodesForItsLossEachOfWhichCountsOnce() {
        var codes = factors.newRecoveryCodes(ADA);

        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        assertThat(factors.useRecoveryCode(ADA, codes.getFirst())).hasValue(9);
        assertThat(factors.useRecoveryCode(ADA, codes.getFirst())).isEmpty();
        assertThat(factors.useRecoveryCode(
                        ADA, " " + codes.get(1).toUpperCase(Locale.ROOT).replace('-', ' ')))
                .hasValue(8);
        assertThat(factors.useRecoveryCode(BEN, codes.get(2))).isEmpty();
        assertThat(factors.useRecoveryCode(ADA, "abcd-efgh-ijkl-mnop")).isEmpty();
        for (var left = 7; left >= 0; left--) {
            assertThat(factors.useRecoveryCode(ADA, codes.get(9 - left))).hasValue(left);
        }
        assertThat(factors.useRecoveryCode(ADA, "")).isEmpty();
    }

    @Test
    void countsARecoveryCodeOnceHoweverManyTryItOnSeveralNodesAtOnce() throws InterruptedException {
        var nodes = Stream.generate(() ->
                        new VaultSecondFactors(memory.credentialVault(), memory.idempotencyOutcomes(), users, clock))
                .limit(4)
                .toList();
        var codes = factors.newRecoveryCodes(ADA);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = callers.invokeAll(nodes.stream()
                    .flatMap(node ->
                            codes.stream().map(code -> (Callable<OptionalInt>) () -> node.useRecoveryCode(ADA, code)))
                    .toList());

            // Each use left one fewer: none was lost, and none counted twice.
            assertThat(tries.stream()
                            .flatMapToInt(attempt -> attempt.resultNow().stream())
                            .sorted())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void leavesNewCodesInThePlaceOfTheOld() {
        var old = factors.newRecoveryCodes(ADA);
        var codes = factors.newRecoveryCodes(ADA);

        assertThat(factors.useRecoveryCode(ADA, old.getFirst())).isEmpty();
        assertThat(factors.useRecoveryCode(ADA, codes.getFirst())).hasValue(9);
        factors.forget(ADA);
        assertThat(factors.useRecoveryCode(ADA, codes.get(1))).isEmpty();
    }

    @Test
    void keepsNoRecoveryCodeInTheClear() {
        var codes = factors.newRecoveryCodes(ADA);
        var kept = memory.credentialVault()
                .get("recovery-codes", ADA.value())
                .orElseThrow()
                .reveal();

        assertThat(codes).noneMatch(code -> kept.contains(code) || kept.contains(code.replace("-", "")));
    }
}
