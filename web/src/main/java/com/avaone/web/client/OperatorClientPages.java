package com.avaone.web.client;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Owner;
import com.avaone.web.kernel.page.PageController;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Pages of the operator's own API clients, which reach every organization. */
@PageController
@RequestMapping("/admin/clients")
@Access(Audience.SYSTEM_ADMIN)
final class OperatorClientPages extends ClientPages {

    OperatorClientPages(Clients clients, Forms forms, Clock clock) {
        super(clients, forms, clock);
    }

    @Override
    Owner owner(@Nullable String organization, SignedInUser user) {
        return Owner.operator("/clients");
    }
}
