package com.avaone.web.organization;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.RestoreOrganization;
import com.avaone.api.organization.OrganizationView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.Products;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The operator's pages of organizations. A form is shown at the address to which it is sent. */
@PageController
@Access(Audience.SYSTEM_ADMIN)
class OrganizationPages {

    private static final int HISTORY = 30;
    private static final String EDIT = "organization/edit";
    private static final String ACTION = "organization/action";

    private final Commands commands;
    private final Queries queries;
    private final Organizations organizations;
    private final Edition edition;
    private final Names names;
    private final Forms forms;
    private final Products products;

    OrganizationPages(
            Commands commands,
            Queries queries,
            Organizations organizations,
            Edition edition,
            Names names,
            Forms forms,
            Products products) {
        this.commands = commands;
        this.queries = queries;
        this.organizations = organizations;
        this.edition = edition;
        this.names = names;
        this.forms = forms;
        this.products = products;
    }

    @GetMapping("/admin/organizations")
    String list(@Valid @ModelAttribute("filter") OrganizationFilter filter, Model model) {
        var query = filter.toQuery();
        Console.shows(model, organizations.reached());
        model.addAttribute("page", organizations.page(query));
        var form = Forms.values(filter);
        form.put("sort", query.sort());
        model.addAttribute(Forms.FORM, form);
        model.addAttribute("cursor", query.cursor());
        model.addAttribute("products", products.ever());
        model.addAttribute("today", organizations.today());
        return "organization/list";
    }

    @GetMapping("/admin/organizations/new")
    ModelAndView registration(Model model) {
        return forms.show(registrationView(model), model, RegisterOrganizationRequest.blank(organizations.today()));
    }

    @PostMapping("/admin/organizations")
    ModelAndView register(
            @Valid @ModelAttribute(Forms.FORM) RegisterOrganizationRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return forms.submit(
                RegisterOrganizationRequest.class,
                binding,
                model,
                locale,
                () -> {
                    var receipt = commands.send(
                            form.toCommand(OrganizationId.random(), LicenseId.random(), organizations.today()));
                    return Done.at(path(receipt.id()), receipt, "organization-registered");
                },
                () -> registrationView(model));
    }

    private String registrationView(Model model) {
        model.addAttribute("products", products.offered());
        return "organization/create";
    }

    @GetMapping("/admin/organization/{organizationId}")
    String show(
            @PathVariable String organizationId,
            @RequestParam(required = false) @Size(max = 40) @Nullable String asOf,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String historyCursor,
            Model model) {
        var id = PathId.organization(organizationId);
        var moment = Text.orNull(asOf);
        var cursor = Text.orNull(historyCursor);
        if (moment == null) {
            Console.shows(model, organizations.reached(id));
        }
        model.addAttribute("organization", organizations.at(id, moment));
        model.addAttribute("asOf", moment);
        var history = queries.ask(new FindLicenseHistory(id, cursor, HISTORY), LicenseHistory.class);
        model.addAttribute("history", history);
        model.addAttribute("historyCursor", cursor);
        model.addAttribute("names", names.ofActors(history.items().stream().map(LicenseHistory.Entry::actorId)));
        model.addAttribute("today", organizations.today());
        return "organization/show";
    }

    @GetMapping("/admin/organization/{organizationId}/edit")
    ModelAndView edition(@PathVariable String organizationId, Model model) {
        var view = fill(model, PathId.organization(organizationId), "edit");
        return forms.show(EDIT, model, EditOrganizationRequest.of(view));
    }

    @PostMapping("/admin/organization/{organizationId}/edit")
    ModelAndView edit(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) EditOrganizationRequest form,
            BindingResult binding,
            @RequestParam long version,
            Model model,
            Locale locale) {
        var id = PathId.organization(organizationId);
        return forms.submit(
                EditOrganizationRequest.class,
                binding,
                model,
                locale,
                () -> done(edition.carryOut(id, form, version), "organization-changed"),
                () -> again(model, id, "edit", EDIT));
    }

    @GetMapping("/admin/organization/{organizationId}/delete")
    ModelAndView deletion(@PathVariable String organizationId, Model model) {
        fill(model, PathId.organization(organizationId), "delete");
        return forms.show(ACTION, model, null);
    }

    @PostMapping("/admin/organization/{organizationId}/delete")
    ModelAndView requestDeletion(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var id = PathId.organization(organizationId);
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> done(commands.send(new RequestDeletion(id), form.reason(), form.comment()), "deletion-requested"),
                () -> again(model, id, "delete", ACTION));
    }

    @GetMapping("/admin/organization/{organizationId}/restore")
    ModelAndView restoration(@PathVariable String organizationId, Model model) {
        fill(model, PathId.organization(organizationId), "restore");
        return forms.show(ACTION, model, null);
    }

    @PostMapping("/admin/organization/{organizationId}/restore")
    ModelAndView restore(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var id = PathId.organization(organizationId);
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> done(
                        commands.send(new RestoreOrganization(id), form.reason(), form.comment()),
                        "organization-restored"),
                () -> again(model, id, "restore", ACTION));
    }

    private OrganizationView fill(Model model, OrganizationId organizationId, String action) {
        var view = organizations.find(organizationId);
        model.addAttribute("organization", view);
        model.addAttribute("action", action);
        model.addAttribute("products", products.offeredBeside(view.products()));
        model.addAttribute(Forms.VERSION, view.version());
        return view;
    }

    /** The version is the present one: who was told of another's change and sends again means to replace it. */
    private String again(Model model, OrganizationId organizationId, String action, String view) {
        fill(model, organizationId, action);
        return view;
    }

    private static Done done(Receipt receipt, String notice) {
        return Done.at(path(receipt.id()), receipt, notice);
    }

    private static String path(String organizationId) {
        return "/admin/organization/" + organizationId;
    }
}
