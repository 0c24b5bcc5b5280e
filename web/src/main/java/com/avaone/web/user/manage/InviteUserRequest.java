package com.avaone.web.user.manage;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand.InviteUser;
import com.avaone.api.user.UserProfile;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** Whom to invite, as an API client or the form of the page sends it. It has no field for a password: whoever is invited chooses one. */
public record InviteUserRequest(
        @Schema(example = "mina@northwind.example") @NotBlank @Size(max = 254)
        String email,

        @Schema(example = "employee") @NotNull Role role,
        @Schema(example = "Mina") @Size(max = 100) @Nullable String firstName,

        @Schema(example = "Okafor") @Size(max = 100) @Nullable
        String lastName,

        @Schema(example = "Support") @Size(max = 100) @Nullable
        String department,

        @Schema(example = "Team lead") @Size(max = 100) @Nullable
        String position,

        @Schema(example = "E-1042", description = "Under which the organization's own systems know the person")
        @Size(max = 100)
        @Nullable
        String accountId,

        @Schema(example = "[\"ava-cx\"]") @Size(max = 50) @Nullable
        List<@NotNull @Size(max = 40) String> products,

        @Schema(example = "2027-06-30", description = "Last day (UTC) of an auditor's access")
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        @Nullable
        LocalDate accessUntil,

        @Schema(example = "northwind.example", description = "If given, the address must be of this domain")
        @Size(max = 253)
        @Nullable
        String allowedDomain) {

    /**
     * The command that this asks for.
     *
     * @param licenseId the organization's license; absent for the operator's own users
     * @throws InvalidValue naming the first field that cannot become a value
     */
    public InviteUser toCommand(OrganizationId organizationId, @Nullable LicenseId licenseId) {
        var wanted = new TreeSet<ProductId>();
        if (products != null) {
            products.forEach(product -> wanted.add(ProductId.parse("products", product)));
        }
        return new InviteUser(
                UserId.random(),
                organizationId,
                licenseId,
                EmailAddress.parse("email", email),
                new UserProfile(
                                Text.orNull(firstName),
                                Text.orNull(lastName),
                                Text.orNull(department),
                                Text.orNull(position),
                                Text.orNull(accountId))
                        .judged(),
                role,
                wanted,
                accessUntil == null
                        ? null
                        : accessUntil.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                Text.orNull(allowedDomain));
    }
}
