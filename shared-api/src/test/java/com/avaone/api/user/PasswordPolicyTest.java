package com.avaone.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password is long enough, and none that would be among the first tried. */
class PasswordPolicyTest {

    private static final List<String> ADA =
            List.of("ada.lovelace@engines.example", "Ada", "Lovelace", "Analytical Engines");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "four words put together",
                "xK9#mQ2$",
                "nuschtelberg",
                "8 Uhr 15 nach Bern",
                "пароль из слов",
                "mein Pferd heißt Ada"
            })
    void isGoodWithoutSignsAndDigitsIfNobodyWouldTryIt(String password) {
        assertThat(PasswordPolicy.weakness(password, ADA)).isEmpty();
        assertThatCode(() -> PasswordPolicy.judge(password, ADA)).doesNotThrowAnyException();
    }

    @Test
    void hasEightTo128Characters() {
        assertThat(PasswordPolicy.weakness("xK9#mQ2", ADA)).hasValue("It must have at least 8 characters.");
        assertThat(PasswordPolicy.weakness(sentence(128), ADA)).isEmpty();
        assertThat(PasswordPolicy.weakness(sentence(129), ADA)).hasValue("It must have at most 128 characters.");
    }

    private static String sentence(int length) {
        return new Random(1)
                .ints(length, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void countsWhatAPersonSeesAsACharacterOnce() {
        // Seven code points, which are fourteen chars of Java.
        assertThat(PasswordPolicy.weakness("🐎🔋📎🧷🪡🧶🦉", ADA)).hasValue("It must have at least 8 characters.");
        assertThat(PasswordPolicy.weakness("🐎🔋📎🧷🪡🧶🦉🪁", ADA)).isEmpty();
        // Seven letters, each with a diaeresis that was typed after it.
        assertThat(PasswordPolicy.weakness("a\u0308o\u0308u\u0308e\u0308i\u0308x\u0308y\u0308", ADA))
                .hasValue("It must have at least 8 characters.");
    }

    @Test
    void isTheSameHoweverItWasComposed() {
        assertThat(PasswordPolicy.normalized("gru\u0308n")).isEqualTo("gr\u00fcn");
        assertThat(PasswordPolicy.normalized("m²")).isNotEqualTo(PasswordPolicy.normalized("m2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord",
                "baseball",
                "password1234",
                "12monkey74!!",
                "Dragon!2026",
                "changeme12345",
                "correcthorsebatterystaple",
                "Administrator1"
            })
    void isNoneThatIsTriedFirst(String password) {
        assertThat(PasswordPolicy.weakness(password, ADA)).hasValue("It is one of the passwords that are tried first.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaa",
                "abcdefghijkl",
                "987654321098",
                "zzzzyyyyxxxx",
                "poiuytrewqasdf",
                "xqxqxqxqxqxq",
                "Kz7!Kz7!Kz7!",
                "Kz7!pKz7!pKz"
            })
    void isNoRepetitionAndNoSequence(String password) {
        assertThat(PasswordPolicy.weakness(password, ADA)).hasValue("It repeats itself or follows a sequence.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.lovelace@engines.example",
                "Lovelace1815",
                "AdaLovelace!!",
                "analytical-engines-7",
                "Avaone-Suite-1",
                "engines ada 26"
            })
    void saysMoreThanOthersKnow(String password) {
        assertThat(PasswordPolicy.weakness(password, ADA))
                .hasValueSatisfying(weakness -> assertThat(weakness).startsWith("It says little more"));
    }

    @Test
    void isJudgedByARuleThatNamesTheField() {
        assertThatThrownBy(() -> PasswordPolicy.judge("password", ADA))
                .isInstanceOfSatisfying(Rejected.class, refused -> {
                    assertThat(refused.rejection().code()).isEqualTo(UserRule.PASSWORD_WEAK.code());
                    assertThat(refused.rejection().field()).isEqualTo("password");
                    assertThat(refused.rejection().detail()).doesNotContain("password1");
                });
    }

    @Test
    void knowsThousandsThatAreTriedFirst() throws IOException {
        try (var file = Objects.requireNonNull(PasswordPolicy.class.getResourceAsStream("common-passwords.txt"))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#")))
                    .hasSizeGreaterThan(10_000)
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.equals(line.toLowerCase(Locale.ROOT)));
        }
    }
}
