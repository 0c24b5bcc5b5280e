package com.avaone.web.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
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
import com.avaone.api.license.LicenseView;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.RenewalStart;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.EnumNames;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.page.Catalogue;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

    private final Commands commands;
    private final Licenses licenses;
    private final Forms forms;

    LicensePages(Commands commands, Licenses licenses, Forms forms) {
        this.commands = commands;
        this.licenses = licenses;
        this.forms = forms;
    }

    @GetMapping("/suspend")
    ModelAndView suspension(@PathVariable String organizationId, Model model) {
        return show(organizationId, "suspend", model, _ -> null);
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
        return show(organizationId, "pause", model, _ -> null);
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
        return show(organizationId, "resume", model, _ -> null);
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
        return show(organizationId, "revoke", model, _ -> null);
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
        return show(
                organizationId,
                "renew",
                model,
                _ -> new RenewLicenseRequest(null, 1, 0, RenewalStart.FROM_NOW_IF_EXPIRED, "", null));
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
        return show(
                organizationId,
                "seats",
                model,
                license -> new ChangeSeatsRequest(license.seats().value(), "", null));
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
        return show(organizationId, "products", model, LicensePages::grants);
    }

    private static ChangeProductsRequest grants(LicenseView license) {
        return new ChangeProductsRequest(
                license.products().stream()
                        .map(grant -> new ChangeProductsRequest.Grant(grant.productId().value(), grant.validUntil()))
                        .toList(),
                "",
                null);
    }

    @PostMapping("/products")
    ModelAndView changeProducts(
            @PathVariable String organizationId,
            @Valid @ModelAttribute(Forms.FORM) ChangeProductsRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return new Sent(organizationId, "products", "license-products-changed", binding, model, locale)
                .as(
                        ChangeProductsRequest.class,
                        () -> form.why(),
                        (license, organization) -> new ChangeProducts(license, organization, form.toGrants()));
    }

    @GetMapping("/overage")
    ModelAndView overage(@PathVariable String organizationId, Model model) {
        return show(
                organizationId,
                "overage",
                model,
                license -> new ChangeOverageRequest(license.overage().extraSeats(), "", null));
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
        return show(
                organizationId, "grace", model, license -> new ChangeGraceRequest(license.graceDays(), "", null));
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

    private ModelAndView show(
            String organizationId,
            String action,
            Model model,
            Function<LicenseView, @Nullable Record> form) {
        var license = fill(PathId.organization(organizationId), action, model);
        return forms.show("license/action", model, form.apply(license));
    }

    private LicenseView fill(OrganizationId organizationId, String action, Model model) {
        var organization = licenses.organization(organizationId);
        var license = Objects.requireNonNullElseGet(organization.license(), () -> licenses.of(organizationId));
        model.addAttribute("organization", organization);
        model.addAttribute("license", license);
        model.addAttribute("action", action);
        model.addAttribute("products", Catalogue.PRODUCTS);
        model.addAttribute("starts", Arrays.stream(RenewalStart.values()).map(EnumNames::of).toList());
        return license;
    }

    /** A form that was sent, and what it is about. */
    private final class Sent {

        private final OrganizationId organization;
        private final String action;
        private final String notice;
        private final BindingResult binding;
        private final Model model;
        private final Locale locale;

        Sent(
                String organizationId,
                String action,
                String notice,
                BindingResult binding,
                Model model,
                Locale locale) {
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
                        return "license/action";
                    });
        }
    }
}
