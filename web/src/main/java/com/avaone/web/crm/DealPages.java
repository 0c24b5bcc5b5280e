package com.avaone.web.crm;

import static com.avaone.web.kernel.page.Forms.filled;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindDeal;
import com.avaone.api.crm.CrmQuery.FindDealBoard;
import com.avaone.api.crm.CrmQuery.FindDealTimeline;
import com.avaone.api.crm.CrmQuery.FindDeals;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealCommand;
import com.avaone.api.crm.DealCommand.AssignDeal;
import com.avaone.api.crm.DealCommand.ChangeDeal;
import com.avaone.api.crm.DealCommand.ChangeDealAmount;
import com.avaone.api.crm.DealCommand.LogDealActivity;
import com.avaone.api.crm.DealCommand.LoseDeal;
import com.avaone.api.crm.DealCommand.MoveDeal;
import com.avaone.api.crm.DealCommand.ReopenDeal;
import com.avaone.api.crm.DealCommand.WinDeal;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.BodyId;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Assignees;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.MoneyText;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.problem.ProblemTexts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pages of the operator's own deals: open ones by stage, those that were won or lost, and what becomes of each. */
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

    private static final int LISTED = 25;
    private static final int TIMELINE = 30;

    private final Queries queries;
    private final Commands commands;
    private final ReadState readState;
    private final Names names;
    private final Assignees assignees;
    private final Forms forms;
    private final ProblemTexts problems;

    DealPages(
            Queries queries,
            Commands commands,
            ReadState readState,
            Names names,
            Assignees assignees,
            Forms forms,
            ProblemTexts problems) {
        this.queries = queries;
        this.commands = commands;
        this.readState = readState;
        this.names = names;
        this.assignees = assignees;
        this.forms = forms;
        this.problems = problems;
    }

    /** What is done with a deal. */
    enum Action {
        MOVE,
        EDIT,
        AMOUNT,
        ASSIGN,
        LOG,
        WIN,
        LOSE,
        REOPEN;

        /** The rule by which a deal in this state refuses; absent where it does not. */
        private @Nullable CrmRule refusal(DealState state) {
            return switch (this) {
                case ASSIGN, LOG -> null;
                case REOPEN -> state == DealState.OPEN ? CrmRule.DEAL_OPEN : null;
                case MOVE, EDIT, AMOUNT, WIN, LOSE -> state == DealState.OPEN ? null : CrmRule.DEAL_NOT_OPEN;
            };
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

    @GetMapping("/closed")
    String closed(
            @RequestParam(defaultValue = "won") DealState state,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            Model model) {
        if (state == DealState.OPEN) {
            throw new InvalidValue("state", "must be won or lost");
        }
        var from = Text.orNull(cursor);
        Console.shows(model, readState.reachedBy(PROCESSORS));
        model.addAttribute(
                "page", queries.ask(new FindDeals(OPERATOR, null, state, null, from, LISTED), DealPage.class));
        model.addAttribute("state", state.name());
        model.addAttribute("cursor", from);
        model.addAttribute("people", assignees.known(OPERATOR));
        return "crm/closed";
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
     * What the form of an action sends: each has some of these fields.
     *
     * @param dueAt in UTC
     */
    record DealForm(
            @Nullable DealStage stage,
            @Size(max = TITLE) @Nullable String title,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate expectedClose,

            @Size(max = 20) @Nullable String amount,
            @Size(max = 3) @Nullable String currency,
            @Size(max = 40) @Nullable String assignee,
            @Nullable ActivityKind kind,
            @Size(max = TEXT) @Nullable String text,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime dueAt,

            @Size(max = Reason.REASON_LENGTH) @Nullable String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        static final int TITLE = 200;
        static final int TEXT = 5000;

        private DealCommand toCommand(Action action, DealId id) {
            return switch (action) {
                case MOVE -> new MoveDeal(id, OPERATOR, null, filled("stage", stage));
                case EDIT -> new ChangeDeal(id, OPERATOR, null, filled("title", Text.orNull(title)), expectedClose);
                case AMOUNT ->
                    new ChangeDealAmount(
                            id,
                            OPERATOR,
                            null,
                            Money.parse(
                                            filled("amount", Text.orNull(amount)),
                                            filled("currency", Text.orNull(currency)))
                                    .judged());
                case ASSIGN ->
                    new AssignDeal(id, OPERATOR, null, filled("assignee", BodyId.user("assignee", assignee)));
                case LOG ->
                    new LogDealActivity(
                            id,
                            OPERATOR,
                            null,
                            filled("kind", kind),
                            filled("text", Text.orNull(text)),
                            dueAt == null ? null : dueAt.toInstant(ZoneOffset.UTC));
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
        model.addAttribute("stage", stage == null ? deal.stage() : stage);
        return forms.show(ACTION, model, null);
    }

    @PostMapping("/{dealId}/do/{action}")
    ModelAndView act(
            @PathVariable String dealId,
            @PathVariable Action action,
            @Valid @ModelAttribute(Forms.FORM) DealForm form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable Long version,
            Model model,
            Locale locale) {
        var id = PathId.deal(dealId);
        return forms.submit(
                DealForm.class,
                binding,
                model,
                locale,
                () -> {
                    Receipt receipt = commands.send(
                            form.toCommand(action, id),
                            form.reason(),
                            form.comment(),
                            version == null ? OptionalLong.empty() : OptionalLong.of(version));
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
        switch (action) {
            case MOVE -> model.addAttribute("stages", DealStage.values());
            case EDIT -> model.addAttribute(Forms.VERSION, deal.version());
            case ASSIGN -> model.addAttribute("assignees", assignees.possible(OPERATOR));
            case LOG -> model.addAttribute("kinds", ActivityKind.values());
            case AMOUNT, WIN, LOSE, REOPEN -> {}
        }
        return deal;
    }

    private DealView find(DealId dealId) {
        return queries.ask(new FindDeal(OPERATOR, null, dealId), DealView.class);
    }
}
