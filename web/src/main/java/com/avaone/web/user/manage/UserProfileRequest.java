package com.avaone.web.user.manage;

import com.avaone.api.user.UserProfile;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is known of a person; what is left out is emptied. */
record UserProfileRequest(
        @Schema(example = "Mina") @Size(max = 100) @Nullable String firstName,

        @Schema(example = "Okafor") @Size(max = 100) @Nullable
        String lastName,

        @Schema(example = "Support") @Size(max = 100) @Nullable
        String department,

        @Schema(example = "Team lead") @Size(max = 100) @Nullable
        String position,

        @Schema(example = "E-1042") @Size(max = 100) @Nullable
        String accountId) {

    /** The profile as the form shows it. */
    static UserProfileRequest of(UserProfile profile) {
        return new UserProfileRequest(
                profile.firstName(), profile.lastName(), profile.department(), profile.position(), profile.accountId());
    }

    /** The profile that this says. */
    UserProfile toProfile() {
        return new UserProfile(
                        Text.orNull(firstName),
                        Text.orNull(lastName),
                        Text.orNull(department),
                        Text.orNull(position),
                        Text.orNull(accountId))
                .judged();
    }
}
