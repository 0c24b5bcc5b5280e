package com.avaone.web.organization;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseView;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.user.UserFigures;
import com.avaone.api.user.UserQuery.FindUserFigures;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.GrowthChart;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.Products;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An organization's own pages: overview, license with its history, settings. Its users and teams have pages of their own. */
@PageController
@RequestMapping("/organization/dashboard/{organization}")
class DashboardPages {

    private static final int HISTORY = 30;
    private static final int NEWEST = 5;
    private static final String EDIT = "organization/edit";

    /** Processors that write what the overview shows. */
    private static final Set<String> PROCESSORS = Set.of("organization", "license", "user");

    private final OrganizationInPath organizations;
    private final Organizations details;
    private final Edition edition;
    private final Queries queries;
    private final ReadState readState;
    private final Names names;
    private final Forms forms;
    private final Products products;

    DashboardPages(
            OrganizationInPath organizations,
            Organizations details,
            Edition edition,
            Queries queries,
            ReadState readState,
            Names names,
            Forms forms,
            Products products) {
        this.organizations = organizations;
        this.details = details;
        this.edition = edition;
        this.queries = queries;
        this.readState = readState;
        this.names = names;
        this.forms = forms;
        this.products = products;
    }

    @GetMapping
    @Access(Audience.ORGANIZATION_ADMIN)
    String overview(@PathVariable String organization, SignedInUser user, Model model) {
        var id = idOf(organization, user);
        Console.shows(model, readState.reachedBy(PROCESSORS));
        model.addAttribute("organization", details.find(id));
        var figures = queries.ask(new FindUserFigures(id), UserFigures.class);
        model.addAttribute("figures", figures);
        model.addAttribute("growth", GrowthChart.days(figures.growth(), details.today()));
        model.addAttribute("newIn30", GrowthChart.countAfter(details.today().minusDays(30), figures.growth()));
        var history = queries.ask(new FindLicenseHistory(id, null, NEWEST), LicenseHistory.class);
        model.addAttribute("history", history);
        model.addAttribute("names", names.ofActors(history.items().stream().map(LicenseHistory.Entry::actorId)));
        model.addAttribute("today", details.today());
        return "organization/dashboard";
    }

    @GetMapping("/license")
    @Access(Audience.HISTORY_READER)
    String license(
            @PathVariable String organization,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String historyCursor,
            SignedInUser user,
            Model model) {
        var found = organizations.find(organization, user);
        var id = found.organizationId();
        var cursor = Text.orNull(historyCursor);
        Console.shows(model, details.reached());
        model.addAttribute("organization", found);
        model.addAttribute("license", queries.ask(new FindLicense(id), LicenseView.class));
        var history = queries.ask(new FindLicenseHistory(id, cursor, HISTORY), LicenseHistory.class);
        model.addAttribute("history", history);
        model.addAttribute("historyCursor", cursor);
        model.addAttribute("names", names.ofActors(history.items().stream().map(LicenseHistory.Entry::actorId)));
        model.addAttribute("today", details.today());
        return "organization/license";
    }

    @GetMapping("/settings")
    @Access(Audience.ORGANIZATION_ADMIN)
    ModelAndView settings(@PathVariable String organization, SignedInUser user, Model model) {
        var view = fill(idOf(organization, user), model);
        return forms.show(EDIT, model, EditOrganizationRequest.of(view));
    }

    @PostMapping("/settings")
    @Access(Audience.ORGANIZATION_ADMIN)
    ModelAndView changeSettings(
            @PathVariable String organization,
            @Valid @ModelAttribute(Forms.FORM) EditOrganizationRequest form,
            BindingResult binding,
            @RequestParam long version,
            SignedInUser user,
            Model model,
            Locale locale) {
        var id = idOf(organization, user);
        return forms.submit(
                EditOrganizationRequest.class,
                binding,
                model,
                locale,
                () -> {
                    Receipt receipt = edition.carryOut(id, form, version);
                    return Done.at(path(id) + "/settings", receipt, "organization-changed");
                },
                () -> {
                    fill(id, model);
                    return EDIT;
                });
    }

    private OrganizationView fill(OrganizationId id, Model model) {
        var view = details.find(id);
        model.addAttribute("organization", view);
        model.addAttribute("products", products.offeredBeside(view.products()));
        model.addAttribute(Forms.VERSION, view.version());
        model.addAttribute("back", path(id));
        model.addAttribute("target", path(id) + "/settings");
        model.addAttribute("section", "settings");
        return view;
    }

    private OrganizationId idOf(String organization, SignedInUser user) {
        return organizations.find(organization, user).organizationId();
    }

    private static String path(OrganizationId id) {
        return "/organization/dashboard/" + id;
    }
}
