package com.avaone.web.lead;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.EnumNames;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.GrowthChart;
import com.avaone.web.kernel.page.MoneyText;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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

/** Pages of the operator's own leads: who may become a customer of the suite. What is done with one has pages of its own. */
@PageController
@RequestMapping(LeadPages.HOME)
@Access(Audience.SYSTEM_ADMIN)
class LeadPages {

    static final String HOME = "/admin/leads";

    private final OperatorLeads leads;
    private final Commands commands;
    private final Names names;
    private final Forms forms;

    LeadPages(OperatorLeads leads, Commands commands, Names names, Forms forms) {
        this.leads = leads;
        this.commands = commands;
        this.names = names;
        this.forms = forms;
    }

    /** What the pages of all leads follow. */
    @ModelAttribute("topic")
    String topic() {
        return "leads-" + OperatorLeads.OPERATOR;
    }

    @GetMapping
    String list(@Valid @ModelAttribute("filter") LeadListFilter filter, Model model, Locale locale) {
        var query = filter.toQuery(OperatorLeads.OPERATOR, null);
        Console.shows(model, leads.reached());
        model.addAttribute("page", leads.page(query));
        var form = Forms.values(filter);
        form.put("sort", query.sort());
        model.addAttribute(Forms.FORM, form);
        model.addAttribute("cursor", query.cursor());
        model.addAttribute("states", LeadState.values());
        model.addAttribute("sources", LeadSource.values());
        model.addAttribute("confirmations", ConfirmationState.values());
        model.addAttribute("operator", OperatorLeads.OPERATOR);
        model.addAttribute("people", leads.people());
        model.addAttribute("money", new MoneyText(locale));
        return "lead/list";
    }

    @GetMapping("/board")
    String board(Model model) {
        Console.shows(model, leads.reached());
        model.addAttribute("board", leads.board());
        var moves = new HashMap<String, List<LeadState>>();
        var into = new HashMap<String, String>();
        for (var state : LeadState.values()) {
            moves.put(state.name(), LeadAction.movesFrom(state));
            var action = LeadAction.into(state);
            if (action != null) {
                into.put(state.name(), EnumNames.of(action));
            }
        }
        model.addAttribute("moves", moves);
        model.addAttribute("into", into);
        model.addAttribute("people", leads.people());
        return "lead/board";
    }

    @GetMapping("/figures")
    String figures(Model model) {
        Console.shows(model, leads.reached());
        var figures = leads.figures();
        model.addAttribute("figures", figures);
        model.addAttribute("captured", GrowthChart.days(figures.captured(), leads.today()));
        model.addAttribute("newIn30", GrowthChart.countAfter(leads.today().minusDays(30), figures.captured()));
        model.addAttribute(
                "durations", ConversionDays.counted(figures.conversion().byDays()));
        return "lead/figures";
    }

    /** Somebody of whom one heard. */
    record NewLeadForm(
            @Size(max = 200) @Nullable String name,
            @Size(max = 254) @Nullable String email,
            @Size(max = 50) @Nullable String phone,
            @Size(max = 200) @Nullable String company,
            @Size(max = LeadActionForm.TEXT) @Nullable String message,
            @Size(max = 40) @Nullable String assignee) {

        CaptureLead toCommand() {
            var user = Text.orNull(assignee);
            return new CaptureLead(
                    LeadId.random(),
                    OperatorLeads.OPERATOR,
                    LeadSource.MANUAL,
                    PersonDetails.parse(name, email, phone, company),
                    Text.orNull(message),
                    null,
                    null,
                    null,
                    false,
                    user == null ? null : UserId.parse(user));
        }
    }

    @GetMapping("/new")
    ModelAndView blank(Model model) {
        return forms.show(newView(model), model, null);
    }

    @PostMapping
    ModelAndView capture(
            @Valid @ModelAttribute(Forms.FORM) NewLeadForm form, BindingResult binding, Model model, Locale locale) {
        return forms.submit(
                NewLeadForm.class,
                binding,
                model,
                locale,
                () -> {
                    var receipt = commands.send(form.toCommand());
                    // Of a form that was sent twice the receipt is the first one's.
                    return Done.at(HOME + "/" + receipt.id(), receipt, "lead-captured");
                },
                () -> newView(model));
    }

    private String newView(Model model) {
        model.addAttribute("assignees", leads.assignees());
        return "lead/new";
    }

    @GetMapping("/{leadId}")
    String show(
            @PathVariable String leadId,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String timelineCursor,
            Model model,
            Locale locale) {
        var id = PathId.lead(leadId);
        var cursor = Text.orNull(timelineCursor);
        Console.shows(model, leads.reached());
        var lead = leads.find(id);
        model.addAttribute("lead", lead);
        model.addAttribute("money", new MoneyText(locale));
        model.addAttribute(
                "can",
                LeadAction.possibleIn(lead.state()).stream().map(Enum::name).toList());
        model.addAttribute("similar", leads.similarTo(lead));
        var timeline = leads.timeline(id, cursor);
        model.addAttribute("timeline", timeline);
        model.addAttribute("timelineCursor", cursor);
        model.addAttribute("others", others(lead, timeline));
        var known = new HashMap<>(leads.people());
        known.putAll(names.ofActors(timeline.items().stream().map(Timeline.Entry::actorId)));
        model.addAttribute("names", known);
        return "lead/show";
    }

    /** The references of the leads to which the timeline leads, because they are part of this one. */
    private static Map<String, String> others(LeadView lead, Timeline timeline) {
        var references = new LinkedHashMap<String, String>();
        Stream.concat(
                        timeline.items().stream().map(Timeline.Entry::recordId),
                        Stream.ofNullable(lead.mergedInto()).map(Objects::toString))
                .filter(recordId -> !recordId.equals(lead.leadId().value()))
                .forEach(recordId -> references.put(recordId, LeadReference.of(new LeadId(recordId))));
        return references;
    }
}
