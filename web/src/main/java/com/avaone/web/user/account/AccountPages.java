package com.avaone.web.user.account;

import com.avaone.api.user.Identities;
import com.avaone.api.user.SecondFactors;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.user.account.AccountController.EmailChange;
import com.avaone.web.user.account.AccountController.Enrollment;
import com.avaone.web.user.account.AccountController.PasswordChange;
import com.avaone.web.user.account.AccountController.Profile;
import com.avaone.web.user.account.AccountController.Proof;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of one's own account, for users of every kind. */
@PageController
@RequestMapping("/account")
@Access(Audience.SIGNED_IN)
class AccountPages {

    private static final String HOME = "/account";
    private static final String VIEW = "account/show";
    private static final String ACTION = "account/action";

    /** Processors that write what is shown. */
    private static final Set<String> PROCESSORS = Set.of("user");

    private final OwnAccount account;
    private final Identities identities;
    private final ReadState readState;
    private final Forms forms;

    AccountPages(OwnAccount account, Identities identities, ReadState readState, Forms forms) {
        this.account = account;
        this.identities = identities;
        this.readState = readState;
        this.forms = forms;
    }

    @GetMapping
    String show(SignedInUser user, Model model) {
        Console.shows(model, readState.reachedBy(PROCESSORS));
        model.addAttribute("user", account.view(user));
        model.addAttribute(
                "organization", identities.organization(user.organizationId()).orElse(null));
        model.addAttribute("sessions", identities.sessions(user.userId()));
        model.addAttribute("currentSessionId", user.sessionId().value());
        return VIEW;
    }

    @GetMapping("/profile")
    ModelAndView profile(SignedInUser user, Model model) {
        return forms.show(
                view("profile", user, model),
                model,
                Profile.of(account.view(user).profile()));
    }

    @PostMapping("/profile")
    ModelAndView changeProfile(
            @Valid @ModelAttribute(Forms.FORM) Profile form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                Profile.class,
                binding,
                model,
                locale,
                () -> Done.at(HOME, account.changeProfile(user, form.toProfile()), "account-changed"),
                "profile",
                user);
    }

    @GetMapping("/password")
    ModelAndView password(SignedInUser user, Model model) {
        return forms.show(view("password", user, model), model, null);
    }

    @PostMapping("/password")
    ModelAndView changePassword(
            @Valid @ModelAttribute(Forms.FORM) PasswordChange form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                PasswordChange.class,
                binding,
                model,
                locale,
                () -> Done.at(HOME, account.changePassword(user, form.present(), form.password()), "password-changed"),
                "password",
                user);
    }

    @GetMapping("/email")
    ModelAndView email(SignedInUser user, Model model) {
        return forms.show(view("email", user, model), model, null);
    }

    @PostMapping("/email")
    ModelAndView changeEmail(
            @Valid @ModelAttribute(Forms.FORM) EmailChange form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                EmailChange.class,
                binding,
                model,
                locale,
                () -> Done.at(
                        HOME,
                        account.requestEmailChange(user, form.password(), form.email()),
                        "email-change-requested"),
                "email",
                user);
    }

    @GetMapping("/second-factor")
    ModelAndView secondFactor(SignedInUser user, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var present = account.view(user).secondFactor();
        if (!present) {
            addOffer(account.offerSecondFactor(user), model);
        }
        return forms.show(view(present ? "remove-second-factor" : "second-factor", user, model), model, null);
    }

    /** Shows the recovery codes on the answer itself: they are nowhere else, and never come again. */
    @PostMapping("/second-factor")
    ModelAndView enroll(
            @Valid @ModelAttribute(Forms.FORM) Enrollment form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var codes = new ArrayList<String>();
        var answer = submit(
                Enrollment.class,
                binding,
                model,
                locale,
                () -> {
                    var enrolled = account.enrollSecondFactor(user, form.password(), form.code());
                    codes.addAll(enrolled.recoveryCodes());
                    return Done.at(HOME, enrolled.receipt(), "second-factor-enrolled");
                },
                "second-factor",
                user);
        if (codes.isEmpty()) {
            return answer;
        }
        model.addAttribute("codes", codes);
        return new ModelAndView("account/codes", model.asMap(), HttpStatus.OK);
    }

    @PostMapping("/second-factor/remove")
    ModelAndView removeSecondFactor(
            @Valid @ModelAttribute(Forms.FORM) Proof form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                Proof.class,
                binding,
                model,
                locale,
                () -> Done.at(HOME, account.removeSecondFactor(user, form.password()), "second-factor-removed"),
                "remove-second-factor",
                user);
    }

    /**
     * A passkey just made, as the page's script sends it.
     *
     * @param credential the browser's {@code PublicKeyCredential}, as JSON
     */
    record NewPasskey(
            @NotBlank @Size(max = 100) String name,
            @NotBlank String credential) {}

    @GetMapping("/passkey")
    ModelAndView passkey(SignedInUser user, Model model) {
        return forms.show(view("passkey", user, model), model, null);
    }

    @PostMapping("/passkey")
    ModelAndView addPasskey(
            @Valid @ModelAttribute(Forms.FORM) NewPasskey form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                NewPasskey.class,
                binding,
                model,
                locale,
                () -> Done.at(HOME, account.addPasskey(user, form.name(), form.credential()), "passkey-added"),
                "passkey",
                user);
    }

    @PostMapping("/passkey/{passkeyId}/remove")
    ModelAndView removePasskey(@PathVariable String passkeyId, SignedInUser user) {
        return forms.redirect(Done.at(HOME, account.removePasskey(user, passkeyId), "passkey-removed"));
    }

    private ModelAndView submit(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            Supplier<Done> action,
            String again,
            SignedInUser user) {
        return forms.submit(type, binding, model, locale, action, () -> {
            // The same one: it is in the person's app by now.
            if (again.equals("second-factor")) {
                addOffer(account.offerSecondFactorAgain(user), model);
            }
            return view(again, user, model);
        });
    }

    private static void addOffer(SecondFactors.Offer offer, Model model) {
        model.addAttribute("offer", offer);
        model.addAttribute("picture", QrCode.of(offer.uri()));
    }

    private static String view(String action, SignedInUser user, Model model) {
        model.addAttribute("action", action);
        model.addAttribute("email", user.email().value());
        return ACTION;
    }
}
