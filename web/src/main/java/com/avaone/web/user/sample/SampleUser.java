package com.avaone.web.user.sample;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.SignInUser;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user made for trying the suite out. Nobody knows a password of it: there is none.
 *
 * @param organization its name; absent where it is the suite's operator
 * @param active whether anybody can sign in as this user
 */
@Schema(name = "SampleUser")
record SampleUser(
        SampleRole role,
        UserId userId,
        OrganizationId organizationId,
        @Schema(example = "Sample Trading") @Nullable String organization,
        EmailAddress email,
        String displayName,
        boolean active) {

    static SampleUser of(SampleRole role, SignInUser user, @Nullable String organization, Instant now) {
        return new SampleUser(
                role,
                user.userId(),
                user.organizationId(),
                organization,
                user.email(),
                user.displayName(),
                user.isActive(now));
    }
}
