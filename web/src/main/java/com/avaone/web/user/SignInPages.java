package com.avaone.web.user;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Home;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.problem.ProblemTexts;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.security.SessionCookie;
import com.avaone.web.kernel.security.SignInDoor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pages for signing in at each door and signing out, and for one's own sessions. */
@PageController
class SignInPages {

    private static final String VIEW = "user/login";
    private static final String CODE_VIEW = "user/code";

    /** How long to wait for this node to hear of what a page asks for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SignIn signIn;
    private final SecondStep secondStep;
    private final Identities identities;
    private final OpenedSessions opening;
    private final SessionCookie cookie;
    private final CurrentRequest current;
    private final ProblemTexts problems;

    SignInPages(
            SignIn signIn,
            SecondStep secondStep,
            Identities identities,
            OpenedSessions opening,
            SessionCookie cookie,
            CurrentRequest current,
            ProblemTexts problems) {
        this.signIn = signIn;
        this.secondStep = secondStep;
        this.identities = identities;
        this.opening = opening;
        this.cookie = cookie;
        this.current = current;
        this.problems = problems;
    }

    @GetMapping({"/admin/login", "/organization/login", "/workspace/login"})
    @Access(Audience.PUBLIC)
    ModelAndView form(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String signedOut,
            @RequestParam(required = false) @Nullable String organization,
            HttpServletRequest request,
            Model model) {
        if (current.user().isPresent()) {
            return Forms.seeOther(
                    SignInDoor.localPath(next, Home.of(current.user().get())));
        }
        model.addAttribute("next", next);
        model.addAttribute("organization", organization);
        model.addAttribute("signedOut", signedOut != null);
        return page(VIEW, door(request), model, HttpStatus.OK);
    }

    @PostMapping({"/admin/login", "/organization/login", "/workspace/login"})
    @Access(Audience.PUBLIC)
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var door = door(request);
        model.addAttribute("organization", organization);
        model.addAttribute("email", email);
        model.addAttribute("next", next);
        return refusedIn(VIEW, door, model, () -> {
            var user = signIn.withPassword(door, organization, email, password);
            if (user.secondFactor()) {
                model.addAttribute("step", secondStep.seal(user));
                return page(CODE_VIEW, door, model, HttpStatus.OK);
            }
            return enter(signIn.open(user, null), next, request, response);
        });
    }

    @PostMapping({"/admin/login/code", "/organization/login/code", "/workspace/login/code"})
    @Access(Audience.PUBLIC)
    ModelAndView code(
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var door = door(request);
        model.addAttribute("next", next);
        var user = secondStep.open(step).orElse(null);
        if (user == null) {
            return Forms.seeOther(door.page());
        }
        model.addAttribute("step", step);
        return refusedIn(CODE_VIEW, door, model, () -> {
            return enter(signIn.openByCode(user, code), next, request, response);
        });
    }

    @PostMapping({"/admin/login/passkey", "/organization/login/passkey", "/workspace/login/passkey"})
    @Access(Audience.PUBLIC)
    ModelAndView passkey(
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(required = false) @Nullable String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var door = door(request);
        model.addAttribute("organization", organization);
        model.addAttribute("email", email);
        model.addAttribute("next", next);
        return refusedIn(
                VIEW,
                door,
                model,
                () -> enter(signIn.openByPasskey(door, organization, credential), next, request, response));
    }

    private ModelAndView enter(
            SignIn.Opened opened, @Nullable String next, HttpServletRequest request, HttpServletResponse response) {
        return Forms.seeOther(opening.enter(opened, next, request, response));
    }

    private ModelAndView refusedIn(String view, Door door, Model model, Supplier<ModelAndView> attempt) {
        var locale = LocaleContextHolder.getLocale();
        try {
            return attempt.get();
        } catch (Rejected rejected) {
            var rejection = rejected.rejection();
            var until = rejection.facts().get("lockedUntil");
            model.addAttribute("lockedUntil", until == null ? null : Instant.parse(until));
            model.addAttribute("refusal", rejection);
            model.addAttribute("detail", problems.detail(rejection, locale));
            model.addAttribute("shut", rejection.code().equals(UserRule.ACCOUNT_SHUT.code()));
            return page(view, door, model, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (RequestRefused tooMany) {
            model.addAttribute("problem", problems.detail(tooMany, locale));
            return page(view, door, model, tooMany.rule().status());
        }
    }

    private static ModelAndView page(String view, Door door, Model model, HttpStatusCode status) {
        model.addAttribute("door", door);
        model.addAttribute("target", door.page());
        return new ModelAndView(view, model.asMap(), HttpStatus.valueOf(status.value()));
    }

    private static Door door(HttpServletRequest request) {
        return Arrays.stream(Door.values())
                .filter(door -> request.getRequestURI().startsWith(request.getContextPath() + door.page()))
                .findFirst()
                .orElse(Door.WORKSPACE);
    }

    @PostMapping({"/logout", "/admin/logout"})
    @Access(Audience.SIGNED_IN)
    ModelAndView signOut(SignedInUser user, HttpServletResponse response) {
        signIn.end(user.userId(), user.organizationId(), user.sessionId(), SessionEnd.SIGNED_OUT);
        cookie.clear(response);
        return Forms.seeOther(Door.of(user.role()).page() + "?signedOut");
    }

    @GetMapping("/admin/sessions")
    @Access(Audience.SIGNED_IN)
    String sessions(SignedInUser user, Model model) {
        current.minPosition().ifPresent(position -> identities.await(position, PATIENCE));
        // Asked before the rest, so that what is shown is at least as new as this says.
        model.addAttribute("position", identities.position());
        model.addAttribute("sessions", identities.sessions(user.userId()));
        model.addAttribute("followed", "user-" + user.userId());
        model.addAttribute("currentSessionId", user.sessionId().value());
        return "admin/sessions";
    }

    @PostMapping("/admin/sessions/{sessionId}/revoke")
    @Access(Audience.SIGNED_IN)
    ModelAndView revoke(@PathVariable String sessionId, SignedInUser user) {
        var own = SignInController.ownSession(identities, sessionId, user);
        signIn.end(user.userId(), user.organizationId(), own, SessionEnd.REVOKED);
        return Forms.seeOther("/admin/sessions?done=session-revoked");
    }
}
