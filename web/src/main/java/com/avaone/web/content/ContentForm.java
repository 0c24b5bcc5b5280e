package com.avaone.web.content;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentLanguage;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an editor sends.
 *
 * @param fields what stands in the fields of the part
 */
record ContentForm(
        @NotBlank @Size(max = 60) String key,
        @NotNull ContentLanguage language,
        @Size(max = 400) @Nullable Map<String, String> fields) {

    /** What was typed, as it is: nobody has judged it. */
    ContentBody typed() {
        return new ContentBody(fields == null ? Map.of() : fields);
    }
}
