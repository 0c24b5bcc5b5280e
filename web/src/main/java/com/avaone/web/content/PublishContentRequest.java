package com.avaone.web.content;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which draft is to be shown to everybody. */
record PublishContentRequest(
        @Schema(example = "4", description = "The revision that was looked at; absent for whatever the draft is")
        @Nullable
        Integer revision) {}
