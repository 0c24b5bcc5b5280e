package com.avaone.web.kernel.page;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import org.springframework.core.env.Environment;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The landing page. */
@PageController
@Access(Audience.PUBLIC)
class HomePage {

    private final Environment environment;

    HomePage(Environment environment) {
        this.environment = environment;
    }

    @GetMapping("/")
    String home(Model model) {
        var documented = environment.getProperty("springdoc.swagger-ui.enabled", Boolean.class, false);
        model.addAttribute("apiDocs", documented ? environment.getProperty("springdoc.swagger-ui.path") : null);
        return "home";
    }
}
