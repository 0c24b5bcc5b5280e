package com.avaone.web.operations;

import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.OperationsCommand;
import com.avaone.api.operations.OperationsCommand.DiscardParked;
import com.avaone.api.operations.OperationsCommand.OperateProcessor;
import com.avaone.api.operations.OperationsCommand.RetryParked;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.OperationsQuery.FindRecentEvents;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.ProcessorOperation;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.RecentEvents;
import com.avaone.api.organization.OrganizationFigures;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationFigures;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.EnumNames;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.function.Supplier;
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
    private static final String DATABASES_PATH = "/admin/multi-database";

    private final Commands commands;
    private final Queries queries;
    private final Forms forms;

    OperationsPages(Commands commands, Queries queries, Forms forms) {
        this.commands = commands;
        this.queries = queries;
        this.forms = forms;
    }

    @GetMapping("/admin/dashboard")
    String dashboard(Model model) {
        processors(model);
        model.addAttribute("figures", queries.ask(new FindOrganizationFigures(), OrganizationFigures.class));
        model.addAttribute("recent", queries.ask(new FindRecentEvents(RECENT), RecentEvents.class));
        return "admin/dashboard";
    }

    @GetMapping(DATABASES_PATH)
    String databases(
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String parkedCursor,
            Model model) {
        processors(model);
        model.addAttribute(
                "databases", queries.ask(new FindDatabases(Text.orNull(cursor), DATABASES), DatabasePage.class));
        model.addAttribute(
                "parkedEvents",
                queries.ask(new FindParkedEvents(null, Text.orNull(parkedCursor), PARKED), ParkedEventPage.class));
        return "operations/databases";
    }

    /** Asked before anything else of the page, so that the rest is at least as new as the position says. */
    private void processors(Model model) {
        var processors = queries.ask(new FindProcessors(), ProcessorsView.class);
        model.addAttribute("processors", processors);
        processors.items().stream()
                .filter(processor -> !processor.sideEffects())
                .mapToLong(ProcessorsView.ProcessorView::position)
                .min()
                .ifPresent(position -> model.addAttribute("position", position));
        model.addAttribute(
                "parked",
                processors.items().stream()
                        .mapToLong(ProcessorsView.ProcessorView::parked)
                        .sum());
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
                        new OperateProcessor(processor, operation),
                        form.reason(),
                        form.comment(),
                        "processor-" + EnumNames.of(operation)),
                () -> operationView(processor, operation, model));
    }

    private static String operationView(String processor, ProcessorOperation operation, Model model) {
        model.addAttribute("processor", processor);
        model.addAttribute("operation", EnumNames.of(operation));
        return "operations/operate";
    }

    @GetMapping("/admin/multi-database/parked/retry")
    ModelAndView retrying(
            @RequestParam @Size(max = 100) String processor,
            @RequestParam(required = false) @Size(max = 200) @Nullable String sequence,
            Model model) {
        return forms.show(
                "operations/retry", model, new RetryParkedRequest(processor, Text.orNull(sequence), "", null));
    }

    @PostMapping("/admin/multi-database/parked/retry")
    ModelAndView retry(
            @Valid @ModelAttribute(Forms.FORM) RetryParkedRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return parked(
                RetryParkedRequest.class,
                "operations/retry",
                binding,
                model,
                locale,
                () -> send(
                        new RetryParked(form.processor(), Text.orNull(form.sequence())),
                        form.reason(),
                        form.comment(),
                        "parked-retried"));
    }

    @GetMapping("/admin/multi-database/parked/discard")
    ModelAndView discarding(
            @RequestParam @Size(max = 100) String processor,
            @RequestParam @Size(max = 200) String parkedEventId,
            Model model) {
        return forms.show(
                "operations/discard", model, new DiscardParkedRequest(processor, parkedEventId, "", null));
    }

    @PostMapping("/admin/multi-database/parked/discard")
    ModelAndView discard(
            @Valid @ModelAttribute(Forms.FORM) DiscardParkedRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return parked(
                DiscardParkedRequest.class,
                "operations/discard",
                binding,
                model,
                locale,
                () -> send(
                        new DiscardParked(form.processor(), form.parkedEventId()),
                        form.reason(),
                        form.comment(),
                        "parked-discarded"));
    }

    private ModelAndView parked(
            Class<? extends Record> type,
            String view,
            BindingResult binding,
            Model model,
            Locale locale,
            Supplier<Done> action) {
        return forms.submit(type, binding, model, locale, action, () -> view);
    }

    private Done send(OperationsCommand command, String reason, @Nullable String comment, String notice) {
        return Done.at(DATABASES_PATH, commands.send(command, reason, comment), notice);
    }
}
