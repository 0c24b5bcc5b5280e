package com.avaone.web.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

    @Test
    void keepsWhatATextNeeds() {
        var image = "/assets/" + "a".repeat(64) + ".png";
        var text =
                "<h2>Title</h2><p>A <strong>strong</strong> word &amp; a <a href=\"/pricing\" rel=\"noopener\">link</a>,"
                        + " <a href=\"https://example.com/a?b=c&amp;d=e\" rel=\"noopener\">another</a>.</p>"
                        + "<ul><li>One</li></ul><img src=\"" + image + "\" alt=\"A desk\">";

        assertThat(SafeHtml.of(text)).isEqualTo(text);
        assertThat(SafeHtml.of(SafeHtml.of("a<b>b<script>c</script>")))
                .isEqualTo(SafeHtml.of("a<b>b<script>c</script>"))
                .isEqualTo("a<b>b</b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" java\nscript:alert(1)\">x</a>",
                "<a href=\"data:text/html,x\">x</a>",
                "<a href=\"//evil.example/\" onclick=alert(1)>x</a>",
                "<svg onload=alert(1)>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<img src=\"https://evil.example/pixel.png\">",
                "<img src=\"/assets/../api/admin\">",
                "<form action=/x><input name=a></form>",
                "<base href=\"https://evil.example\">",
                "<meta http-equiv=refresh content=0>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">"
            })
    void takesOutWhatActs(String html) {
        assertThat(SafeHtml.of("<p>Before</p>" + html))
                .startsWith("<p>Before</p>")
                .doesNotContainIgnoringCase(
                        "script", "onerror", "onload", "onclick", "style=", "<svg", "<iframe", "<img", "<form", "<base",
                        "<meta", "data:");
    }

    @Test
    void looksAtFieldsOfHtmlOnly() {
        var body = new ContentBody(Map.of("headline", "1 < 2 <script>", "body", "<p>1</p><script>2</script>"));

        assertThat(SafeHtml.of(ContentKind.PAGE, body).fields())
                .containsEntry("headline", "1 < 2 <script>")
                .containsEntry("body", "<p>1</p>");
    }
}
