package com.avaone.web.organization;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.RestoreOrganization;
import com.avaone.api.organization.OrganizationCommand.SelectProducts;
import com.avaone.api.organization.OrganizationSort;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.EnumNames;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Catalogue;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The operator's pages of organizations. A form is shown at the address to which it is sent. */
@PageController
@Access(Audience.SYSTEM_ADMIN)
class OrganizationPages {

    private static final int HISTORY = 50;

    private final Commands commands;
    private final Queries queries;
    private final Organizations organizations;
    private final Forms forms;

    OrganizationPages(Commands commands, Queries queries, Organizations organizations, Forms forms) {
        this.commands = commands;
        this.queries = queries;
        this.organizations = organizations;
        this.forms = forms;
    }

    @GetMapping("/admin/organizations")
    String list(@Valid @ModelAttribute("filter") OrganizationFilter filter, Model model) {
        Console.shows(model, organizations.reached());
        var page = organizations.page(filter.toQuery());
        model.addAttribute("page", page);
        model.addAttribute("states", names(OrganizationState.values()));
        model.addAttribute("licenseStatuses", names(LicenseStatus.values()));
        model.addAttribute("sorts", names(OrganizationSort.values()));
        model.addAttribute("products", Catalogue.PRODUCTS);
        model.addAttribute("firstUrl", address(filter, null));
        model.addAttribute("nextUrl", page.next() == null ? null : address(filter, page.next()));
        return "organization/list";
    }

    @GetMapping("/admin/organizations/new")
    ModelAndView registration(Model model) {
        return forms.show(registrationView(model), model, RegisterOrganizationRequest.blank(organizations.today()));
    }

    @PostMapping("/admin/organizations/new")
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

    private static String registrationView(Model model) {
        model.addAttribute("products", Catalogue.PRODUCTS);
        return "organization/new";
    }

    @GetMapping("/admin/organization/{organizationId}")
    String view(
            @PathVariable String organizationId,
            @RequestParam(required = false) @Size(max = 40) @Nullable String asOf,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            Model model) {
        var id = PathId.organization(organizationId);
        Console.shows(model, organizations.reached());
        var moment = Text.orNull(asOf);
        model.addAttribute("organization", organizations.seen(id, moment).organization());
        model.addAttribute("asOf", moment);
        model.addAttribute(
                "history",
                queries.ask(new FindLicenseHistory(id, Text.orNull(cursor), HISTORY), LicenseHistory.class));
        return "organization/view";
    }

    @GetMapping("/admin/organization/{organizationId}/edit")
    ModelAndView profile(@PathVariable String organizationId, Model model) {
        var view = show(model, PathId.organization(organizationId));
        return forms.show("organization/edit", model, ProfileRequest.of(view.profile()));
    }

    @PostMapping("/admin/organization/{organizationId}/edit")
    ModelAndView changeProfile(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) ProfileRequest form,
            BindingResult binding,
            @RequestParam long version,
            Model model,
            Locale locale) {
        var id = PathId.organization(organizationId);
        return forms.submit(
                ProfileRequest.class,
                binding,
                model,
                locale,
                () -> done(
                        commands.send(
                                new ChangeProfile(id, form.toProfile(organizations.today())),
                                null,
                                null,
                                OptionalLong.of(version)),
                        "organization-changed"),
                () -> again(model, id, "organization/edit"));
    }

    @GetMapping("/admin/organization/{organizationId}/settings")
    ModelAndView settings(@PathVariable String organizationId, Model model) {
        var view = show(model, PathId.organization(organizationId));
        return forms.show("organization/settings", model, SettingsRequest.of(view.settings()));
    }

    @PostMapping("/admin/organization/{organizationId}/settings")
    ModelAndView changeSettings(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) SettingsRequest form,
            BindingResult binding,
            @RequestParam long version,
            Model model,
            Locale locale) {
        var id = PathId.organization(organizationId);
        return forms.submit(
                SettingsRequest.class,
                binding,
                model,
                locale,
                () -> done(
                        commands.send(new ChangeSettings(id, form.toSettings()), null, null, OptionalLong.of(version)),
                        "settings-changed"),
                () -> again(model, id, "organization/settings"));
    }

    @GetMapping("/admin/organization/{organizationId}/products")
    ModelAndView products(@PathVariable String organizationId, Model model) {
        var view = show(model, PathId.organization(organizationId));
        var selected = view.products().stream().map(ProductId::value).sorted().toList();
        return forms.show("organization/products", model, new SelectProductsForm(selected));
    }

    /** As {@link SelectProductsRequest}, but a form whose last box was unchecked sends nothing at all. */
    record SelectProductsForm(
            @Size(max = 50) @Nullable List<@Size(max = 40) String> selectedProducts) {

        SelectProductsRequest toRequest() {
            return new SelectProductsRequest(selectedProducts == null ? List.of() : selectedProducts);
        }
    }

    @PostMapping("/admin/organization/{organizationId}/products")
    ModelAndView selectProducts(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) SelectProductsForm form,
            BindingResult binding,
            @RequestParam long version,
            Model model,
            Locale locale) {
        var id = PathId.organization(organizationId);
        return forms.submit(
                SelectProductsForm.class,
                binding,
                model,
                locale,
                () -> done(
                        commands.send(
                                new SelectProducts(id, form.toRequest().toProducts()),
                                null,
                                null,
                                OptionalLong.of(version)),
                        "products-selected"),
                () -> again(model, id, "organization/products"));
    }

    @GetMapping("/admin/organization/{organizationId}/delete")
    ModelAndView deletion(@PathVariable String organizationId, Model model) {
        show(model, PathId.organization(organizationId));
        return forms.show("organization/delete", model, null);
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
                () -> done(
                        commands.send(new RequestDeletion(id), form.reason(), form.comment()), "deletion-requested"),
                () -> again(model, id, "organization/delete"));
    }

    @GetMapping("/admin/organization/{organizationId}/restore")
    ModelAndView restoration(@PathVariable String organizationId, Model model) {
        show(model, PathId.organization(organizationId));
        return forms.show("organization/restore", model, null);
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
                () -> again(model, id, "organization/restore"));
    }

    private OrganizationView show(Model model, OrganizationId organizationId) {
        var view = organizations.find(organizationId);
        model.addAttribute("organization", view);
        model.addAttribute("products", Catalogue.PRODUCTS);
        model.addAttribute(Forms.VERSION, view.version());
        return view;
    }

    /** The version is the present one: who was told of another's change and sends again means to replace it. */
    private String again(Model model, OrganizationId organizationId, String view) {
        show(model, organizationId);
        return view;
    }

    private static Done done(Receipt receipt, String notice) {
        return Done.at(path(receipt.id()), receipt, notice);
    }

    private static String path(String organizationId) {
        return "/admin/organization/" + organizationId;
    }

    private static List<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(EnumNames::of).toList();
    }

    private static String address(OrganizationFilter filter, @Nullable String cursor) {
        var address = UriComponentsBuilder.fromPath("/admin/organizations");
        put(address, "text", filter.text());
        put(address, "state", filter.state());
        put(address, "licenseStatus", filter.licenseStatus());
        put(address, "product", filter.product());
        put(address, "expiresFrom", filter.expiresFrom());
        put(address, "expiresUntil", filter.expiresUntil());
        put(address, "sort", filter.sort());
        put(address, "limit", filter.limit());
        put(address, "cursor", cursor);
        return address.encode().build().toUriString();
    }

    private static void put(UriComponentsBuilder address, String name, @Nullable Object value) {
        var text = value instanceof Enum<?> constant ? EnumNames.of(constant) : value == null ? "" : value.toString();
        if (!text.isBlank()) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, text));
        }
    }
}
