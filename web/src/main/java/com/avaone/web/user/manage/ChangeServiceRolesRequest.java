package com.avaone.web.user.manage;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.user.ServiceRoles;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a user is in the services; what is left out is taken away. */
record ChangeServiceRolesRequest(
        @Schema(example = "false", description = "Whether the user sees invoices and payments") @Nullable
        Boolean billing,

        @Schema(example = "manager") @Nullable CrmRole crm,
        @Schema(example = "user") @Nullable PingoraRole pingora,

        @Schema(example = "Joins the sales team") @Size(max = Reason.REASON_LENGTH) @Nullable
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    ServiceRoles toServiceRoles() {
        return new ServiceRoles(Boolean.TRUE.equals(billing), crm, pingora);
    }
}
