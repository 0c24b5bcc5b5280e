package com.avaone.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.kernel.InvalidValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentBodyTest {

    private static ContentBody body(String... pairs) {
        var fields = new java.util.HashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return new ContentBody(fields);
    }

    @Test
    void countsItemsWithoutGapsAndForgetsEmptyFields() {
        var judged = body(
                        "title", "  Why \r\n".strip(),
                        "lead", "One\r\nTwo",
                        "items/0/title", " ",
                        "items/2/title", "Second",
                        "items/2/text", "Of two",
                        "items/7/title", "Third")
                .judged(ContentKind.FEATURES);

        assertThat(judged.fields())
                .isEqualTo(Map.of(
                        "title", "Why",
                        "lead", "One\nTwo",
                        "items/0/title", "Second",
                        "items/0/text", "Of two",
                        "items/1/title", "Third"));
        assertThat(judged.items()).hasSize(2);
        assertThat(judged.missing(ContentKind.FEATURES)).containsExactly("items/1/text");
        assertThat(judged.judged(ContentKind.FEATURES)).isEqualTo(judged);
    }

    @Test
    void keepsTheOrderOfMoreThanTenItems() {
        var fields = new java.util.HashMap<String, String>();
        for (var number = 0; number < 12; number++) {
            fields.put("items/%d/title".formatted(number), "Title " + number);
        }

        assertThat(new ContentBody(fields).judged(ContentKind.FEATURES).items())
                .extracting(item -> item.get("title"))
                .startsWith("Title 0", "Title 1", "Title 2")
                .endsWith("Title 10", "Title 11");
    }

    @ParameterizedTest
    @CsvSource({
        "colour, red",
        "items/12/title, One too many",
        "items/00/title, Twice",
        "items/0/colour, red",
        "title, 'Two\nlines'",
        "title, 'A bell\u0007'",
        "items/0/link, javascript:alert(1)",
        "items/0/icon, ../secret",
    })
    void saysWhichFieldIsAtFault(String field, String text) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> body(field, text).judged(ContentKind.FEATURES))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/pricing",
                "/pages/imprint?x=1&y=2#part",
                "#top",
                "https://example.com/a",
                "mailto:a@b.example",
                "tel:+4930123"
            })
    void leadsToThisSiteAndSafelyElsewhere(String link) {
        assertThat(body("primaryLink", link).judged(ContentKind.HERO).text("primaryLink"))
                .isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "http://example.com",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "https://exa mple.com",
                "https://[",
                "/a\"onclick=x",
                "pricing"
            })
    void leadsNowhereElse(String link) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> body("primaryLink", link).judged(ContentKind.HERO));
    }

    @Test
    void tellsWhatAnotherSaysOtherwise() {
        assertThat(body("title", "One", "lead", "Same", "note", "Gone")
                        .differencesTo(body("title", "Two", "lead", "Same", "productId", "ava-cx")))
                .containsExactly(
                        new FieldDifference("note", "Gone", ""),
                        new FieldDifference("productId", "", "ava-cx"),
                        new FieldDifference("title", "One", "Two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hero", "settings", "product/ava-cx", "page/imprint"})
    void isNamedByAKey(String key) {
        assertThat(ContentKey.parse("key", key).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hero",
                "hero/x",
                "product",
                "product/",
                "product/A",
                "page/../x",
                "page/a/b",
                "page/-a",
                "other/a"
            })
    void isNotNamedByAnythingElse(String key) {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> ContentKey.parse("key", key));
    }
}
