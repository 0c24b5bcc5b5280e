package com.avaone.web.kernel.page;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problem;
import com.avaone.web.kernel.problem.ProblemTexts;
import com.avaone.web.kernel.problem.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Shows forms and what came of them. What is refused is shown again as it was typed, with a sentence at each field (422); what is accepted
 * leads to the page where it is to be seen (303), which waits until it can be.
 */
@Component
public class Forms {

    /** Model attribute: the request record, or a map of what was typed. */
    public static final String FORM = "form";

    /** Model attribute: a sentence per field at fault. */
    public static final String ERRORS = "errors";

    /** Model attribute: a sentence about the form as a whole. */
    public static final String PROBLEM = "problem";

    /** Model attribute and field: the version that the person saw. */
    public static final String VERSION = "version";

    private static final String IDEMPOTENCY_KEY = "idempotencyKey";

    /** Nothing is wrong with what was typed. */
    private static final Set<HttpRule> TRY_AGAIN =
            Set.of(HttpRule.UNAVAILABLE, HttpRule.TOO_MANY_REQUESTS, HttpRule.TIMED_OUT);

    /** Ends a sentence in Hindi. */
    private static final String DANDA = "।";

    private final HttpServletRequest request;
    private final MessageSource messages;
    private final Validator validator;
    private final ProblemTexts problems;

    Forms(HttpServletRequest request, MessageSource messages, Validator validator, ProblemTexts problems) {
        this.request = request;
        this.messages = messages;
        this.validator = validator;
        this.problems = problems;
    }

    /** A form as it is first seen; without a record its template says what it begins with. */
    public ModelAndView show(String view, Model model, @Nullable Record form) {
        if (form != null) {
            model.addAttribute(FORM, values(form));
        }
        return page(view, model, HttpStatus.OK);
    }

    /** The values of a form's record under the names of its fields; a list of numbers is typed with commas. */
    public static Map<String, @Nullable Object> values(Record form) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var component : form.getClass().getRecordComponents()) {
            var value = ReflectionUtils.invokeMethod(accessor(component), form);
            values.put(
                    component.getName(),
                    value instanceof List<?> list && !isChoice(component)
                            ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            : value);
        }
        return values;
    }

    private static Method accessor(RecordComponent component) {
        var accessor = component.getAccessor();
        ReflectionUtils.makeAccessible(accessor); // the records of rooms are package-private
        return accessor;
    }

    /** Whether a field is a group of boxes to tick, which sends its name once for each. */
    private static boolean isChoice(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type
                && type.getRawType() == List.class
                && type.getActualTypeArguments()[0] instanceof Class<?> of
                && (of == String.class || of.isEnum());
    }

    /**
     * Acts on a form that was sent.
     *
     * @param type of the form's record: says which fields hold several values
     * @param action sends the command; not called where the form itself is at fault
     * @param again adds what the page beside the form shows, and answers its view
     */
    public ModelAndView submit(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            Supplier<Done> action,
            Supplier<String> again) {
        if (binding.hasErrors()) {
            var errors = new LinkedHashMap<String, String>();
            for (var error : binding.getFieldErrors()) {
                errors.putIfAbsent(error.getField(), sentence(messages.getMessage(error, locale)));
            }
            if (binding.getTarget() == null) {
                errors.putAll(faultyTexts(type, errors.keySet(), locale));
            }
            return refused(type, model, HttpStatus.UNPROCESSABLE_CONTENT, errors, null, again);
        }
        try {
            return redirect(action.get());
        } catch (InvalidValue invalid) {
            var errors = Map.of(invalid.field(), sentence(problems.expectation(invalid, locale)));
            return refused(type, model, HttpStatus.UNPROCESSABLE_CONTENT, errors, null, again);
        } catch (Rejected rejected) {
            return refused(type, model, rejected, locale, again);
        } catch (RequestRefused unanswered) {
            if (!TRY_AGAIN.contains(unanswered.rule())) {
                throw unanswered;
            }
            // What was typed must not go with a page of errors: it is sent again in a moment, under the same key,
            // because nobody knows whether it came through.
            var problem = problems.detail(unanswered, locale);
            var shown = refused(type, model, Problem.statusOf(unanswered.rule()), Map.of(), problem, again);
            var key = request.getParameter(IDEMPOTENCY_KEY);
            if (key != null) {
                shown.addObject(IDEMPOTENCY_KEY, key);
            }
            return shown;
        }
    }

    /**
     * As above, where something comes of it that is shown on the answer itself: it is nowhere else, and never comes again.
     *
     * @param secret model attribute under which the action puts it; not where the form is sent twice, because it was shown the first time
     * @param view that shows it
     */
    public ModelAndView submitForSecret(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            HttpServletResponse response,
            String secret,
            String view,
            Supplier<Done> action,
            Supplier<String> again) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var answer = submit(type, binding, model, locale, action, again);
        return model.getAttribute(secret) == null ? answer : new ModelAndView(view, model.asMap(), HttpStatus.OK);
    }

    /**
     * Faults of texts in a form of which another field could not even be read: Spring then makes no record, and judges nothing more of it.
     * Nobody should have to send a form twice to hear of both.
     */
    private Map<String, String> faultyTexts(Class<? extends Record> type, Set<String> known, Locale locale) {
        var errors = new LinkedHashMap<String, String>();
        for (var component : type.getRecordComponents()) {
            var name = component.getName();
            if (component.getType() == String.class && !known.contains(name)) {
                for (var violation : validator.validateValue(type, name, request.getParameter(name))) {
                    var constraint = violation.getConstraintDescriptor();
                    var rule = constraint.getAnnotation().annotationType().getSimpleName();
                    var figures = new Object[] {name, constraint.getAttributes().get("max")}; // as Spring numbers them
                    errors.putIfAbsent(
                            name,
                            sentence(String.valueOf(
                                    messages.getMessage(rule, figures, violation.getMessage(), locale))));
                }
            }
        }
        return errors;
    }

    private ModelAndView refused(
            Class<? extends Record> type, Model model, Rejected rejected, Locale locale, Supplier<String> again) {
        var rejection = rejected.rejection();
        var field = rejection.field();
        var isTyped = field != null && request.getParameterMap().containsKey(field);
        if (rejection.kind() == Rule.Kind.FORBIDDEN && !isTyped) {
            throw rejected;
        }
        var status = switch (rejection.kind()) {
            case INVALID, CONFLICT, STALE, UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            // Not about what was typed: the page of errors answers these.
            case UNAUTHENTICATED, NOT_FOUND, TOO_MANY -> throw rejected;
        };
        if (field != null && isTyped) {
            return refused(
                    type, model, status, Map.of(field, sentence(problems.detail(rejection, locale))), null, again);
        }
        return refused(type, model, status, Map.of(), problem(rejection, locale), again);
    }

    private String problem(Rejection rejection, Locale locale) {
        return rejection.code().equals(KernelRule.STALE_VERSION.code())
                ? messages.getMessage("form.stale", null, locale)
                : problems.detail(rejection, locale);
    }

    private ModelAndView refused(
            Class<? extends Record> type,
            Model model,
            HttpStatus status,
            Map<String, String> errors,
            @Nullable String problem,
            Supplier<String> again) {
        var view = again.get();
        // The record that was bound stands in the model under the same name; the page shows what was typed.
        model.addAttribute(FORM, typed(type));
        model.addAttribute(ERRORS, errors);
        model.addAttribute(PROBLEM, problem);
        return page(view, model, status);
    }

    /** A form as it was typed so far, with nothing said against it: what is chosen has changed, and the page beside it with that. */
    public ModelAndView again(Class<? extends Record> type, Model model, Supplier<String> again) {
        var view = again.get();
        model.addAttribute(FORM, typed(type));
        return page(view, model, HttpStatus.OK);
    }

    /** A key of its own for each time the form is shown: sent twice it acts once, corrected and sent again it is another request. */
    private static ModelAndView page(String view, Model model, HttpStatus status) {
        model.addAttribute(IDEMPOTENCY_KEY, UUID.randomUUID().toString());
        return new ModelAndView(view, model.asMap(), status);
    }

    private Map<String, Object> typed(Class<? extends Record> type) {
        var typed = new LinkedHashMap<String, Object>();
        request.getParameterMap().forEach((name, values) -> typed.put(name, values.length == 0 ? "" : values[0]));
        Arrays.stream(type.getRecordComponents())
                .filter(Forms::isChoice)
                .forEach(component -> typed.put(
                        component.getName(),
                        List.of(request.getParameterMap().getOrDefault(component.getName(), new String[0]))));
        return typed;
    }

    /** Leads to the page where what was done is to be seen. */
    public ModelAndView redirect(Done done) {
        var address = UriComponentsBuilder.fromUriString(request.getContextPath() + done.path())
                .queryParam("minPosition", done.position())
                .queryParam("done", done.notice())
                .build()
                .encode()
                .toUriString();
        return seeOther(address);
    }

    /** Leads to another page of this application after something was done. */
    public static ModelAndView seeOther(String address) {
        var redirect = new RedirectView(address);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExposeModelAttributes(false);
        redirect.setExpandUriTemplateVariables(false); // braces in an address are the caller's, and nothing to fill in
        return new ModelAndView(redirect);
    }

    /** Rules and constraints end the sentence "the field ..."; at the field itself it stands alone. */
    private static String sentence(String text) {
        var stripped = text.strip();
        var ended = stripped.endsWith(".") || stripped.endsWith(DANDA) ? stripped : stripped + ".";
        return Character.toUpperCase(ended.charAt(0)) + ended.substring(1);
    }

    /**
     * What somebody filled in.
     *
     * @throws InvalidValue naming the field where nobody did
     */
    public static <T> T filled(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidValue(field, "must be filled in");
        }
        return value;
    }
}
