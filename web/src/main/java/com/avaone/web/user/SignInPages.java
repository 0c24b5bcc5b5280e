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
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.security.CsrfTokens;
import com.avaone.web.kernel.security.SessionCookie;
import com.avaone.web.kernel.security.SessionToken;
import com.avaone.web.kernel.security.SessionTokens;
import com.avaone.web.kernel.security.SignInDoor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Pages for signing in at each door and signing out, and for one's own sessions. */
@PageController
class SignInPages {

    private static final String VIEW = "user/login";
    private static final String CODE_VIEW = "user/code";

    private final SignIn signIn;
    private final SecondStep secondStep;
    private final Identities identities;
    private final SessionTokens tokens;
    private final SessionCookie cookie;
    private final CsrfTokens csrf;
    private final CurrentRequest current;

    SignInPages(
            SignIn signIn,
            SecondStep secondStep,
            Identities identities,
            SessionTokens tokens,
            SessionCookie cookie,
            CsrfTokens csrf,
            CurrentRequest current) {
        this.signIn = signIn;
        this.secondStep = secondStep;
        this.identities = identities;
        this.tokens = tokens;
        this.cookie = cookie;
        this.csrf = csrf;
        this.current = current;
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
            return seeOther(SignInDoor.localPath(next, Home.of(current.user().get())));
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
            return seeOther(door.page());
        }
        model.addAttribute("step", step);
        return refusedIn(CODE_VIEW, door, model, () -> {
            signIn.checkCode(user, code);
            return enter(signIn.open(user, null), next, request, response);
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
        cookie.set(response, tokens.issue(SessionToken.Kind.COOKIE, opened.sessionId(), opened.position()));
        csrf.renew(request, response);
        var user = opened.user();
        var signedIn = new SignedInUser(
                user.userId(),
                user.organizationId(),
                user.email(),
                user.displayName(),
                user.role(),
                opened.sessionId());
        return seeOther(SignInDoor.localPath(next, Home.of(signedIn)));
    }

    private static ModelAndView refusedIn(String view, Door door, Model model, Supplier<ModelAndView> attempt) {
        try {
            return attempt.get();
        } catch (Rejected rejected) {
            var rejection = rejected.rejection();
            var until = rejection.facts().get("lockedUntil");
            model.addAttribute("lockedUntil", until == null ? null : Instant.parse(until));
            model.addAttribute("refusal", rejection);
            model.addAttribute("shut", rejection.code().equals(UserRule.ACCOUNT_SHUT.code()));
            return page(view, door, model, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (RequestRefused tooMany) {
            model.addAttribute("problem", tooMany.getMessage());
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
        var door = Arrays.stream(Door.values())
                .filter(one -> one.admits(user.role()))
                .findFirst()
                .orElse(Door.WORKSPACE);
        return seeOther(door.page() + "?signedOut");
    }

    @GetMapping("/admin/sessions")
    @Access(Audience.SIGNED_IN)
    String sessions(SignedInUser user, Model model) {
        model.addAttribute("sessions", identities.sessions(user.userId()));
        model.addAttribute("currentSessionId", user.sessionId().value());
        return "admin/sessions";
    }

    @PostMapping("/admin/sessions/{sessionId}/revoke")
    @Access(Audience.SIGNED_IN)
    ModelAndView revoke(@PathVariable String sessionId, SignedInUser user) {
        var own = SignInController.ownSession(identities, sessionId, user);
        signIn.end(user.userId(), user.organizationId(), own, SessionEnd.REVOKED);
        return seeOther("/admin/sessions?done=session-revoked");
    }

    private static ModelAndView seeOther(String path) {
        var redirect = new RedirectView(path);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExposeModelAttributes(false);
        return new ModelAndView(redirect);
    }
}
