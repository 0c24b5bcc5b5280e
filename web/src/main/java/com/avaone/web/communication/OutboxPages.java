package com.avaone.web.communication;

import com.avaone.api.communication.CommunicationQuery.FindMail;
import com.avaone.api.communication.MailPage;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailView;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import java.util.stream.Stream;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The operator's pages of the outbox. They show mail as it is at this moment, so they tell no position of the log. */
@PageController
@Access(Audience.SYSTEM_ADMIN)
class OutboxPages {

    private final Queries queries;
    private final Names names;

    OutboxPages(Queries queries, Names names) {
        this.queries = queries;
        this.names = names;
    }

    @GetMapping("/admin/communications")
    String list(@Valid @ModelAttribute("filter") OutboxFilter filter, Model model) {
        var query = filter.toQuery();
        var page = queries.ask(query, MailPage.class);
        model.addAttribute("page", page);
        model.addAttribute(Forms.FORM, Forms.values(filter));
        model.addAttribute("cursor", query.cursor());
        model.addAttribute("states", MailState.values());
        addNames(page.items().stream().map(MailView::organizationId), model);
        return "communication/outbox";
    }

    @GetMapping("/admin/communications/mails/{mailId}")
    String show(@PathVariable String mailId, Model model) {
        var mail = queries.ask(new FindMail(PathId.mail(mailId)), MailView.class);
        model.addAttribute("mail", mail);
        addNames(Stream.of(mail.organizationId()), model);
        return "communication/mail";
    }

    private void addNames(Stream<OrganizationId> organizations, Model model) {
        model.addAttribute("names", names.ofOrganizations(organizations));
        model.addAttribute("operator", OrganizationId.OPERATOR.value());
    }
}
