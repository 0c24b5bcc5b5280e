package com.avaone.web.lead.table;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.lead.table.LeadImport.Duplicates;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of tables of the operator's own leads. */
@PageController
@RequestMapping(LeadImportPages.HOME)
@Access(Audience.SYSTEM_ADMIN)
class LeadImportPages {

    static final String HOME = "/admin/leads/import";

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;

    private final LeadImports imports;
    private final Forms forms;

    LeadImportPages(LeadImports imports, Forms forms) {
        this.imports = imports;
        this.forms = forms;
    }

    /** A table, as it was pasted or as the page read it from a file. */
    record TableForm(@NotBlank String file) {}

    /** What is to be done with a table. */
    record RunForm(
            @Size(max = 200) List<LeadColumn> columns,
            @NotNull Duplicates duplicates,
            @NotNull Boolean dryRun) {}

    @GetMapping
    ModelAndView table(Model model) {
        return forms.show(view(model), model, null);
    }

    @PostMapping
    ModelAndView read(
            @Valid @ModelAttribute(Forms.FORM) TableForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return forms.submit(
                TableForm.class,
                binding,
                model,
                locale,
                () -> new Done(
                        HOME + "/" + imports.read(OPERATOR, user, form::file).importId(), 0, "leads-read"),
                () -> view(model));
    }

    @GetMapping("/{importId}")
    ModelAndView show(@PathVariable String importId, SignedInUser user, Model model) {
        return forms.show(report(importId, user, model), model, null);
    }

    @PostMapping("/{importId}")
    ModelAndView run(
            @PathVariable String importId,
            @Valid @ModelAttribute(Forms.FORM) RunForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return forms.submit(
                RunForm.class,
                binding,
                model,
                locale,
                () -> {
                    var order = new LeadImports.Order(form.columns(), form.duplicates(), form.dryRun());
                    var begun = imports.run(OPERATOR, user, importId, order);
                    return new Done(HOME + "/" + begun.importId(), 0, "leads-begun");
                },
                () -> report(importId, user, model));
    }

    private static String view(Model model) {
        model.addAttribute("most", LeadImports.MAX_ROWS);
        return "lead/import";
    }

    private String report(String importId, SignedInUser user, Model model) {
        model.addAttribute("table", imports.find(OPERATOR, user, importId));
        model.addAttribute("kinds", LeadColumn.values());
        model.addAttribute("ways", List.of(Duplicates.values()));
        model.addAttribute("topic", "leads-" + OPERATOR);
        return "lead/import-report";
    }
}
