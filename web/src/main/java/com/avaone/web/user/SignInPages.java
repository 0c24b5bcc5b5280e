package com.avaone.web.user;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Pages for signing in and out, and for one's own sessions. */
@PageController
class SignInPages {

    private final SignIn signIn;
    private final Identities identities;
    private final SessionTokens tokens;
    private final SessionCookie cookie;
    private final CsrfTokens csrf;
    private final CurrentRequest current;

    SignInPages(
            SignIn signIn,
            Identities identities,
            SessionTokens tokens,
            SessionCookie cookie,
            CsrfTokens csrf,
            CurrentRequest current) {
        this.signIn = signIn;
        this.identities = identities;
        this.tokens = tokens;
        this.cookie = cookie;
        this.csrf = csrf;
        this.current = current;
    }

    @GetMapping(SignInDoor.PAGE)
    @Access(Audience.PUBLIC)
    ModelAndView form(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String signedOut,
            Model model) {
        if (current.user().isPresent()) {
            return seeOther(SignInDoor.localPath(next));
        }
        model.addAttribute("next", next);
        model.addAttribute("signedOut", signedOut != null);
        return new ModelAndView("admin/login", model.asMap());
    }

    @PostMapping(SignInDoor.PAGE)
    @Access(Audience.PUBLIC)
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var opened = signIn.open(email, password);
            cookie.set(response, tokens.issue(SessionToken.Kind.COOKIE, opened.sessionId(), opened.position()));
            csrf.renew(request, response);
            return seeOther(SignInDoor.localPath(next));
        } catch (Rejected rejected) {
            var rejection = rejected.rejection();
            var until = rejection.facts().get("lockedUntil");
            model.addAttribute("lockedUntil", until == null ? null : Instant.parse(until));
            model.addAttribute(
                    "problem",
                    rejection.code().equals(UserRule.SIGN_IN_REFUSED.code())
                            ? UserRule.SIGN_IN_REFUSED.title() + "."
                            : rejection.detail());
            return again(email, next, model, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (RequestRefused tooMany) {
            model.addAttribute("problem", tooMany.getMessage());
            return again(email, next, model, tooMany.rule().status());
        }
    }

    private static ModelAndView again(String email, @Nullable String next, Model model, HttpStatus status) {
        model.addAttribute("email", email);
        model.addAttribute("next", next);
        return new ModelAndView("admin/login", model.asMap(), status);
    }

    @PostMapping("/admin/logout")
    @Access(Audience.SIGNED_IN)
    ModelAndView signOut(SignedInUser user, HttpServletResponse response) {
        signIn.end(user.userId(), user.organizationId(), user.sessionId(), SessionEnd.SIGNED_OUT);
        cookie.clear(response);
        return seeOther(SignInDoor.PAGE + "?signedOut");
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
