package com.avaone.web.user.link;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages that links lead to, and those where a link is asked for. Opening a link changes nothing: mail programs open them too. */
@PageController
@Access(Audience.PUBLIC)
class LinkPages {

    private static final String INVITATION = "user/invitation";
    private static final String RESET = "user/reset";
    private static final String ASK = "user/ask";
    private static final String CONFIRM = "user/confirm";

    private static final String NOT_VALID = "notValid";

    private final SentLinks links;
    private final Forms forms;

    LinkPages(SentLinks links, Forms forms) {
        this.links = links;
        this.forms = forms;
    }

    /** Who accepts an invitation. */
    record AcceptanceForm(
            @NotBlank @Size(max = 1000) String token,
            @NotBlank @Size(max = 256) String password,
            @Size(max = 100) @Nullable String firstName,
            @Size(max = 100) @Nullable String lastName) {

        /** A form without the field binds it as null, and whom the link is for is looked up before the form's faults are told. */
        AcceptanceForm {
            token = Objects.requireNonNullElse(token, "");
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "AcceptanceForm[]";
        }
    }

    @GetMapping("/invitation")
    ModelAndView invitation(@RequestParam(defaultValue = "") String token, Model model) {
        return shown(Purpose.INVITATION, token, INVITATION, model);
    }

    @PostMapping("/invitation")
    ModelAndView accept(
            @Valid @ModelAttribute(Forms.FORM) AcceptanceForm form, BindingResult binding, Model model, Locale locale) {
        return submit(
                AcceptanceForm.class,
                binding,
                model,
                locale,
                Purpose.INVITATION,
                form.token(),
                INVITATION,
                addressee -> {
                    var receipt = links.accept(
                            form.token(),
                            form.password(),
                            new UserProfile(
                                    Text.orNull(form.firstName()), Text.orNull(form.lastName()), null, null, null));
                    return Done.at(addressee.door(), receipt, "invitation-accepted");
                });
    }

    /** Whose account a link is asked for. */
    record AskForm(
            @Size(max = 60) @Nullable String organization,
            @NotBlank @Size(max = 254) String email) {}

    @GetMapping("/password-reset")
    ModelAndView askForReset(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String email,
            Model model) {
        return ask(Purpose.PASSWORD_RESET, organization, email, model);
    }

    @PostMapping("/password-reset")
    ModelAndView sendReset(
            @Valid @ModelAttribute(Forms.FORM) AskForm form, BindingResult binding, Model model, Locale locale) {
        return forms.submit(
                AskForm.class,
                binding,
                model,
                locale,
                () -> {
                    links.requestPasswordReset(form.organization(), form.email());
                    return new Done("/password-reset", 0, "password-reset-sent");
                },
                () -> askAgain(Purpose.PASSWORD_RESET, model));
    }

    @GetMapping("/unlock")
    ModelAndView askForUnlock(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String email,
            Model model) {
        return ask(Purpose.UNLOCK, organization, email, model);
    }

    @PostMapping("/unlock")
    ModelAndView sendUnlock(
            @Valid @ModelAttribute(Forms.FORM) AskForm form, BindingResult binding, Model model, Locale locale) {
        return forms.submit(
                AskForm.class,
                binding,
                model,
                locale,
                () -> {
                    links.requestUnlock(form.organization(), form.email());
                    return new Done("/unlock", 0, "unlock-sent");
                },
                () -> askAgain(Purpose.UNLOCK, model));
    }

    private ModelAndView ask(Purpose purpose, @Nullable String organization, @Nullable String email, Model model) {
        return forms.show(askAgain(purpose, model), model, new AskForm(organization, email == null ? "" : email));
    }

    private static String askAgain(Purpose purpose, Model model) {
        model.addAttribute("purpose", purpose);
        return ASK;
    }

    /** A new password. */
    record ResetForm(
            @NotBlank @Size(max = 1000) String token,
            @NotBlank @Size(max = 256) String password) {

        /** As in {@link AcceptanceForm}. */
        ResetForm {
            token = Objects.requireNonNullElse(token, "");
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "ResetForm[]";
        }
    }

    @GetMapping("/password-reset/complete")
    ModelAndView reset(@RequestParam(defaultValue = "") String token, Model model) {
        return shown(Purpose.PASSWORD_RESET, token, RESET, model);
    }

    @PostMapping("/password-reset/complete")
    ModelAndView setPassword(
            @Valid @ModelAttribute(Forms.FORM) ResetForm form, BindingResult binding, Model model, Locale locale) {
        return submit(
                ResetForm.class,
                binding,
                model,
                locale,
                Purpose.PASSWORD_RESET,
                form.token(),
                RESET,
                addressee -> Done.at(
                        addressee.door(), links.resetPassword(form.token(), form.password()), "password-reset"));
    }

    @GetMapping("/email-change")
    ModelAndView emailChange(@RequestParam(defaultValue = "") String token, Model model) {
        return shown(Purpose.EMAIL_CHANGE, token, CONFIRM, model);
    }

    @PostMapping("/email-change")
    ModelAndView confirmEmail(@RequestParam(defaultValue = "") String token) {
        var door = links.open(Purpose.EMAIL_CHANGE, token).door();
        return forms.redirect(Done.at(door, links.confirmEmail(token), "email-changed"));
    }

    @GetMapping("/unlock/confirm")
    ModelAndView unlocking(@RequestParam(defaultValue = "") String token, Model model) {
        return shown(Purpose.UNLOCK, token, CONFIRM, model);
    }

    @PostMapping("/unlock/confirm")
    ModelAndView unlock(@RequestParam(defaultValue = "") String token) {
        var door = links.open(Purpose.UNLOCK, token).door();
        return forms.redirect(Done.at(door, links.unlock(token), "account-unlocked"));
    }

    /** The page of a link; where it is not good any more, the page says so and leads to where another is had. */
    private ModelAndView shown(Purpose purpose, String token, String view, Model model) {
        try {
            return forms.show(again(open(purpose, token), token, view, model), model, null);
        } catch (Rejected notValid) {
            return gone(purpose, view, model);
        }
    }

    /** Does what a link is for; the page says so where the link is not good any more, as for who presses the button twice. */
    private ModelAndView submit(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            Purpose purpose,
            String token,
            String view,
            Function<SentLinks.Addressee, Done> action) {
        SentLinks.Addressee addressee;
        try {
            addressee = open(purpose, token);
        } catch (Rejected notValid) {
            return gone(purpose, view, model);
        }
        var shown = forms.submit(
                type,
                binding,
                model,
                locale,
                () -> {
                    try {
                        return action.apply(addressee);
                    } catch (Rejected refused) {
                        model.addAttribute(NOT_VALID, isUsed(refused));
                        throw refused;
                    }
                },
                () -> again(addressee, token, view, model));
        return Boolean.TRUE.equals(model.getAttribute(NOT_VALID)) ? gone(purpose, view, model) : shown;
    }

    private SentLinks.Addressee open(Purpose purpose, String token) {
        return purpose == Purpose.INVITATION ? links.openInvitation(token) : links.open(purpose, token);
    }

    /** An invitation that another request accepts at this moment is none any more. */
    private static boolean isUsed(Rejected refused) {
        var code = refused.rejection().code();
        return code.equals(UserRule.LINK_NOT_VALID.code()) || code.equals(UserRule.NOT_INVITED.code());
    }

    private static ModelAndView gone(Purpose purpose, String view, Model model) {
        model.addAttribute("purpose", purpose);
        model.addAttribute(NOT_VALID, true);
        return new ModelAndView(view, model.asMap(), HttpStatus.GONE);
    }

    private static String again(SentLinks.Addressee addressee, String token, String view, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("person", addressee.user());
        model.addAttribute("organization", addressee.organization());
        model.addAttribute("purpose", addressee.link().purpose());
        return view;
    }
}
