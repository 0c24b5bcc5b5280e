package com.avaone.web.asset;

import com.avaone.api.asset.AltText;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a picture shows, whole: what is left out is taken away. */
record DescribeAssetRequest(
        @Schema(description = "What it shows, in English; absent for an ornament", example = "A lantern on a desk")
        @Size(max = 300)
        @Nullable
        String altEn,

        @Schema(description = "The same in Hindi", example = "मेज़ पर एक लालटेन") @Size(max = 300) @Nullable
        String altHi) {

    AltText toAltText() {
        return new AltText(Text.orNull(altEn), Text.orNull(altHi));
    }
}
