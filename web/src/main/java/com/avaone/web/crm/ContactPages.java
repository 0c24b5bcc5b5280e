package com.avaone.web.crm;

import static com.avaone.web.kernel.page.Forms.filled;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactCommand;
import com.avaone.api.crm.ContactCommand.AssignContact;
import com.avaone.api.crm.ContactCommand.ChangeContact;
import com.avaone.api.crm.ContactCommand.CreateContact;
import com.avaone.api.crm.ContactCommand.EraseContact;
import com.avaone.api.crm.ContactCommand.LogContactActivity;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindContactTimeline;
import com.avaone.api.crm.CrmQuery.FindContacts;
import com.avaone.api.crm.CrmQuery.FindDeals;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealCommand.OpenDeal;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
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
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
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

/** Pages of the operator's own contacts: with whom it does business. */
@PageController
@RequestMapping(ContactPages.HOME)
@Access(Audience.SYSTEM_ADMIN)
class ContactPages {

    static final String HOME = "/admin/contacts";

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final Set<String> PROCESSORS = Set.of("crm");
    private static final String ACTION = "crm/contact-action";
    private static final String NEW_DEAL = "crm/deal-new";

    private static final int LISTED = 25;
    private static final int DEALS = 25;
    private static final int TIMELINE = 30;

    private final Queries queries;
    private final Commands commands;
    private final ReadState readState;
    private final Names names;
    private final Assignees assignees;
    private final Forms forms;
    private final ProblemTexts problems;
    private final Clock clock;

    ContactPages(
            Queries queries,
            Commands commands,
            ReadState readState,
            Names names,
            Assignees assignees,
            Forms forms,
            ProblemTexts problems,
            Clock clock) {
        this.queries = queries;
        this.commands = commands;
        this.readState = readState;
        this.names = names;
        this.assignees = assignees;
        this.forms = forms;
        this.problems = problems;
        this.clock = clock;
    }

    /** What is done with a contact. */
    enum Action {
        CHANGE,
        ASSIGN,
        LOG,
        ERASE;

        /** The rule by which the contact refuses; absent where it does not. */
        private @Nullable CrmRule refusal(ContactView contact) {
            if (contact.erased()) {
                return CrmRule.CONTACT_ERASED;
            }
            return this == ERASE && contact.leadId() != null ? CrmRule.CONTACT_OF_LEAD : null;
        }
    }

    /** What the pages follow. */
    @ModelAttribute
    void frame(Model model, Locale locale) {
        model.addAttribute("topic", "contacts-" + OPERATOR);
        model.addAttribute("money", new MoneyText(locale));
    }

    /**
     * Which contacts the list shows, and from where.
     *
     * @param text part of a name, an address or a company
     */
    record ListFilter(
            @Size(max = 200) @Nullable String text,
            @Size(max = 1000) @Nullable String cursor) {}

    @GetMapping
    String list(@Valid @ModelAttribute("filter") ListFilter filter, Model model) {
        var cursor = Text.orNull(filter.cursor());
        Console.shows(model, readState.reachedBy(PROCESSORS));
        model.addAttribute(
                "page",
                queries.ask(
                        new FindContacts(OPERATOR, null, Text.orNull(filter.text()), cursor, LISTED),
                        ContactPage.class));
        model.addAttribute(Forms.FORM, Forms.values(filter));
        model.addAttribute("cursor", cursor);
        model.addAttribute("people", assignees.known(OPERATOR));
        return "crm/contacts";
    }

    /** Somebody with whom the operator does business. */
    record NewContactForm(
            @Size(max = 200) @Nullable String name,
            @Size(max = 254) @Nullable String email,
            @Size(max = 50) @Nullable String phone,
            @Size(max = 200) @Nullable String company,
            @Size(max = 40) @Nullable String assignee) {

        private CreateContact toCommand() {
            return new CreateContact(
                    ContactId.random(),
                    OPERATOR,
                    PersonDetails.parse(name, email, phone, company),
                    BodyId.user("assignee", Text.orNull(assignee)));
        }
    }

    @GetMapping("/new")
    ModelAndView blank(Model model) {
        return forms.show(newContact(model), model, null);
    }

    @PostMapping
    ModelAndView create(
            @Valid @ModelAttribute(Forms.FORM) NewContactForm form, BindingResult binding, Model model, Locale locale) {
        return forms.submit(
                NewContactForm.class,
                binding,
                model,
                locale,
                () -> {
                    var receipt = commands.send(form.toCommand());
                    // Of a form that was sent twice the receipt is the first one's.
                    return Done.at(HOME + "/" + receipt.id(), receipt, "contact-created");
                },
                () -> newContact(model));
    }

    private String newContact(Model model) {
        model.addAttribute("assignees", assignees.possible(OPERATOR));
        return "crm/contact-new";
    }

    /** A sale that may come about. */
    record NewDealForm(
            @Size(max = 200) @Nullable String title,
            @Size(max = 20) @Nullable String amount,
            @Size(max = 3) @Nullable String currency,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate expectedClose,

            @Size(max = 40) @Nullable String assignee) {

        private OpenDeal toCommand(ContactId contactId) {
            return new OpenDeal(
                    DealId.random(),
                    OPERATOR,
                    contactId,
                    filled("title", Text.orNull(title)),
                    Money.parse(filled("amount", Text.orNull(amount)), filled("currency", Text.orNull(currency)))
                            .judged(),
                    expectedClose,
                    BodyId.user("assignee", Text.orNull(assignee)));
        }
    }

    @GetMapping("/{contactId}/deals/new")
    ModelAndView blankDeal(@PathVariable String contactId, Model model, Locale locale) {
        if (newDeal(contactId, model).erased()) {
            model.addAttribute("refusal", problems.explanation(CrmRule.CONTACT_ERASED, locale));
        }
        return forms.show(NEW_DEAL, model, null);
    }

    @PostMapping("/{contactId}/deals")
    ModelAndView openDeal(
            @PathVariable String contactId,
            @Valid @ModelAttribute(Forms.FORM) NewDealForm form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var id = PathId.contact(contactId);
        return forms.submit(
                NewDealForm.class,
                binding,
                model,
                locale,
                () -> {
                    var receipt = commands.send(form.toCommand(id));
                    return Done.at(DealPages.HOME + "/" + receipt.id(), receipt, "deal-opened");
                },
                () -> {
                    newDeal(contactId, model);
                    return NEW_DEAL;
                });
    }

    private ContactView newDeal(String contactId, Model model) {
        var contact = find(PathId.contact(contactId));
        model.addAttribute("contact", contact);
        model.addAttribute("assignees", assignees.possible(OPERATOR));
        model.addAttribute(
                "closeOn", LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusMonths(1));
        return contact;
    }

    @GetMapping("/{contactId}")
    String show(
            @PathVariable String contactId,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String timelineCursor,
            Model model) {
        var id = PathId.contact(contactId);
        var cursor = Text.orNull(timelineCursor);
        Console.shows(model, readState.reachedBy(PROCESSORS));
        model.addAttribute("contact", find(id));
        model.addAttribute("deals", queries.ask(new FindDeals(OPERATOR, null, null, id, null, DEALS), DealPage.class));
        var timeline = queries.ask(new FindContactTimeline(OPERATOR, null, id, cursor, TIMELINE), Timeline.class);
        model.addAttribute("timeline", timeline);
        model.addAttribute("timelineCursor", cursor);
        var known = new HashMap<>(assignees.known(OPERATOR));
        known.putAll(names.ofActors(timeline.items().stream().map(Timeline.Entry::actorId)));
        model.addAttribute("names", known);
        return "crm/contact";
    }

    /**
     * What the form of an action sends: each has some of these fields.
     *
     * @param dueAt in UTC
     */
    record ContactForm(
            @Size(max = 200) @Nullable String name,
            @Size(max = 254) @Nullable String email,
            @Size(max = 50) @Nullable String phone,
            @Size(max = 200) @Nullable String company,
            @Size(max = 40) @Nullable String assignee,
            @Nullable ActivityKind kind,
            @Size(max = 5000) @Nullable String text,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime dueAt,

            @Size(max = Reason.REASON_LENGTH) @Nullable String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        private ContactCommand toCommand(Action action, ContactId id) {
            return switch (action) {
                case CHANGE -> new ChangeContact(id, OPERATOR, null, PersonDetails.parse(name, email, phone, company));
                case ASSIGN ->
                    new AssignContact(id, OPERATOR, null, filled("assignee", BodyId.user("assignee", assignee)));
                case LOG ->
                    new LogContactActivity(
                            id,
                            OPERATOR,
                            null,
                            filled("kind", kind),
                            filled("text", Text.orNull(text)),
                            dueAt == null ? null : dueAt.toInstant(ZoneOffset.UTC));
                case ERASE -> new EraseContact(id, OPERATOR);
            };
        }
    }

    @GetMapping("/{contactId}/do/{action}")
    ModelAndView action(@PathVariable String contactId, @PathVariable Action action, Model model, Locale locale) {
        var refusal = action.refusal(fill(contactId, action, model));
        if (refusal != null) {
            model.addAttribute("refusal", problems.explanation(refusal, locale));
        }
        return forms.show(ACTION, model, null);
    }

    @PostMapping("/{contactId}/do/{action}")
    ModelAndView act(
            @PathVariable String contactId,
            @PathVariable Action action,
            @Valid @ModelAttribute(Forms.FORM) ContactForm form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable Long version,
            Model model,
            Locale locale) {
        var id = PathId.contact(contactId);
        return forms.submit(
                ContactForm.class,
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
                            HOME + "/" + id, receipt, "contact-" + action.name().toLowerCase(Locale.ROOT));
                },
                () -> {
                    fill(contactId, action, model);
                    return ACTION;
                });
    }

    private ContactView fill(String contactId, Action action, Model model) {
        var contact = find(PathId.contact(contactId));
        model.addAttribute("contact", contact);
        model.addAttribute("action", action.name());
        switch (action) {
            case CHANGE -> model.addAttribute(Forms.VERSION, contact.version());
            case ASSIGN -> model.addAttribute("assignees", assignees.possible(OPERATOR));
            case LOG -> model.addAttribute("kinds", ActivityKind.values());
            case ERASE -> {}
        }
        return contact;
    }

    private ContactView find(ContactId contactId) {
        return queries.ask(new FindContact(OPERATOR, null, contactId), ContactView.class);
    }
}
