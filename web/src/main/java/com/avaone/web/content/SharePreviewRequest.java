package com.avaone.web.content;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long a link shows the draft. */
record SharePreviewRequest(
        @Schema(example = "2099-01-01T09:00:00Z", description = "At most 30 days from now; absent for 7 days") @Nullable
        Instant expiresAt) {}
