package com.avaone.web.lead.form;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.SiteFrame;
import jakarta.validation.Valid;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages on which visitors write to the operator, and the one that the mailed link leads to. */
@PageController
@Access(Audience.PUBLIC)
class VisitorFormPages {

    private static final String CONTACT = "lead/contact";
    private static final String MEETING = "lead/meeting";
    private static final String THANKS = "lead/thanks";
    private static final String CONFIRMATION = "/lead-confirmation";
    private static final String CONFIRM = "lead/confirm";

    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{5}-[0-9A-Z]{5}");
    private static final List<Integer> LENGTHS = List.of(15, 30, 45, 60, 90);

    /** As people know them: without those that no place has. */
    private static final List<String> ZONES = Stream.concat(
                    Stream.of("UTC"),
                    ZoneId.getAvailableZoneIds().stream()
                            .filter(zone ->
                                    zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                            .sorted())
            .toList();

    private final VisitorForms visitors;
    private final SiteFrame frame;
    private final Forms forms;

    VisitorFormPages(VisitorForms visitors, SiteFrame frame, Forms forms) {
        this.visitors = visitors;
        this.frame = frame;
        this.forms = forms;
    }

    @GetMapping("/contacts")
    ModelAndView contact(Model model) {
        return forms.show(contactAgain(model), model, null);
    }

    @PostMapping("/contacts")
    ModelAndView sendContact(
            @Valid @ModelAttribute(Forms.FORM) ContactFormRequest form,
            BindingResult binding,
            Model model,
            Locale locale) {
        return forms.submit(
                ContactFormRequest.class,
                binding,
                model,
                locale,
                () -> thanks(visitors.send(form)),
                () -> contactAgain(model));
    }

    private String contactAgain(Model model) {
        frame.around(model, "/contacts", "visitor.contact");
        tellOfMail(visitors, model);
        return CONTACT;
    }

    @GetMapping("/contacts/meeting")
    ModelAndView meeting(@RequestParam(required = false) @Nullable String from, Model model) {
        return forms.show(meetingAgain(from, model), model, null);
    }

    @PostMapping("/contacts/meeting")
    ModelAndView sendMeeting(
            @Valid @ModelAttribute(Forms.FORM) MeetingFormRequest form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable String from,
            Model model,
            Locale locale) {
        return forms.submit(
                MeetingFormRequest.class,
                binding,
                model,
                locale,
                () -> thanks(visitors.send(form)),
                () -> meetingAgain(from, model));
    }

    private String meetingAgain(@Nullable String from, Model model) {
        var known = Visitor.known(from);
        frame.around(model, "/contacts/meeting" + (known == null ? "" : "?from=" + known), "visitor.meeting");
        model.addAttribute("from", known);
        tellOfMail(visitors, model);
        model.addAttribute("zones", ZONES);
        model.addAttribute("lengths", LENGTHS);
        model.addAttribute("usualLength", MeetingFormRequest.DEFAULT_MINUTES);
        return MEETING;
    }

    static void tellOfMail(VisitorForms visitors, Model model) {
        model.addAttribute("consentText", Visitor.CONSENT_TEXT);
        model.addAttribute("asksConfirmation", visitors.askConfirmation());
    }

    /** The position is not told: it would say how much goes on here. */
    static Done thanks(String reference) {
        return new Done("/contacts/thanks?reference=" + reference, 0, "form-sent");
    }

    @GetMapping("/contacts/thanks")
    String thanks(@RequestParam(defaultValue = "") String reference, Model model) {
        var known = REFERENCE.matcher(reference).matches();
        if (known) {
            model.addAttribute("reference", reference);
        }
        return received(
                "/contacts/thanks" + (known ? "?reference=" + reference : ""),
                visitors.askConfirmation() ? "thanks" : "received",
                model);
    }

    @GetMapping("/contacts/confirmed")
    String confirmed(Model model) {
        return received("/contacts/confirmed", "confirmed", model);
    }

    private String received(String address, String what, Model model) {
        model.addAttribute("what", what);
        frame.around(model, address, "visitor." + what);
        return THANKS;
    }

    /** Opening the link changes nothing: mail programs open it too. */
    @GetMapping(CONFIRMATION)
    ModelAndView confirmation(@RequestParam(defaultValue = "") String token, Model model) {
        try {
            visitors.open(token);
        } catch (Rejected notValid) {
            return gone(model);
        }
        model.addAttribute("token", token);
        frame.around(model, CONFIRMATION + "?token=" + token, "visitor.confirm");
        return new ModelAndView(CONFIRM, model.asMap());
    }

    @PostMapping(CONFIRMATION)
    ModelAndView confirm(@RequestParam(defaultValue = "") String token, Model model) {
        try {
            visitors.confirm(token);
        } catch (Rejected refused) {
            if (refused.rejection().kind() == Rule.Kind.UNAVAILABLE) {
                throw refused;
            }
            return gone(model);
        }
        return forms.redirect(new Done("/contacts/confirmed", 0, "lead-confirmed"));
    }

    private ModelAndView gone(Model model) {
        frame.around(model, CONFIRMATION, "visitor.confirm");
        model.addAttribute("notValid", true);
        return new ModelAndView(CONFIRM, model.asMap(), HttpStatus.GONE);
    }
}
