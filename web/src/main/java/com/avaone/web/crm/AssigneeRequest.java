package com.avaone.web.crm;

import com.avaone.api.kernel.UserId;
import com.avaone.web.kernel.BodyId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;

/** Who is to look after a contact or a deal. */
record AssigneeRequest(
        @Schema(example = "usr_01m4xk3d9c7q2v8b5n6h1j0t4w") @NotBlank @Size(max = 40)
        String assignee) {

    UserId toUserId() {
        return Objects.requireNonNull(BodyId.user("assignee", assignee));
    }
}
