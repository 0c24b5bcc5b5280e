package com.avaone.web.content;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentCommand.EditContent;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.kernel.InvalidValue;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a part of the site is to say in one language. What is not named is empty then. */
record EditContentRequest(
        @Schema(example = "hero", description = "A section such as hero, or a page such as product/ava-cx")
        @NotBlank
        @Size(max = 60)
        String key,

        @Schema(example = "en") @NotNull ContentLanguage language,

        @Schema(
                example = "{\"headline\": \"One calm place\", \"lead\": \"For every team.\"}",
                description =
                        "Texts by the names of the fields; fields of items as items/0/title. GET /api/admin/website-content/fields lists them")
        @NotNull
        @Size(max = 400)
        Map<@NotNull String, String> fields) {

    EditContent toCommand() {
        var parsed = ContentKey.parse("key", key);
        return new EditContent(parsed, language, judged(parsed, fields));
    }

    /**
     * What somebody wrote, without what does harm.
     *
     * @throws InvalidValue naming the field as it stands in forms and bodies: {@code fields[headline]}
     */
    static ContentBody judged(ContentKey key, Map<String, String> fields) {
        var texts = new HashMap<String, String>();
        // One without a text is judged too: it may be none of the part's.
        fields.forEach((name, text) -> texts.put(name, Objects.requireNonNullElse(text, "")));
        try {
            return SafeHtml.of(key.kind(), new ContentBody(texts).judged(key.kind()))
                    .judged(key.kind());
        } catch (InvalidValue invalid) {
            throw new InvalidValue("fields[%s]".formatted(invalid.field()), String.valueOf(invalid.getMessage()));
        }
    }
}
