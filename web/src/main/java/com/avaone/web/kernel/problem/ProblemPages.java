package com.avaone.web.kernel.problem;

import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Explains every problem to a reader: the {@code type} of problem details leads here. */
@Controller
@Access(Audience.PUBLIC)
class ProblemPages {

    private final ProblemCatalog catalog;
    private final ProblemTexts texts;

    ProblemPages(ProblemCatalog catalog, ProblemTexts texts) {
        this.catalog = catalog;
        this.texts = texts;
    }

    /** A row of the index. */
    record Row(String code, String title, int status) {}

    /** All problems, in order of code. */
    @GetMapping("/problems")
    String all(Model model, Locale locale) {
        model.addAttribute(
                "problems",
                catalog.all().stream()
                        .map(rule -> new Row(rule.code(), texts.title(rule, locale), status(rule)))
                        .toList());
        return "problems";
    }

    /** One problem: why the rule exists and what to do. */
    @GetMapping("/problems/{code}")
    String one(@PathVariable String code, Model model, Locale locale) {
        var rule = catalog.find(code)
                .orElseThrow(() -> new RequestRefused(HttpRule.NO_SUCH_ROUTE, "There is no problem with this code."));
        model.addAttribute("code", rule.code());
        model.addAttribute("title", texts.title(rule, locale));
        model.addAttribute("status", status(rule));
        model.addAttribute("explanation", texts.explanation(rule, locale));
        return "problem";
    }

    private static int status(Rule rule) {
        return Problem.statusOf(rule).value();
    }
}
