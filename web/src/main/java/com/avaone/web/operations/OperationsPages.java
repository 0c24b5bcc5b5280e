package com.avaone.web.operations;

import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.OperationsCommand;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.OperationsQuery.FindRecentEvents;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.ProcessorOperation;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.RecentEvents;
import com.avaone.api.operations.RecentEvents.RecordedEvent;
import com.avaone.api.organization.OrganizationFigures;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationFigures;
import com.avaone.api.user.Identities;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.EnumNames;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.GrowthChart;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The operator's overview, and the page of databases, processors and parked events with its forms. */
@PageController
@Access(Audience.SYSTEM_ADMIN)
class OperationsPages {

    private static final int DATABASES = 50;
    private static final int PARKED = 50;
    private static final int RECENT = 12;
    private static final String ACTION = "operations/action";
    private static final String DATABASES_PATH = "/admin/multi-database";

    private final Commands commands;
    private final Queries queries;
    private final KnownProcessors processors;
    private final Names names;
    private final Forms forms;
    private final Identities identities;
    private final Clock clock;

    OperationsPages(
            Commands commands,
            Queries queries,
            KnownProcessors processors,
            Names names,
            Forms forms,
            Identities identities,
            Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.processors = processors;
        this.names = names;
        this.forms = forms;
        this.identities = identities;
        this.clock = clock;
    }

    @GetMapping("/admin/dashboard")
    String dashboard(SignedInUser user, Model model) {
        addProcessors(model);
        model.addAttribute(
                "passwordAlone",
                identities
                        .user(user.userId())
                        .filter(known -> !known.secondFactor())
                        .isPresent());
        var figures = queries.ask(new FindOrganizationFigures(), OrganizationFigures.class);
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        model.addAttribute("figures", figures);
        model.addAttribute("growth", GrowthChart.days(figures.registrations(), today));
        model.addAttribute("newIn7", GrowthChart.countAfter(today.minusDays(7), figures.registrations()));
        model.addAttribute("newIn30", GrowthChart.countAfter(today.minusDays(30), figures.registrations()));
        var recent = queries.ask(new FindRecentEvents(RECENT), RecentEvents.class);
        model.addAttribute("recent", recent);
        var known = new HashMap<>(names.ofActors(recent.items().stream().map(RecordedEvent::actorId)));
        known.putAll(names.ofOrganizations(recent.items().stream().map(RecordedEvent::organizationId)));
        model.addAttribute("names", known);
        model.addAttribute("today", today);
        return "admin/dashboard";
    }

    @GetMapping(DATABASES_PATH)
    String databases(
            @RequestParam(required = false) @Size(max = 1000) @Nullable String databasesCursor,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String parkedCursor,
            Model model) {
        var cursor = Text.orNull(databasesCursor);
        var ofParked = Text.orNull(parkedCursor);
        addProcessors(model);
        model.addAttribute("databases", queries.ask(new FindDatabases(cursor, DATABASES), DatabasePage.class));
        model.addAttribute("databasesCursor", cursor);
        model.addAttribute(
                "parked", queries.ask(new FindParkedEvents(null, null, ofParked, PARKED), ParkedEventPage.class));
        model.addAttribute("parkedCursor", ofParked);
        return "operations/databases";
    }

    /** Asked before anything else of the page, so that the rest is at least as new as the position says. */
    private void addProcessors(Model model) {
        var found = processors.find();
        model.addAttribute("processors", found);
        found.items().stream()
                .filter(processor -> !processor.sideEffects())
                .mapToLong(ProcessorsView.ProcessorView::position)
                .min()
                .ifPresent(position -> model.addAttribute("position", position));
    }

    @GetMapping("/admin/multi-database/processors/{processor}/{operation}")
    ModelAndView operation(
            @PathVariable @Size(max = 100) String processor, @PathVariable ProcessorOperation operation, Model model) {
        return forms.show(operationView(processor, operation, model), model, null);
    }

    @PostMapping("/admin/multi-database/processors/{processor}/{operation}")
    ModelAndView operate(
            @PathVariable @Size(max = 100) String processor,
            @PathVariable ProcessorOperation operation,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> send(
                        processors.operate(processor, operation),
                        form.reason(),
                        form.comment(),
                        "processor-" + EnumNames.of(operation)),
                () -> operationView(processor, operation, model));
    }

    private static String operationView(String processor, ProcessorOperation operation, Model model) {
        model.addAttribute("processor", processor);
        model.addAttribute("action", EnumNames.of(operation));
        return ACTION;
    }

    @GetMapping("/admin/multi-database/parked/{processor}/retry")
    ModelAndView retrying(
            @PathVariable @Size(max = 100) String processor,
            @RequestParam(required = false) @Size(max = 200) @Nullable String sequence,
            Model model) {
        return forms.show(parkedView("retry", processor, sequence, null, model), model, null);
    }

    @PostMapping("/admin/multi-database/parked/{processor}/retry")
    ModelAndView retry(
            @PathVariable @Size(max = 100) String processor,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            @RequestParam(required = false) @Size(max = 200) @Nullable String sequence,
            Model model,
            Locale locale) {
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> send(processors.retry(processor, sequence), form.reason(), form.comment(), "parked-retried"),
                () -> parkedView("retry", processor, sequence, null, model));
    }

    @GetMapping("/admin/multi-database/parked/{processor}/discard")
    ModelAndView discarding(
            @PathVariable @Size(max = 100) String processor,
            @RequestParam @Size(max = 200) String parkedEventId,
            Model model) {
        return forms.show(parkedView("discard", processor, null, parkedEventId, model), model, null);
    }

    @PostMapping("/admin/multi-database/parked/{processor}/discard")
    ModelAndView discard(
            @PathVariable @Size(max = 100) String processor,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            @RequestParam @Size(max = 200) String parkedEventId,
            Model model,
            Locale locale) {
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> send(
                        processors.discard(processor, parkedEventId),
                        form.reason(),
                        form.comment(),
                        "parked-discarded"),
                () -> parkedView("discard", processor, null, parkedEventId, model));
    }

    private static String parkedView(
            String action, String processor, @Nullable String sequence, @Nullable String parkedEventId, Model model) {
        model.addAttribute("processor", processor);
        model.addAttribute("action", action);
        model.addAttribute("sequence", Text.orNull(sequence));
        model.addAttribute("parkedEventId", parkedEventId);
        return ACTION;
    }

    private Done send(OperationsCommand command, String reason, @Nullable String comment, String notice) {
        return Done.at(DATABASES_PATH, commands.send(command, reason, comment), notice);
    }
}
