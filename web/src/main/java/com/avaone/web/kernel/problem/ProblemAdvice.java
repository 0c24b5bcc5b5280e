package com.avaone.web.kernel.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Answers what controllers throw. */
@ControllerAdvice
class ProblemAdvice {

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Throwable.class)
    @Nullable
    Object failed(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws Throwable {
        if (failure instanceof org.springframework.security.access.AccessDeniedException
                || failure instanceof org.springframework.security.core.AuthenticationException) {
            throw failure; // for the security filters, which know where to sign in
        }
        if (response.isCommitted()) {
            return null; // the caller left, or a stream broke: nobody reads an answer
        }
        var problem = problems.spoken(problems.of(failure, request), request).inRequest(Problems.requestId(request));
        Problems.setHeaders(response, problem);
        if (failure instanceof HttpRequestMethodNotSupportedException unsupported) {
            response.setHeader(HttpHeaders.ALLOW, unsupported.getHeaders().getFirst(HttpHeaders.ALLOW));
        }
        return answer(problem, request);
    }

    static Object answer(Problem problem, HttpServletRequest request) {
        var status = HttpStatusCode.valueOf(problem.status());
        if (Problems.isApi(request)) {
            return ResponseEntity.status(status)
                    .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                    .body(problem);
        }
        var page = new ModelAndView("error", status);
        page.addAllObjects(Map.of("status", problem.status(), "problem", problem));
        page.addObject("requestId", problem.requestId());
        return page;
    }
}
