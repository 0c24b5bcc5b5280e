package com.avaone.web.crm;

import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindDeal;
import com.avaone.api.crm.CrmQuery.FindDealBoard;
import com.avaone.api.crm.CrmQuery.FindDealTimeline;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealCommand;
import com.avaone.api.crm.DealCommand.LoseDeal;
import com.avaone.api.crm.DealCommand.MoveDeal;
import com.avaone.api.crm.DealCommand.ReopenDeal;
import com.avaone.api.crm.DealCommand.WinDeal;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.MoneyText;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.problem.ProblemTexts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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

/** Pages of the operator's own deals: open ones by stage, and what becomes of each. */
@PageController
@RequestMapping(DealPages.HOME)
@Access(Audience.SYSTEM_ADMIN)
class DealPages {

    static final String HOME = "/admin/deals";

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final Set<String> PROCESSORS = Set.of("crm");
    private static final String ACTION = "crm/action";

    /** So many deals of each stage are on the board. */
    private static final int ON_BOARD = 20;

    private static final int TIMELINE = 30;

    private final Queries queries;
    private final Commands commands;
    private final ReadState readState;
    private final Names names;
    private final Forms forms;
    private final ProblemTexts problems;

    DealPages(
            Queries queries, Commands commands, ReadState readState, Names names, Forms forms, ProblemTexts problems) {
        this.queries = queries;
        this.commands = commands;
        this.readState = readState;
        this.names = names;
        this.forms = forms;
        this.problems = problems;
    }

    /** What is done with a deal. */
    enum Action {
        MOVE,
        WIN,
        LOSE,
        REOPEN;

        /** The rule by which a deal in this state refuses; absent where it does not. */
        private @Nullable CrmRule refusal(DealState state) {
            if (this == REOPEN) {
                return state == DealState.OPEN ? CrmRule.DEAL_OPEN : null;
            }
            return state == DealState.OPEN ? null : CrmRule.DEAL_NOT_OPEN;
        }
    }

    /** What the pages follow, and how they write money. */
    @ModelAttribute
    void frame(Model model, Locale locale) {
        model.addAttribute("topic", "deals-" + OPERATOR);
        model.addAttribute("money", new MoneyText(locale));
    }

    @GetMapping
    String board(Model model) {
        Console.shows(model, readState.reachedBy(PROCESSORS));
        var board = queries.ask(new FindDealBoard(OPERATOR, null, ON_BOARD), DealBoard.class);
        model.addAttribute("board", board);
        model.addAttribute("stages", DealStage.values());
        model.addAttribute(
                "names",
                names.ofActors(board.columns().stream()
                        .flatMap(column -> column.deals().stream())
                        .map(deal -> Objects.toString(deal.assignee(), null))));
        return "crm/board";
    }

    @GetMapping("/{dealId}")
    String show(
            @PathVariable String dealId,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String timelineCursor,
            Model model) {
        var id = PathId.deal(dealId);
        var cursor = Text.orNull(timelineCursor);
        Console.shows(model, readState.reachedBy(PROCESSORS));
        var deal = find(id);
        model.addAttribute("deal", deal);
        model.addAttribute(
                "contact", queries.ask(new FindContact(OPERATOR, null, deal.contactId()), ContactView.class));
        var timeline = queries.ask(new FindDealTimeline(OPERATOR, null, id, cursor, TIMELINE), Timeline.class);
        model.addAttribute("timeline", timeline);
        model.addAttribute("timelineCursor", cursor);
        model.addAttribute(
                "names",
                names.ofActors(Stream.concat(
                        Stream.of(Objects.toString(deal.assignee(), null)),
                        timeline.items().stream()
                                .flatMap(
                                        entry -> Stream.of(entry.actorId(), Objects.toString(entry.userId(), null))))));
        return "crm/deal";
    }

    /**
     * What the form of an action sends.
     *
     * @param stage of MOVE
     * @param reason of LOSE
     */
    record DealForm(
            @Nullable DealStage stage,
            @Size(max = Reason.REASON_LENGTH) @Nullable String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        private DealCommand toCommand(Action action, DealId id) {
            return switch (action) {
                case MOVE -> {
                    if (stage == null) {
                        throw new InvalidValue("stage", "must be filled in");
                    }
                    yield new MoveDeal(id, OPERATOR, null, stage);
                }
                case WIN -> new WinDeal(id, OPERATOR, null);
                case LOSE -> new LoseDeal(id, OPERATOR, null);
                case REOPEN -> new ReopenDeal(id, OPERATOR, null);
            };
        }
    }

    @GetMapping("/{dealId}/do/{action}")
    ModelAndView action(
            @PathVariable String dealId,
            @PathVariable Action action,
            @RequestParam(required = false) @Nullable DealStage stage,
            Model model,
            Locale locale) {
        var deal = fill(dealId, action, model);
        var refusal = action.refusal(deal.state());
        if (refusal != null) {
            model.addAttribute("refusal", problems.explanation(refusal, locale));
        }
        return forms.show(ACTION, model, new DealForm(stage == null ? deal.stage() : stage, "", null));
    }

    @PostMapping("/{dealId}/do/{action}")
    ModelAndView act(
            @PathVariable String dealId,
            @PathVariable Action action,
            @Valid @ModelAttribute(Forms.FORM) DealForm form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var id = PathId.deal(dealId);
        return forms.submit(
                DealForm.class,
                binding,
                model,
                locale,
                () -> {
                    var receipt = commands.send(form.toCommand(action, id), form.reason(), form.comment());
                    return Done.at(
                            HOME + "/" + id, receipt, "deal-" + action.name().toLowerCase(Locale.ROOT));
                },
                () -> {
                    fill(dealId, action, model);
                    return ACTION;
                });
    }

    private DealView fill(String dealId, Action action, Model model) {
        var deal = find(PathId.deal(dealId));
        model.addAttribute("deal", deal);
        model.addAttribute("action", action.name());
        model.addAttribute("stages", DealStage.values());
        return deal;
    }

    private DealView find(DealId dealId) {
        return queries.ask(new FindDeal(OPERATOR, null, dealId), DealView.class);
    }
}
