package com.avaone.web.crm.sync;

import com.avaone.api.crm.CrmSyncCommand.StartCrmSync;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncQuery.FindCrmSync;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.SyncedRecordPage;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The operator's page of the sync to an outside CRM. It shows the sync as it is at this moment, so it tells no position of the log. */
@PageController
@RequestMapping(CrmSyncPages.HOME)
@Access(Audience.SYSTEM_ADMIN)
class CrmSyncPages {

    static final String HOME = "/admin/crm";

    private static final String START = "crm/sync-start";

    private final Queries queries;
    private final Commands commands;
    private final Forms forms;

    CrmSyncPages(Queries queries, Commands commands, Forms forms) {
        this.queries = queries;
        this.commands = commands;
        this.forms = forms;
    }

    @GetMapping
    String show(@Valid @ModelAttribute("filter") SyncedRecordFilter filter, Model model) {
        var query = filter.toQuery();
        addSync(model);
        model.addAttribute("page", queries.ask(query, SyncedRecordPage.class));
        model.addAttribute(Forms.FORM, Forms.values(filter));
        model.addAttribute("cursor", query.cursor());
        model.addAttribute("states", SyncedRecordState.values());
        return "crm/sync";
    }

    private void addSync(Model model) {
        model.addAttribute("sync", queries.ask(new FindCrmSync(), CrmSyncView.class));
    }

    /** Nothing is asked but whether it is meant. */
    record StartForm() {}

    @GetMapping("/start")
    ModelAndView starting(Model model) {
        addSync(model);
        return forms.show(START, model, null);
    }

    @PostMapping("/start")
    ModelAndView start(
            @Valid @ModelAttribute(Forms.FORM) StartForm form, BindingResult binding, Model model, Locale locale) {
        return forms.submit(
                StartForm.class,
                binding,
                model,
                locale,
                () -> Done.at(HOME, commands.send(new StartCrmSync(CrmSyncId.OPERATOR)), "sync-started"),
                () -> {
                    addSync(model);
                    return START;
                });
    }
}
