package com.avaone.web.license;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.license.LicenseCommand;
import com.avaone.api.license.LicenseCommand.ChangeGracePeriod;
import com.avaone.api.license.LicenseCommand.ChangeOveragePolicy;
import com.avaone.api.license.LicenseCommand.ChangeProducts;
import com.avaone.api.license.LicenseCommand.ChangeSeatLimit;
import com.avaone.api.license.LicenseCommand.PauseLicense;
import com.avaone.api.license.LicenseCommand.RenewLicense;
import com.avaone.api.license.LicenseCommand.ResumeLicense;
import com.avaone.api.license.LicenseCommand.RevokeLicense;
import com.avaone.api.license.LicenseCommand.SuspendLicense;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.OveragePolicy;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.Products;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The operator's forms for what is done to a license: each a page of its own, which the organization's page opens in a dialog. */
@PageController
@RequestMapping("/admin/organization/{organizationId}/license")
@Access(Audience.SYSTEM_ADMIN)
class LicensePages {

    private static final String VIEW = "organization/action";

    private final Commands commands;
    private final Licenses licenses;
    private final Forms forms;
    private final Products products;

    LicensePages(Commands commands, Licenses licenses, Forms forms, Products products) {
        this.commands = commands;
        this.licenses = licenses;
        this.forms = forms;
        this.products = products;
    }

    @GetMapping("/suspend")
    ModelAndView suspension(@PathVariable String organizationId, Model model) {
        return show(organizationId, "suspend", model);
    }

    @PostMapping("/suspend")
    ModelAndView suspend(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "suspend", "license-suspended", binding, model, locale)
                .as(Reason.class, () -> form, SuspendLicense::new);
    }

    @GetMapping("/pause")
    ModelAndView pausing(@PathVariable String organizationId, Model model) {
        return show(organizationId, "pause", model);
    }

    @PostMapping("/pause")
    ModelAndView pause(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "pause", "license-paused", binding, model, locale)
                .as(Reason.class, () -> form, PauseLicense::new);
    }

    @GetMapping("/resume")
    ModelAndView resumption(@PathVariable String organizationId, Model model) {
        return show(organizationId, "resume", model);
    }

    @PostMapping("/resume")
    ModelAndView resume(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "resume", "license-resumed", binding, model, locale)
                .as(Reason.class, () -> form, ResumeLicense::new);
    }

    @GetMapping("/revoke")
    ModelAndView revocation(@PathVariable String organizationId, Model model) {
        return show(organizationId, "revoke", model);
    }

    @PostMapping("/revoke")
    ModelAndView revoke(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "revoke", "license-revoked", binding, model, locale)
                .as(Reason.class, () -> form, RevokeLicense::new);
    }

    @GetMapping("/renew")
    ModelAndView renewal(@PathVariable String organizationId, Model model) {
        return show(organizationId, "renew", model);
    }

    @PostMapping("/renew")
    ModelAndView renew(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) RenewLicenseRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "renew", "license-renewed", binding, model, locale)
                .as(
                        RenewLicenseRequest.class,
                        () -> form.why(),
                        (license, organization) ->
                                new RenewLicense(license, organization, form.toPeriod(), form.startOrDefault()));
    }

    @GetMapping("/seats")
    ModelAndView seats(@PathVariable String organizationId, Model model) {
        return show(organizationId, "seats", model);
    }

    @PostMapping("/seats")
    ModelAndView changeSeats(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) ChangeSeatsRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "seats", "seats-changed", binding, model, locale)
                .as(
                        ChangeSeatsRequest.class,
                        () -> form.why(),
                        (license, organization) -> new ChangeSeatLimit(license, organization, form.toSeats()));
    }

    @GetMapping("/products")
    ModelAndView products(@PathVariable String organizationId, Model model) {
        return show(organizationId, "products", model);
    }

    /** A form for {@link ChangeProductsRequest}: a row for each product that there is, and a tick where it may be used. */
    record ChangeProductsForm(
            @Nullable List<@Valid Row> grants,
            @NotBlank @Size(max = Reason.REASON_LENGTH) String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        /** One product; without {@code productId} where it is not ticked. */
        record Row(
                @Size(max = 40) @Nullable String productId,

                @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                LocalDate validUntil) {}

        ChangeProductsRequest toRequest() {
            var rows = grants == null ? List.<Row>of() : grants;
            var ticked = rows.stream()
                    .flatMap(row -> Optional.ofNullable(row.productId())
                            .map(product -> new ChangeProductsRequest.Grant(product, row.validUntil()))
                            .stream())
                    .toList();
            return new ChangeProductsRequest(ticked, reason, comment);
        }
    }

    @PostMapping("/products")
    ModelAndView changeProducts(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) ChangeProductsForm form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "products", "license-products-changed", binding, model, locale)
                .as(
                        ChangeProductsForm.class,
                        () -> form.toRequest().why(),
                        (license, organization) -> new ChangeProducts(
                                license, organization, form.toRequest().toGrants()));
    }

    @GetMapping("/overage")
    ModelAndView overage(@PathVariable String organizationId, Model model) {
        return show(organizationId, "overage", model);
    }

    @PostMapping("/overage")
    ModelAndView changeOverage(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) ChangeOverageRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "overage", "overage-changed", binding, model, locale)
                .as(
                        ChangeOverageRequest.class,
                        () -> form.why(),
                        (license, organization) ->
                                new ChangeOveragePolicy(license, organization, OveragePolicy.of(form.extraSeats())));
    }

    @GetMapping("/grace")
    ModelAndView grace(@PathVariable String organizationId, Model model) {
        return show(organizationId, "grace", model);
    }

    @PostMapping("/grace")
    ModelAndView changeGrace(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) ChangeGraceRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "grace", "grace-changed", binding, model, locale)
                .as(
                        ChangeGraceRequest.class,
                        () -> form.why(),
                        (license, organization) -> new ChangeGracePeriod(license, organization, form.graceDays()));
    }

    private ModelAndView show(String organizationId, String action, Model model) {
        fill(PathId.organization(organizationId), action, model);
        return forms.show(VIEW, model, null);
    }

    private void fill(OrganizationId organizationId, String action, Model model) {
        var organization = licenses.organization(organizationId);
        if (organization.license() == null) {
            throw new Rejected(
                    KernelRule.NOT_FOUND, "The organization's license is not issued yet. Try again in a moment.");
        }
        model.addAttribute("organization", organization);
        model.addAttribute("action", action);
        model.addAttribute(
                "products",
                products.offeredBeside(
                        LicenseTerms.products(organization.license().products())));
    }

    /** A form that was sent, and what it is about. */
    private final class Sent {

        private final OrganizationId organization;
        private final String action;
        private final String notice;
        private final BindingResult binding;
        private final Model model;
        private final Locale locale;

        Sent(String organizationId, String action, String notice, BindingResult binding, Model model, Locale locale) {
            this.organization = PathId.organization(organizationId);
            this.action = action;
            this.notice = notice;
            this.binding = binding;
            this.model = model;
            this.locale = locale;
        }

        ModelAndView as(
                Class<? extends Record> type,
                Supplier<Reason> why,
                BiFunction<LicenseId, OrganizationId, LicenseCommand> command) {
            return forms.submit(
                    type,
                    binding,
                    model,
                    locale,
                    () -> {
                        var reason = why.get();
                        var receipt = commands.send(
                                command.apply(licenses.idOf(organization), organization),
                                reason.reason(),
                                reason.comment());
                        return Done.at("/admin/organization/" + organization, receipt, notice);
                    },
                    () -> {
                        fill(organization, action, model);
                        return VIEW;
                    });
        }
    }
}
