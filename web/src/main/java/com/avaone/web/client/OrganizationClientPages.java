package com.avaone.web.client;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Owner;
import com.avaone.web.kernel.page.PageController;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Pages of an organization's API clients, which reach that one's data only. */
@PageController
@RequestMapping("/organization/dashboard/{organization}/clients")
@Access(Audience.ORGANIZATION_ADMIN)
final class OrganizationClientPages extends ClientPages {

    private final OrganizationInPath organizations;

    OrganizationClientPages(Clients clients, Forms forms, Clock clock, OrganizationInPath organizations) {
        super(clients, forms, clock);
        this.organizations = organizations;
    }

    @Override
    Owner owner(@Nullable String organization, SignedInUser user) {
        return Owner.of(organizations.find(Objects.requireNonNull(organization), user), "/clients");
    }
}
