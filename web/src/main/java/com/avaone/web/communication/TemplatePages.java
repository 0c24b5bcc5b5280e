package com.avaone.web.communication;

import com.avaone.api.communication.CommunicationQuery.FindMailPreview;
import com.avaone.api.communication.MailPreview;
import com.avaone.api.communication.MailTemplate;
import com.avaone.web.communication.TemplateFilter.Language;
import com.avaone.web.communication.TemplateFilter.Theme;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import java.util.Objects;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The operator's page of mails as they would be written. */
@PageController
@Access(Audience.SYSTEM_ADMIN)
class TemplatePages {

    private final Queries queries;

    TemplatePages(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/admin/communications/templates")
    String show(@Valid @ModelAttribute("filter") TemplateFilter filter, Model model) {
        var template = Objects.requireNonNull(filter.template());
        var language = Objects.requireNonNull(filter.language());
        model.addAttribute("mail", queries.ask(new FindMailPreview(template, language.tag()), MailPreview.class));
        model.addAttribute(Forms.FORM, Forms.values(filter));
        model.addAttribute("templates", MailTemplate.values());
        model.addAttribute("languages", Language.values());
        model.addAttribute("themes", Theme.values());
        return "communication/templates";
    }
}
