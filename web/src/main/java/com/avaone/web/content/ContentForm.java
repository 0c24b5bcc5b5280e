package com.avaone.web.content;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentLanguage;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an editor sends. Says which fields there are: those of the part are read from the request, so that nothing is lost where one of these
 * cannot be.
 *
 * @param fields what stands in the fields of the part
 */
public record ContentForm(
        @NotBlank @Size(max = 60) String key,
        @NotNull ContentLanguage language,
        @Size(max = 400) @Nullable Map<String, String> fields) {

    private static final String FIELDS = "fields[";

    /** What was typed into the fields of the part, as it is: nobody has judged it. */
    public static ContentBody typed(Map<String, String> sent) {
        var fields = new HashMap<String, String>();
        sent.forEach((name, text) -> {
            if (name.startsWith(FIELDS) && name.endsWith("]")) {
                fields.put(name.substring(FIELDS.length(), name.length() - 1), text);
            }
        });
        return new ContentBody(fields);
    }
}
