package com.avaone.web.user.sample;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.user.OpenedSessions;
import com.avaone.web.user.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pages for trying the suite out: the sample users, and the way in as one of them. */
@PageController
@Access(value = Audience.PUBLIC, devOnly = true)
class SamplePages {

    private final TestData testData;
    private final SignIn signIn;
    private final OpenedSessions opening;

    SamplePages(TestData testData, SignIn signIn, OpenedSessions opening) {
        this.testData = testData;
        this.signIn = signIn;
        this.opening = opening;
    }

    @GetMapping("/test-login")
    String signIn(Model model) {
        model.addAttribute("report", testData.report());
        return "user/test-login";
    }

    @PostMapping("/test-login")
    ModelAndView enter(
            @RequestParam(required = false) @Nullable SampleRole role,
            @RequestParam(required = false) @Nullable String organization,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (role == null) {
            throw new InvalidValue("role", "must name a role");
        }
        var opened = signIn.open(testData.user(role, organization), null);
        return Forms.seeOther(opening.enter(opened, null, request, response));
    }

    @GetMapping("/test-users")
    String users(Model model) {
        model.addAttribute("report", testData.report());
        return "user/test-users";
    }

    @PostMapping("/test-users")
    ModelAndView make() {
        testData.make();
        return Forms.seeOther("/test-users?done=test-data-made");
    }

    @PostMapping("/test-users/remove")
    ModelAndView remove() {
        testData.remove();
        return Forms.seeOther("/test-users?done=test-data-removed");
    }
}
