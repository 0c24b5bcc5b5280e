package com.avaone.web.kernel.page;

import com.avaone.web.kernel.CurrentRequest;
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
        request.user()
                .ifPresent(
                        user -> model.addAttribute("currentUser", user.email().value()));
        if (done != null && CODE.matcher(done).matches()) {
            model.addAttribute("notice", messages.getMessage("done." + done, null, null, locale));
            model.addAttribute("noticeKind", "success");
        }
    }
}
