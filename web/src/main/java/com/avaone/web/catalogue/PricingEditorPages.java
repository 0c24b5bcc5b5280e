package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueCommand.PublishCatalogue;
import com.avaone.api.catalogue.CatalogueCommand.WithdrawCatalogue;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersion;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersions;
import com.avaone.api.catalogue.CatalogueVersionPage;
import com.avaone.api.catalogue.CatalogueVersionView;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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
    private static final String NEW_PRODUCT = "catalogue/product";
    private static final String NEW_PLAN = "catalogue/plan";
    private static final String WITHDRAW = "catalogue/withdraw";
    private static final String VALUES = "values[";
    private static final int LISTED = 20;

    private final Queries queries;
    private final Commands commands;
    private final ReadState readState;
    private final Forms forms;
    private final MessageSource messages;

    PricingEditorPages(Queries queries, Commands commands, ReadState readState, Forms forms, MessageSource messages) {
        this.queries = queries;
        this.commands = commands;
        this.readState = readState;
        this.forms = forms;
        this.messages = messages;
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
                    refuseUnlessLatest(form.latest(), versions());
                    return published(form.effectiveFrom(), form.contents(base.contents()), "catalogue-published");
                },
                () -> again(typed(form, sent), model));
    }

    private static void refuseUnlessLatest(int seen, CatalogueVersionPage versions) {
        if (versions.items().getFirst().catalogueVersion() != seen) {
            throw new Rejected(KernelRule.STALE_VERSION, "Another version was published since you began.");
        }
    }

    private Done published(@Nullable LocalDateTime from, CatalogueContents contents, String notice) {
        var command = new PublishCatalogue(from == null ? null : from.toInstant(ZoneOffset.UTC), contents);
        return Done.at(HOME, commands.send(command, null, null, OptionalLong.empty()), notice);
    }

    /** What was typed is shown again also where nobody can say now what it begins with. */
    private String again(PricingForm typed, Model model) {
        try {
            editor(typed.base() == 0 ? null : typed.base(), typed, null, model);
        } catch (Rejected rejected) {
            if (rejected.rejection().kind() != Rule.Kind.UNAVAILABLE) {
                throw rejected;
            }
            shown(typed.base(), typed.latest(), typed.outline(), typed.currencies(), typed, model);
            model.addAttribute("versions", List.of());
        }
        return EDITOR;
    }

    /** What was typed, also where one of the fields cannot be read. */
    private static PricingForm typed(@Nullable PricingForm read, Map<String, String> sent) {
        var values = new LinkedHashMap<String, String>();
        sent.forEach((name, text) -> {
            if (name.startsWith(VALUES) && name.endsWith("]")) {
                values.put(name.substring(VALUES.length(), name.length() - 1), text);
            }
        });
        return new PricingForm(
                read == null || read.base() == null ? 0 : read.base(),
                read == null || read.latest() == null ? 0 : read.latest(),
                null,
                values);
    }

    private String editor(
            @Nullable Integer version, @Nullable PricingForm typed, @Nullable String currency, Model model) {
        var versions = versions();
        var base = version == null ? latest(versions) : find(version);
        Console.shows(model, readState.reachedBy(PROCESSORS));
        var wanted = currency != null && currency.matches("[A-Z]{3}") ? currency : null;
        model.addAttribute("versions", versions.items());
        shown(
                base.catalogueVersion(),
                versions.items().getFirst().catalogueVersion(),
                base.contents(),
                typed == null || typed.currencies().isEmpty()
                        ? PricingForm.currencies(base.contents(), wanted)
                        : typed.currencies(),
                typed,
                model);
        return EDITOR;
    }

    private void shown(
            int base,
            int latest,
            CatalogueContents contents,
            List<String> currencies,
            @Nullable PricingForm typed,
            Model model) {
        model.addAttribute("base", base);
        model.addAttribute("latest", latest);
        model.addAttribute("contents", contents);
        model.addAttribute("intervals", BillingInterval.values());
        model.addAttribute("currencies", currencies);
        model.addAttribute(
                "values",
                typed == null || typed.values() == null
                        ? PricingForm.values(contents)
                        : new LinkedHashMap<>(typed.values()));
        if (typed != null) {
            model.addAttribute("fieldLabels", labels(contents, currencies));
        }
    }

    /** What people call each field, for the summary of what is wrong. */
    private Map<String, String> labels(CatalogueContents contents, List<String> currencies) {
        var labels = new HashMap<String, String>();
        PricingForm.labels(contents, currencies, (name, of, part) -> labels.put(name, of + ": " + text(part)));
        return labels;
    }

    /** The words of a part of a name, such as {@code minSeats}, or {@code price/MONTH/USD}. */
    private String text(String part) {
        var parts = part.split("/");
        var locale = LocaleContextHolder.getLocale();
        return parts[0].equals("price")
                ? parts[2] + " " + messages.getMessage("pricing.per." + parts[1], null, locale)
                : messages.getMessage("pricing." + part.replace('/', '.'), null, locale);
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

    @GetMapping("/product")
    ModelAndView newProduct(Model model) {
        return forms.show(productView(null, model), model, null);
    }

    @PostMapping("/product")
    ModelAndView addProduct(
            @Valid @ModelAttribute(Forms.FORM) @Nullable NewProductForm form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable Integer latest,
            Model model,
            Locale locale) {
        return forms.submit(
                NewProductForm.class,
                binding,
                model,
                locale,
                () -> {
                    var versions = versions();
                    refuseUnlessLatest(Objects.requireNonNull(form).latest(), versions);
                    return published(
                            form.effectiveFrom(), form.addedTo(latest(versions).contents()), "product-added");
                },
                () -> productView(latest, model));
    }

    /** @param latest what the person saw; kept where nobody can say now which one it is */
    private String productView(@Nullable Integer latest, Model model) {
        model.addAttribute("latest", known(latest, model));
        return NEW_PRODUCT;
    }

    @GetMapping("/plan")
    ModelAndView newPlan(@RequestParam(defaultValue = "") String product, Model model) {
        return forms.show(planView(product, null, model), model, null);
    }

    @PostMapping("/plan")
    ModelAndView addPlan(
            @Valid @ModelAttribute(Forms.FORM) @Nullable NewPlanForm form,
            BindingResult binding,
            @RequestParam(defaultValue = "") String product,
            @RequestParam(required = false) @Nullable Integer latest,
            @RequestParam Map<String, String> sent,
            Model model,
            Locale locale) {
        return forms.submit(
                NewPlanForm.class,
                binding,
                model,
                locale,
                () -> {
                    var versions = versions();
                    refuseUnlessLatest(Objects.requireNonNull(form).latest(), versions);
                    var before = latest(versions).contents();
                    return published(form.effectiveFrom(), form.addedTo(before, before.currencies()), "plan-added");
                },
                () -> {
                    var view = planView(product, latest, model);
                    if (!model.containsAttribute("contents")) {
                        model.addAttribute("currencies", NewPlanForm.currencies(sent.keySet()));
                    }
                    var labels = new HashMap<String, String>();
                    NewPlanForm.currencies(sent.keySet()).forEach(currency -> {
                        for (var interval : BillingInterval.values()) {
                            labels.put(
                                    "prices[%s/%s]".formatted(interval, currency),
                                    text("price/%s/%s".formatted(interval, currency)));
                        }
                    });
                    model.addAttribute("fieldLabels", labels);
                    return view;
                });
    }

    private String planView(String product, @Nullable Integer latest, Model model) {
        model.addAttribute("latest", known(latest, model));
        model.addAttribute("intervals", BillingInterval.values());
        var contents = (CatalogueContents) model.getAttribute("contents");
        model.addAttribute("currencies", contents == null ? List.of() : contents.currencies());
        model.addAttribute(
                "products",
                contents == null
                        ? List.of(product)
                        : contents.products().stream()
                                .map(one -> one.productId().value())
                                .toList());
        model.addAttribute("product", product);
        return NEW_PLAN;
    }

    /** The number of the latest version, and what is in the one that is added to; what the person saw while the database is away. */
    private int known(@Nullable Integer seen, Model model) {
        try {
            var versions = versions();
            var base = latest(versions);
            model.addAttribute("contents", base.contents());
            if (base.state() == CatalogueVersionView.State.TO_COME) {
                model.addAttribute("toCome", LocalDateTime.ofInstant(base.effectiveFrom(), ZoneOffset.UTC));
            }
            return versions.items().getFirst().catalogueVersion();
        } catch (Rejected rejected) {
            if (seen == null || rejected.rejection().kind() != Rule.Kind.UNAVAILABLE) {
                throw rejected;
            }
            return seen;
        }
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
