package com.avaone.web.user.bulk;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of tables of invitations. */
@PageController
@RequestMapping("/organization/dashboard/{organization}/bulk-invitations")
@Access(Audience.ORGANIZATION_ADMIN)
class BulkInvitationPages {

    private final BulkInvitations bulk;
    private final OrganizationInPath organizations;
    private final Forms forms;

    BulkInvitationPages(BulkInvitations bulk, OrganizationInPath organizations, Forms forms) {
        this.bulk = bulk;
        this.organizations = organizations;
        this.forms = forms;
    }

    /** A table, as it was pasted or as the page read it from a file. */
    record TableForm(@NotBlank String file) {}

    @GetMapping
    ModelAndView table(@PathVariable String organization, SignedInUser user, Model model) {
        return forms.show(view(organization, user, model), model, null);
    }

    @PostMapping
    ModelAndView start(
            @PathVariable String organization,
            @Valid @ModelAttribute(Forms.FORM) TableForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var organizationId = organizations.find(organization, user).organizationId();
        return forms.submit(
                TableForm.class,
                binding,
                model,
                locale,
                () -> {
                    var begun = bulk.start(organizationId, user, () -> InvitationTable.read(form.file()));
                    return new Done(
                            "/organization/dashboard/%s/bulk-invitations/%s"
                                    .formatted(organizationId, begun.bulkInvitationId()),
                            0,
                            "bulk-begun");
                },
                () -> view(organization, user, model));
    }

    @GetMapping("/{bulkInvitationId}")
    String show(
            @PathVariable String organization, @PathVariable String bulkInvitationId, SignedInUser user, Model model) {
        var found = organizations.find(organization, user);
        model.addAttribute("organization", found);
        model.addAttribute("bulk", bulk.find(found.organizationId(), user, bulkInvitationId));
        return "user/bulk-report";
    }

    private String view(String organization, SignedInUser user, Model model) {
        model.addAttribute("organization", organizations.find(organization, user));
        model.addAttribute("most", InvitationTable.MAX_ROWS);
        return "user/bulk";
    }
}
