package com.avaone.web.kernel.problem;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers failures that no controller saw: those of filters and of the server itself. */
@Controller
@Hidden
class ErrorPageController implements ErrorController {

    private final Problems problems;

    ErrorPageController(Problems problems) {
        this.problems = problems;
    }

    @Access(Audience.PUBLIC)
    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        var waiting = request.getAttribute(Problems.ATTRIBUTE);
        var problem = waiting instanceof Problem known ? known : byStatus(request);
        return ProblemAdvice.answer(
                problems.spoken(problem, request)
                        .inRequest((String) request.getAttribute(CurrentRequest.REQUEST_ID_ATTRIBUTE)),
                request);
    }

    private static Problem byStatus(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var rule = switch (status) {
            case 404 -> HttpRule.NO_SUCH_ROUTE;
            case 405 -> HttpRule.METHOD_NOT_ALLOWED;
            case 413 -> HttpRule.TOO_LARGE;
            case 503 -> HttpRule.UNAVAILABLE;
            default -> status < 500 ? HttpRule.INVALID_REQUEST : HttpRule.INTERNAL_ERROR;
        };
        return Problem.of(rule, rule.title() + ".");
    }
}
