package com.avaone.web.kernel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

    private static final String KEY = "bWFzdGVyLWtleS1vZi1hLXRlc3QtMzItYnl0ZXMhISE=";

    private static final Map<String, String> PRODUCTION = Map.of(
            "MONGODB_URI", "mongodb://writer:pA55-of-mongo@mongo:27017",
            "AVAONE_AXONSERVER_ADDRESS", "axonserver:8124",
            "AVAONE_AXONSERVER_TOKEN", "token-of-axon-server",
            "NEXT_PUBLIC_APP_URL", "https://suite.example.com",
            "AVAONE_ADMIN_EMAIL", "ops@example.com",
            "AVAONE_ADMIN_PASSWORD", "Long-and-0dd-enough",
            "AVAONE_MASTER_KEY", KEY);

    private final List<String> warnings = new ArrayList<>();

    @Test
    void mayAllBeUnsetInDevelopment() {
        check(Map.of(), false);
        assertThat(warnings).isEmpty();
    }

    @Test
    void areEnoughInProduction() {
        check(PRODUCTION, true);
    }

    @ParameterizedTest
    @CsvSource({
        "MONGODB_URI",
        "AVAONE_AXONSERVER_ADDRESS",
        "AVAONE_AXONSERVER_TOKEN",
        "NEXT_PUBLIC_APP_URL",
        "AVAONE_ADMIN_EMAIL",
        "AVAONE_MASTER_KEY"
    })
    void missingInProductionAreNamed(String name) {
        assertThatThrownBy(() -> check(without(name), true))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith(name);
    }

    @ParameterizedTest
    @CsvSource({
        "NEXT_PUBLIC_APP_URL, http://suite.example.com",
        "AVAONE_EVENT_STORE, embedded",
        "AVAONE_ADMIN_PASSWORD, short",
        "AVAONE_ADMIN_PASSWORD, passwordpassword",
        "AVAONE_ADMIN_PASSWORD, aaaaaaaaaaaaaaaa",
        "AVAONE_ADMIN_PASSWORD, ops@example.com1",
        "AVAONE_ADMIN_PASSWORD, token-of-axon-server"
    })
    void thatAreGoodForDevelopmentOnlyAreRefusedInProduction(String name, String value) {
        assertThatThrownBy(() -> check(with(name, value), true))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining(name)
                .satisfies(refused -> assertThat(refused.getStackTrace()).isEmpty());
    }

    @Test
    void ofTheMailProviderAreSetTogetherOrNotAtAll() {
        var provider = Map.of("RESEND_API_KEY", "canary", "AVAONE_MAIL_FROM", "mail@suite.example");
        check(provider, false);

        var alone = Map.of(
                "AVAONE_MAIL_FROM", "mail@suite.example",
                "RESEND_BASE_URL", "http://127.0.0.1:1",
                "RESEND_WEBHOOK_SECRET", "whsec_" + KEY);
        alone.forEach((name, value) -> assertThatThrownBy(() -> check(Map.of(name, value), false))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining("RESEND_API_KEY")
                .hasMessageNotContaining(KEY));
        assertThatThrownBy(() -> check(with("RESEND_API_KEY", "canary"), true))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("AVAONE_MAIL_FROM")
                .hasMessageNotContaining("canary");
    }

    @Test
    void sendMailInProductionByHttpsOnly() {
        var insecure = new HashMap<>(PRODUCTION);
        insecure.putAll(Map.of(
                "RESEND_API_KEY", "canary",
                "AVAONE_MAIL_FROM", "mail@suite.example",
                "RESEND_BASE_URL", "http://mail.example"));

        assertThatThrownBy(() -> check(insecure, true))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("RESEND_BASE_URL");
    }

    @ParameterizedTest
    @CsvSource({
        "AVAONE_PORT, http",
        "AVAONE_PORT, 65536",
        "AVAONE_MASTER_KEY, bWFzdGVy",
        "AVAONE_MASTER_KEY, not-a-key-not-a-key-not-a-key-not-a-key-not",
        "AVAONE_SESSION_IDLE, soon",
        "RESEND_WEBHOOK_SECRET, bWFzdGVyLWtleS1vZi1hLXRlc3QtMzItYnl0ZXMhISE=",
        "RESEND_WEBHOOK_SECRET, whsec_c2hvcnQ=",
        "AVAONE_MAX_BODY, 1GB",
        "AVAONE_ROLES, cook",
        "MONGODB_URI, localhost:27017",
        "MONGODB_DB_NAME, a.b",
        "MONGODB_DB_NAME, $where",
        "NEXT_PUBLIC_APP_URL, javascript:alert(1)",
        "NODE_ENV, staging",
        "AVAONE_TRUSTED_PROXIES, .*"
    })
    void ofAnotherFormAreRefusedWithoutShowingTheValue(String name, String value) {
        assertThatThrownBy(() -> check(Map.of(name, value), false))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining(value + " ");
    }

    @Test
    void haveAliasesThatAreAcceptedWithAWarning() {
        var given = read(Map.of("CRM_URI", "mongodb://crm"));
        assertThat(given.value(Setting.MONGODB_URI_CRM, false)).contains("mongodb://crm");
        assertThat(warnings).singleElement().asString().contains("CRM_URI", "MONGODB_URI_CRM");
    }

    @Test
    void maySayTheSameUnderNameAndAlias() {
        read(Map.of("CRM_URI", "mongodb://crm", "MONGODB_URI_CRM", "mongodb://crm"));
        assertThat(warnings).hasSize(1);
    }

    @Test
    void thatContradictTheirAliasAreRefused() {
        assertThatThrownBy(() ->
                        read(Map.of("GOOGLE_AI_API_KEY", "one-canary", "GOOGLE_GENERATIVE_AI_API_KEY", "two-canary")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll("GOOGLE_AI_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void thatAreSecretMayBeInAFile(Setting setting, @TempDir Path directory) throws IOException {
        var file = directory.resolve("secret");
        var secret = switch (setting.form()) {
            case KEY -> KEY;
            case WEBHOOK_SECRET -> "whsec_" + KEY;
            default -> "mongodb://canary";
        };
        Files.writeString(file, secret + "\n");
        var given = read(Map.of(setting.key() + "_FILE", file.toString()));
        assertThat(given.get(setting).map(GivenSettings.Given::value).orElse("none"))
                .isEqualTo(setting.isSecret() ? secret : "none");
        assertThat(given.all().toString()).doesNotContain(secret);
    }

    @Test
    void inAFileThatIsNotThereAreRefused() {
        assertThatThrownBy(() -> read(Map.of("RESEND_API_KEY_FILE", "/no/such/file")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("RESEND_API_KEY_FILE");
    }

    @Test
    void withTwoSourcesAreRefused() {
        assertThatThrownBy(() -> read(Map.of("RESEND_API_KEY_FILE", "/x", "RESEND_API_KEY", "canary")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("RESEND_API_KEY_FILE")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aboutTheEventStoreMustAgree() {
        assertThatThrownBy(() -> check(Map.of("AVAONE_AXONSERVER_ADDRESS", "axon:8124"), false))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("AVAONE_EVENT_STORE");
        assertThatThrownBy(() -> check(Map.of("AVAONE_ROLES", "web"), false))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("AVAONE_ROLES");
    }

    @Test
    void replaceTheMasterKeyByAnotherOnly() {
        assertThatThrownBy(() -> check(Map.of("AVAONE_MASTER_KEY_PREVIOUS", KEY), false))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("AVAONE_MASTER_KEY is missing");
        assertThatThrownBy(() -> check(Map.of("AVAONE_MASTER_KEY", KEY, "AVAONE_MASTER_KEY_PREVIOUS", KEY), false))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll("AVAONE_MASTER_KEY", "AVAONE_MASTER_KEY_PREVIOUS")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void letNoIdleSessionOutliveEverySession() {
        assertThatThrownBy(() -> check(Map.of("AVAONE_SESSION_IDLE", "2d"), false))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("AVAONE_SESSION_IDLE");
    }

    @Test
    void areBoundWithTheirDefaults() {
        var bound = DefaultSettings.with(Map.of("avaone.admin.password", "canary"));
        assertThat(bound.session().idle()).hasMinutes(30);
        assertThat(bound.limits().body().toMegabytes()).isEqualTo(1);
        assertThat(bound.roles()).containsExactlyInAnyOrder(AvaoneProperties.Role.values());
        assertThat(bound.toString()).doesNotContain("canary");
    }

    private void check(Map<String, String> variables, boolean production) {
        Contradictions.check(read(variables), production);
    }

    private GivenSettings read(Map<String, String> variables) {
        return GivenSettings.read(variables::get, warnings::add);
    }

    private static Map<String, String> with(String name, String value) {
        var settings = new HashMap<>(PRODUCTION);
        settings.put(name, value);
        return settings;
    }

    private static Map<String, String> without(String name) {
        var settings = new HashMap<>(PRODUCTION);
        settings.remove(name);
        return settings;
    }
}
