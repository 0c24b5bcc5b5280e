package com.avaone.web.kernel.page;

import com.avaone.api.kernel.Role;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Home;
import com.avaone.web.kernel.SignedInUser;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What the frame around every page shows. */
@ControllerAdvice(annotations = PageController.class)
class PageFrame {

    private static final Pattern CODE = Pattern.compile("[a-z-]{1,60}");

    private final CurrentRequest request;
    private final MessageSource messages;

    PageFrame(CurrentRequest request, MessageSource messages) {
        this.request = request;
        this.messages = messages;
    }

    /**
     * Who is signed in, and what the request before did. That stands in the address as the name of a text, never as a text: nobody can make
     * a link that puts words of their own on a page, and no session is needed to hold it.
     */
    @ModelAttribute
    void frame(@RequestParam(required = false) @Nullable String done, Model model, Locale locale) {
        request.user().ifPresent(user -> addUser(user, model));
        if (done != null && CODE.matcher(done).matches()) {
            model.addAttribute("notice", messages.getMessage("done." + done, null, null, locale));
            model.addAttribute("noticeKind", "success");
        }
    }

    /** The part of {@code layout/navigation.html} with what somebody of this role may open. */
    private static String navigation(Role role) {
        return switch (role) {
            case SYSTEM_ADMIN -> "admin";
            case SUITE_AUDITOR -> "suiteAuditor";
            case ADMIN -> "organization";
            case AUDITOR -> "auditor";
            case USER, EMPLOYEE, WORKSPACE_USER -> "workspace";
        };
    }

    private static void addUser(SignedInUser user, Model model) {
        model.addAttribute("currentUser", user.email().value());
        model.addAttribute("currentUserId", user.userId().value());
        model.addAttribute("navigation", navigation(user.role()));
        model.addAttribute("home", Home.of(user));
        if (!user.isOfOperator()) {
            model.addAttribute("ownOrganization", user.organizationId().value());
        }
    }
}
