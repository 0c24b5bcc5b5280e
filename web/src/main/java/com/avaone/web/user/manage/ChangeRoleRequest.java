package com.avaone.web.user.manage;

import com.avaone.api.kernel.Role;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Another role, and why. */
record ChangeRoleRequest(
        @Schema(example = "admin") @NotNull Role role,

        @Schema(example = "Takes over from Jon") @Size(max = Reason.REASON_LENGTH) @Nullable
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {}
