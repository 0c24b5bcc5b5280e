package com.avaone.web.user.manage;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.Owner;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.Products;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Pages of the operator's own users: system admins, and auditors of the suite. */
@PageController
@RequestMapping("/admin/users")
@Access(Audience.SYSTEM_ADMIN)
final class OperatorUserPages extends UserPages {

    OperatorUserPages(Users users, Commands commands, Names names, Forms forms, Products products) {
        super(users, commands, names, forms, products);
    }

    @Override
    Owner owner(@Nullable String organization, SignedInUser user) {
        return Owner.operator("/users");
    }
}
