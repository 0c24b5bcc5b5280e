package com.avaone.web.user.manage;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand.EnsureWorkspaceUser;
import com.avaone.api.user.UserProfile;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Who is to have a workspace user. It has no field for a password: the person sets one by a link. */
record EnsureUserRequest(
        @Schema(
                example = "org_01jd3v7m2k8q4x9t5w6y7z8a9b",
                description = "Identifier or short name; a client of an organization may leave it out")
        @Size(max = 100)
        @Nullable
        String organization,

        @Schema(example = "mina@northwind.example") @NotBlank @Size(max = 254)
        String email,

        @Schema(example = "Mina") @Size(max = 100) @Nullable String firstName,

        @Schema(example = "Okafor") @Size(max = 100) @Nullable
        String lastName,

        @Schema(example = "E-1042", description = "Under which the program knows the person") @Size(max = 100) @Nullable
        String accountId,

        @Schema(example = "starter") @Size(max = 40) @Nullable
        String plan) {

    /**
     * The command that this asks for.
     *
     * @throws InvalidValue naming the first field that cannot become a value
     */
    EnsureWorkspaceUser toCommand(UserId userId, OrganizationId organizationId, LicenseId licenseId) {
        var wanted = Text.orNull(plan);
        return new EnsureWorkspaceUser(
                userId,
                organizationId,
                licenseId,
                EmailAddress.parse("email", email),
                new UserProfile(Text.orNull(firstName), Text.orNull(lastName), null, null, Text.orNull(accountId))
                        .judged(),
                wanted == null ? null : PlanId.parse("plan", wanted));
    }
}
