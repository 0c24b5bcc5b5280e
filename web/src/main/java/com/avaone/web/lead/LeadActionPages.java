package com.avaone.web.lead;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.LeadView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.Products;
import com.avaone.web.kernel.problem.ProblemTexts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
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

/**
 * What is done with one of the operator's leads. Each action has a form, which opens in the dialog and is a page without a script. One that
 * the lead would refuse shows the rule instead of the form: a card of the board may be let fall where it cannot go.
 */
@PageController
@RequestMapping(LeadPages.HOME + "/{leadId}")
@Access(Audience.SYSTEM_ADMIN)
class LeadActionPages {

    private static final String ACTION = "lead/action";

    /** Ways in which somebody is contacted. */
    private static final List<ActivityKind> CHANNELS =
            List.of(ActivityKind.CALL, ActivityKind.MAIL, ActivityKind.MEETING);

    private final OperatorLeads leads;
    private final Commands commands;
    private final Forms forms;
    private final ProblemTexts problems;
    private final Products products;

    LeadActionPages(OperatorLeads leads, Commands commands, Forms forms, ProblemTexts problems, Products products) {
        this.leads = leads;
        this.commands = commands;
        this.forms = forms;
        this.problems = problems;
        this.products = products;
    }

    /** The page from which an action was begun, and to which it leads back. */
    enum Origin {
        LEAD,
        BOARD;

        private String path(String leadId) {
            return this == BOARD ? LeadPages.HOME + "/board" : LeadPages.HOME + "/" + leadId;
        }
    }

    @GetMapping("/do/{action}")
    ModelAndView action(
            @PathVariable String leadId,
            @PathVariable LeadAction action,
            @RequestParam(defaultValue = "lead") Origin from,
            @RequestParam(required = false) @Size(max = 20) @Nullable String reference,
            Model model,
            Locale locale) {
        var lead = fill(leadId, action, from, model);
        var refusal = action.refusal(lead.state());
        if (refusal != null) {
            model.addAttribute("refusal", problems.explanation(refusal, locale));
        }
        model.addAttribute("reference", reference);
        return forms.show(ACTION, model, null);
    }

    @PostMapping("/do/{action}")
    ModelAndView act(
            @PathVariable String leadId,
            @PathVariable LeadAction action,
            @RequestParam(defaultValue = "lead") Origin from,
            @Valid @ModelAttribute(Forms.FORM) LeadActionForm form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable Long version,
            Model model,
            Locale locale) {
        var id = PathId.lead(leadId);
        return forms.submit(
                LeadActionForm.class,
                binding,
                model,
                locale,
                () -> {
                    var command = form.toCommand(action, leads.find(id), leads);
                    Receipt receipt = commands.send(
                            command,
                            form.reason(),
                            form.comment(),
                            version == null ? OptionalLong.empty() : OptionalLong.of(version));
                    return Done.at(
                            from.path(leadId), receipt, "lead-" + action.name().toLowerCase(Locale.ROOT));
                },
                () -> {
                    fill(leadId, action, from, model);
                    return ACTION;
                });
    }

    @GetMapping("/organization")
    ModelAndView organization(@PathVariable String leadId, Model model) {
        var lead = fill(leadId, LeadAction.CONVERT, Origin.LEAD, model);
        return forms.show(organizationView(model), model, LeadOrganizationForm.of(lead, leads.today()));
    }

    @PostMapping("/organization")
    ModelAndView convertToOrganization(
            @PathVariable String leadId,
            @Valid @ModelAttribute(Forms.FORM) LeadOrganizationForm form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var id = PathId.lead(leadId);
        return forms.submit(
                LeadOrganizationForm.class,
                binding,
                model,
                locale,
                () -> Done.at(Origin.LEAD.path(leadId), commands.send(form.toCommand(leads.find(id))), "lead-convert"),
                () -> {
                    fill(leadId, LeadAction.CONVERT, Origin.LEAD, model);
                    return organizationView(model);
                });
    }

    private String organizationView(Model model) {
        model.addAttribute("products", products.offered());
        return "lead/organization";
    }

    private LeadView fill(String leadId, LeadAction action, Origin from, Model model) {
        var lead = leads.find(PathId.lead(leadId));
        model.addAttribute("lead", lead);
        model.addAttribute("action", action.name());
        model.addAttribute("from", from.name());
        model.addAttribute("back", from.path(leadId));
        switch (action) {
            case ASSIGN -> {
                model.addAttribute("ways", Assignment.values());
                model.addAttribute("assignees", leads.assignees());
            }
            case CONTACT -> model.addAttribute("channels", CHANNELS);
            case LOG -> model.addAttribute("kinds", ActivityKind.values());
            case CONVERT -> model.addAttribute("closeOn", leads.today().plusMonths(1));
            case CHANGE -> model.addAttribute(Forms.VERSION, lead.version());
            case CONSENT -> model.addAttribute("now", leads.now());
            case WITHDRAW, CONFIRMATION, QUALIFY, DISQUALIFY, RECYCLE, MERGE, UNMERGE, ERASE -> {}
        }
        return lead;
    }
}
