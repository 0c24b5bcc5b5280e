package com.avaone.web.communication;

import com.avaone.api.communication.CommunicationCommand.LiftSuppression;
import com.avaone.api.communication.CommunicationQuery.FindSuppression;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.SuppressionPage;
import com.avaone.api.communication.SuppressionView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The operator's page of addresses to which nothing is sent, and its form. */
@PageController
@Access(Audience.SYSTEM_ADMIN)
class SuppressionPages {

    private static final String PATH = "/admin/communications/suppressions";

    private final Commands commands;
    private final Queries queries;
    private final Forms forms;

    SuppressionPages(Commands commands, Queries queries, Forms forms) {
        this.commands = commands;
        this.queries = queries;
        this.forms = forms;
    }

    @GetMapping(PATH)
    String list(@Valid @ModelAttribute("filter") SuppressionFilter filter, Model model) {
        var query = filter.toQuery();
        model.addAttribute("page", queries.ask(query, SuppressionPage.class));
        model.addAttribute(Forms.FORM, Forms.values(filter));
        model.addAttribute("cursor", query.cursor());
        return "communication/suppressions";
    }

    @GetMapping(PATH + "/{addressId}/lift")
    ModelAndView lifting(@PathVariable String addressId, Model model) {
        return forms.show(view(PathId.mailAddress(addressId), model), model, null);
    }

    @PostMapping(PATH + "/{addressId}/lift")
    ModelAndView lift(
            @PathVariable String addressId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var id = PathId.mailAddress(addressId);
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> Done.at(
                        PATH,
                        commands.send(new LiftSuppression(id), form.reason(), form.comment()),
                        "suppression-lifted"),
                () -> view(id, model));
    }

    private String view(MailAddressId addressId, Model model) {
        model.addAttribute("suppression", queries.ask(new FindSuppression(addressId), SuppressionView.class));
        return "communication/lift";
    }
}
