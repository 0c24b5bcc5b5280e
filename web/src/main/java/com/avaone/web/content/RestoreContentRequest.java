package com.avaone.web.content;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** Which revision is to be the draft again. */
record RestoreContentRequest(@Schema(example = "3") @NotNull Integer revision) {}
