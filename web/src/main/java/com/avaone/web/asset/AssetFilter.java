package com.avaone.web.asset;

import com.avaone.api.asset.AssetQuery.FindAssets;
import com.avaone.api.asset.ImageType;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which assets a list shows, and from where. */
record AssetFilter(
        @Schema(description = "Only pictures that are stored as this type", example = "jpeg") @Nullable
        ImageType type,

        @Schema(description = "A part of the file's name, or of what the picture shows", example = "lantern")
        @Size(max = 200)
        @Nullable
        String text,

        @Schema(description = "`next` of the page before") @Size(max = 1000) @Nullable
        String cursor,

        @Schema(description = "1 to 100; 24 where absent", example = "24") @Min(1) @Max(100) @Nullable
        Integer limit) {

    private static final int DEFAULT_LIMIT = 24;

    /** The same with so many on a page. */
    AssetFilter atMost(int most) {
        return new AssetFilter(type, text, cursor, most);
    }

    /** The query that this asks. */
    FindAssets toQuery() {
        return new FindAssets(
                OrganizationId.OPERATOR,
                type,
                Text.orNull(text),
                Text.orNull(cursor),
                limit == null ? DEFAULT_LIMIT : limit);
    }
}
