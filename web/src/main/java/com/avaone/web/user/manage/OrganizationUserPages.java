package com.avaone.web.user.manage;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.Owner;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.Products;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Pages of an organization's users: for its own admins, and for system admins. */
@PageController
@RequestMapping("/organization/dashboard/{organization}/users")
@Access(Audience.ORGANIZATION_ADMIN)
final class OrganizationUserPages extends UserPages {

    private final OrganizationInPath organizations;

    OrganizationUserPages(
            Users users,
            OrganizationInPath organizations,
            Commands commands,
            Names names,
            Forms forms,
            Products products) {
        super(users, commands, names, forms, products);
        this.organizations = organizations;
    }

    @Override
    Owner owner(@Nullable String organization, SignedInUser user) {
        return Owner.of(organizations.find(Objects.requireNonNull(organization), user), "/users");
    }
}
