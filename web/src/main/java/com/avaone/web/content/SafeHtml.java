package com.avaone.web.content;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentField;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.FieldType;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * The few elements that a text needs, and nothing that acts. What somebody writes passes here before it is stored, and passes again before it
 * is shown: what got into the history otherwise, or under an earlier rule, does no harm either.
 */
public final class SafeHtml {

    /** Only resolves paths, so that their protocol can be judged; never appears in what is answered. */
    private static final String BASE = "https://site.invalid/";

    private static final Pattern ASSET = Pattern.compile("/assets/[0-9a-f]{64}\\.[a-z]{3,4}");

    private static final Cleaner CLEANER = new Cleaner(new Safelist()
            .addTags("p", "br", "hr", "h2", "h3", "h4", "strong", "b", "em", "i", "u", "s", "sub", "sup")
            .addTags("ul", "ol", "li", "blockquote", "pre", "code")
            .addTags("table", "thead", "tbody", "tr", "th", "td")
            .addAttributes("th", "scope", "colspan", "rowspan")
            .addAttributes("td", "colspan", "rowspan")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "https", "mailto", "tel", "#")
            .addEnforcedAttribute("a", "rel", "noopener")
            .addAttributes("img", "src", "alt", "width", "height")
            .addProtocols("img", "src", "https")
            .preserveRelativeLinks(true));

    private SafeHtml() {}

    /** What of {@code html} may be shown; the same for what is safe already. */
    public static String of(String html) {
        var clean = CLEANER.clean(Jsoup.parseBodyFragment(html, BASE));
        clean.select("img").forEach(image -> {
            if (!ASSET.matcher(image.attr("src")).matches()) {
                image.remove();
            }
        });
        clean.outputSettings(new Document.OutputSettings()
                .prettyPrint(false)
                .escapeMode(Entities.EscapeMode.xhtml)
                .charset("UTF-8"));
        return clean.body().html();
    }

    /** The body with what may be shown of each field of HTML. */
    public static ContentBody of(ContentKind kind, ContentBody body) {
        var safe = new TreeMap<>(body.fields());
        safe.replaceAll((name, text) -> kind.field(name)
                        .map(ContentField::type)
                        .filter(FieldType.RICH::equals)
                        .isPresent()
                ? of(text)
                : text);
        return new ContentBody(safe);
    }
}
