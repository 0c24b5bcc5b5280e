package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueCommand.PublishCatalogue;
import com.avaone.api.catalogue.CatalogueCommand.WithdrawCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersion;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersions;
import com.avaone.api.catalogue.CatalogueVersionPage;
import com.avaone.api.catalogue.CatalogueVersionView;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
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

/** Pages on which the operator changes prices: each change is another version of the catalogue. */
@PageController
@RequestMapping(PricingEditorPages.HOME)
@Access(Audience.SYSTEM_ADMIN)
class PricingEditorPages {

    static final String HOME = "/admin/cms/pricing";

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final Set<String> PROCESSORS = Set.of("catalogue");
    private static final String EDITOR = "catalogue/pricing";
    private static final String WITHDRAW = "catalogue/withdraw";
    private static final String VALUES = "values[";
    private static final int LISTED = 20;

    private final Queries queries;
    private final Commands commands;
    private final ReadState readState;
    private final Forms forms;

    PricingEditorPages(Queries queries, Commands commands, ReadState readState, Forms forms) {
        this.queries = queries;
        this.commands = commands;
        this.readState = readState;
        this.forms = forms;
    }

    /**
     * The figures of a version, to be changed.
     *
     * @param version which one; the latest where absent
     * @param currency another one for which there are to be fields
     */
    @GetMapping
    ModelAndView edit(
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String currency,
            Model model) {
        return forms.show(editor(version, null, currency, model), model, null);
    }

    @PostMapping
    ModelAndView publish(
            @Valid @ModelAttribute(Forms.FORM) @Nullable PricingForm form,
            BindingResult binding,
            @RequestParam Map<String, String> sent,
            Model model,
            Locale locale) {
        return forms.submit(
                PricingForm.class,
                binding,
                model,
                locale,
                () -> {
                    var base = find(Objects.requireNonNull(form).base());
                    if (versions().items().getFirst().catalogueVersion() != form.latest()) {
                        throw new Rejected(KernelRule.STALE_VERSION, "Another version was published since you began.");
                    }
                    var command = new PublishCatalogue(
                            form.effectiveFrom() == null
                                    ? null
                                    : form.effectiveFrom().toInstant(ZoneOffset.UTC),
                            form.contents(base.contents()));
                    return Done.at(
                            HOME, commands.send(command, null, null, OptionalLong.empty()), "catalogue-published");
                },
                () -> editor(form == null ? null : form.base(), typed(sent), null, model));
    }

    /** What was typed, also where one of the fields cannot be read. */
    private static PricingForm typed(Map<String, String> sent) {
        var values = new HashMap<String, String>();
        sent.forEach((name, text) -> {
            if (name.startsWith(VALUES) && name.endsWith("]")) {
                values.put(name.substring(VALUES.length(), name.length() - 1), text);
            }
        });
        return new PricingForm(0, 0, null, values);
    }

    private String editor(
            @Nullable Integer version, @Nullable PricingForm typed, @Nullable String currency, Model model) {
        Console.shows(model, readState.reachedBy(PROCESSORS));
        var versions = versions();
        var base = version == null ? latest(versions) : find(version);
        var wanted = currency != null && currency.matches("[A-Z]{3}") ? currency : null;
        model.addAttribute("versions", versions.items());
        model.addAttribute("base", base);
        model.addAttribute("latest", versions.items().getFirst().catalogueVersion());
        model.addAttribute("intervals", BillingInterval.values());
        model.addAttribute(
                "currencies",
                typed == null || typed.currencies().isEmpty()
                        ? PricingForm.currencies(base.contents(), wanted)
                        : typed.currencies());
        model.addAttribute(
                "values",
                typed == null || typed.values() == null
                        ? PricingForm.values(base.contents())
                        : Map.copyOf(typed.values()));
        return EDITOR;
    }

    /** What is edited where nothing else is asked for: what was published last and not withdrawn. */
    private static CatalogueVersionView latest(CatalogueVersionPage versions) {
        return versions.items().stream()
                .filter(version -> version.state() != CatalogueVersionView.State.WITHDRAWN)
                .findFirst()
                .orElseGet(() -> versions.items().getFirst());
    }

    private CatalogueVersionPage versions() {
        var versions = queries.ask(new FindCatalogueVersions(OPERATOR, null, LISTED), CatalogueVersionPage.class);
        if (versions.items().isEmpty()) {
            throw new Rejected(KernelRule.NOT_FOUND, "Nothing has been published yet.");
        }
        return versions;
    }

    private CatalogueVersionView find(int version) {
        return queries.ask(new FindCatalogueVersion(OPERATOR, version), CatalogueVersionView.class);
    }

    @GetMapping("/{catalogueVersion}/withdraw")
    ModelAndView askToWithdraw(@PathVariable String catalogueVersion, Model model) {
        return forms.show(withdrawal(PathId.catalogueVersion(catalogueVersion), model), model, null);
    }

    @PostMapping("/{catalogueVersion}/withdraw")
    ModelAndView withdraw(
            @PathVariable String catalogueVersion,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var version = PathId.catalogueVersion(catalogueVersion);
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> Done.at(
                        HOME,
                        commands.send(
                                new WithdrawCatalogue(version), form.reason(), form.comment(), OptionalLong.empty()),
                        "catalogue-withdrawn"),
                () -> withdrawal(version, model));
    }

    private String withdrawal(int version, Model model) {
        model.addAttribute("base", find(version));
        return WITHDRAW;
    }
}
