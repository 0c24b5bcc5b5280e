package com.avaone.query.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.kernel.Rejected;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSearchTest {

    @Test
    void looksForWhatStandsThereAndForNoPattern() {
        var filter = TextSearch.of(" A.*(b ", "name");

        var pattern = filter.getList("$or", Document.class)
                .getFirst()
                .get("name", Document.class)
                .getString("$regex");
        assertThat("a.*(b").containsPattern(pattern);
        assertThat(Pattern.compile(pattern).matcher("axx(b").find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0a", "a\u0007b", "a\u0085b"})
    void refusesControlCharacters(String text) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> TextSearch.of(text, "name"))
                .satisfies(refused -> assertThat(refused.rejection().field()).isEqualTo("text"));
    }
}
