package com.avaone.web.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.api.license.LicenseRule;
import com.avaone.web.kernel.problem.Problem.FieldError;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {

    private static final Locale HINDI = Locale.of("hi", "IN");

    private final ProblemCatalog catalog = new ProblemCatalog();
    private final ProblemTexts texts = new ProblemTexts();

    @Test
    void areThereForEveryRuleAndForNothingElse() throws IOException {
        var wanted = catalog.all().stream()
                .map(Rule::code)
                .flatMap(code -> Stream.of(code + ".title", code + ".explanation", code + ".detail"))
                .collect(Collectors.toSet());
        var all = hindi();
        var ofRules = all.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("field.") && !key.startsWith("error."))
                .collect(Collectors.toSet());

        assertThat(ofRules).isEqualTo(wanted);
        all.forEach((key, text) -> assertThat((String) text).as("%s", key).matches(ProblemTextsTest::isHindi));
    }

    @Test
    void areThereForEveryFieldOfARequest() throws IOException {
        var fields = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("com.avaone.web")
                        .stream()
                        .filter(type -> type.isRecord()
                                && (type.getSimpleName().endsWith("Request")
                                        || type.getSimpleName().endsWith("Form")))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .map("field."::concat)
                        .collect(Collectors.toSet());

        assertThat(fields).hasSizeGreaterThan(40);
        assertThat(hindi().stringPropertyNames()).containsAll(fields);
    }

    @Test
    void sayARefusalWithItsFacts() {
        var refusal = new Rejected(
                LicenseRule.SEAT_LIMIT, "All 25 seats are taken.", null, Map.of("limit", "25", "used", "25"));

        assertThat(texts.detail(refusal.rejection(), HINDI)).startsWith("सभी सीटें ली हुई हैं: 25 में से 25");
        assertThat(texts.detail(refusal.rejection(), Locale.FRENCH)).isEqualTo("All 25 seats are taken.");
    }

    @Test
    void callARefusalByItsRuleWhereItsFactsAreMissing() {
        var refusal = new Rejected(LicenseRule.SEAT_LIMIT, "All seats are taken.");

        assertThat(texts.detail(refusal.rejection(), HINDI)).isEqualTo("सभी सीटें ली हुई हैं");
    }

    @Test
    void sayOfAFieldWhatItMustBe() {
        var invalid = new InvalidValue("products[2].email", "must be an e-mail address");
        var rejected = new Rejected(KernelRule.INVALID_VALUE, "must be en or hi", "locale", Map.of());

        assertThat(texts.expectation(invalid, HINDI)).isEqualTo("name@example.com जैसा ई-मेल पता होना चाहिए");
        assertThat(texts.expectation(invalid, Locale.ENGLISH)).isEqualTo("must be an e-mail address");
        assertThat(texts.detail(rejected.rejection(), HINDI)).isEqualTo("en या hi होना चाहिए");
        assertThat(texts.expectation(new InvalidValue("no field of ours", "must be"), HINDI))
                .isEqualTo("मान्य नहीं है");
    }

    @Test
    void sayAProblemInTheLanguageThatIsAskedFor() {
        var problem = Problem.of(
                HttpRule.INVALID_REQUEST,
                "`name` must not be blank. There are 2 faults in all.",
                List.of(
                        new FieldError("name", "required", "must not be blank"),
                        new FieldError("seats", "type", "must be a whole number")));

        var hindi = texts.in(HINDI, problem);

        assertThat(hindi.title()).isEqualTo("अनुरोध मान्य नहीं है");
        assertThat(hindi.detail()).isEqualTo("`name`: भरना आवश्यक है। कुल मिलाकर 2 ग़लतियाँ हैं।");
        assertThat(hindi.errors())
                .containsExactly(
                        new FieldError("name", "required", "भरना आवश्यक है"),
                        new FieldError("seats", "type", "1 से 1000000 तक की संख्या होनी चाहिए"));
        assertThat(hindi.code()).isEqualTo(problem.code());
        assertThat(texts.in(Locale.ENGLISH, problem)).isEqualTo(problem);
    }

    private static boolean isHindi(String text) {
        return text.codePoints()
                .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.DEVANAGARI);
    }

    private static Properties hindi() throws IOException {
        var texts = new Properties();
        try (var stream =
                Objects.requireNonNull(ProblemTextsTest.class.getResourceAsStream("/problems_hi.properties"))) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
