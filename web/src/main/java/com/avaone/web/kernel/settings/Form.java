package com.avaone.web.kernel.settings;

import java.net.URI;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** What a setting's value must look like. */
enum Form {
    TEXT("a text", value -> !value.isBlank()),
    PORT("a port from 0 to 65535, 0 for any free one", value -> number(value, 65_535)),
    COUNT("a whole number from 0 to 1000000000", value -> number(value, 1_000_000_000)),
    EMAIL("an e-mail address", value -> value.matches("[^@\\s]+@[^@\\s]+")),
    WEB_ADDRESS("an address such as https://suite.example.com, without a path", Form::isWebAddress),
    BASE_ADDRESS("an address such as https://crm.example.com/api, without a query", Form::isBaseAddress),
    MONGODB_ADDRESS(
            "an address that begins with mongodb:// or mongodb+srv://",
            value -> value.matches("mongodb(\\+srv)?://[^\\s]+")),
    HOST_LIST("hosts such as axon1:8124, separated by commas", value -> all(value, "[A-Za-z0-9.\\-\\[\\]:]+")),
    ADDRESS_RANGES(
            "ranges of addresses such as 10.0.0.0/8, separated by commas",
            value -> all(value, "[0-9a-fA-F.:]+(/\\d{1,3})?")),
    HOST("an address of this machine, for example 127.0.0.1 or 0.0.0.0", value -> value.matches("[A-Za-z0-9.\\-:]+")),
    DATABASE_NAME("1 to 38 letters, digits, hyphens and underscores", value -> value.matches("[A-Za-z0-9_-]{1,38}")),
    DURATION("a duration such as 30m, 12h or 30d", Form::isDuration),
    KEY("32 random bytes in base64, as `openssl rand -base64 32` prints them", Form::isKey),
    WEBHOOK_SECRET("whsec_ and a key of at least 24 bytes in base64, as the provider shows it", Form::isWebhookSecret),
    SIZE("a size from 1KB to 16MB", Form::isSize),
    EVENT_STORE(
            "embedded or axonserver", value -> List.of("embedded", "axonserver").contains(value)),
    ROLES(
            "one or more of command, query, projection, web, separated by commas",
            value -> all(value, "command|query|projection|web")),
    SWITCH("true or false", value -> List.of("true", "false").contains(value)),
    NODE_ENVIRONMENT(
            "development or production",
            value -> List.of("development", "production").contains(value));

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final String expectation;
    private final Predicate<String> test;

    Form(String expectation, Predicate<String> test) {
        this.expectation = expectation;
        this.test = test;
    }

    /** What a value must be, as the end of the sentence "it must be ...". */
    String expectation() {
        return expectation;
    }

    boolean fits(String value) {
        return test.test(value);
    }

    private static boolean number(String value, int max) {
        return value.matches("\\d{1,10}") && Long.parseLong(value) <= max;
    }

    private static boolean all(String value, String form) {
        return Arrays.stream(COMMA.split(value.strip(), -1)).allMatch(part -> part.matches(form));
    }

    private static boolean isWebAddress(String value) {
        try {
            var address = URI.create(value);
            return List.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null
                    && (address.getPath().isEmpty() || address.getPath().equals("/"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isBaseAddress(String value) {
        try {
            var address = URI.create(value);
            return List.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isKey(String value) {
        try {
            return Base64.getDecoder().decode(value).length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isWebhookSecret(String value) {
        try {
            return value.startsWith("whsec_")
                    && Base64.getDecoder().decode(value.substring("whsec_".length())).length >= 24;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDuration(String value) {
        try {
            var duration = DurationStyle.detectAndParse(value);
            return !duration.isNegative();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean isSize(String value) {
        try {
            var bytes = DataSize.parse(value).toBytes();
            return bytes >= 1024 && bytes <= 16 * 1024 * 1024;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }
}
