package com.avaone.web.user;

import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInUser;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.PageController;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of whoever works in an organization: what they are there, and the products that are theirs. */
@PageController
@Access(Audience.MEMBER)
class WorkspacePages {

    private final Identities identities;

    WorkspacePages(Identities identities) {
        this.identities = identities;
    }

    @GetMapping("/workspace/dashboard")
    String dashboard(SignedInUser user, Model model) {
        model.addAttribute(
                "organization", identities.organization(user.organizationId()).orElse(null));
        model.addAttribute(
                "products",
                identities
                        .user(user.userId())
                        .map(SignInUser::products)
                        .map(List::copyOf)
                        .orElse(List.of()));
        model.addAttribute("displayName", user.displayName());
        return "user/workspace";
    }
}
