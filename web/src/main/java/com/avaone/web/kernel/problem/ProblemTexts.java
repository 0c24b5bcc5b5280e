package com.avaone.web.kernel.problem;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * Says refusals in the reader's language. English is what rules and refusals say themselves; a language that has texts ({@code problems_hi})
 * says each by the rule's code and its facts, which is less than the sentence made for the case, but to be understood.
 */
@Component
public class ProblemTexts {

    /** What these refuse is one field, and what is wrong is what the field must be. */
    private static final Set<String> ABOUT_A_FIELD =
            Set.of(HttpRule.INVALID_REQUEST.code(), KernelRule.INVALID_VALUE.code(), KernelRule.QUERY_INVALID.code());

    /** Kinds of fault that say more than what the field must be. */
    private static final Set<String> KINDS = Set.of("required", "size", "min", "max", "unknown");

    private static final Pattern FACT = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Pattern LAST_NAME = Pattern.compile("([A-Za-z-]+)(\\[\\d+])?$");

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    /** Texts of every language there is. */
    public ProblemTexts() {
        texts.setBasename("problems");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
    }

    private @Nullable String find(String key, Locale locale) {
        return texts.getMessage(key, null, null, locale);
    }

    /** Whether refusals are said in this language, and not in English. */
    boolean speaks(Locale locale) {
        return find(KernelRule.NOT_FOUND.code() + ".title", locale) != null;
    }

    /** What a rule is called. */
    String title(Rule rule, Locale locale) {
        var text = find(rule.code() + ".title", locale);
        return text == null ? rule.title() : text;
    }

    /** Why there is a rule and what to do. */
    public String explanation(Rule rule, Locale locale) {
        var text = find(rule.code() + ".explanation", locale);
        return text == null ? rule.explanation() : text;
    }

    /** The sentence about a refusal; of a field that is at fault, what it must be. */
    public String detail(Rejection rejection, Locale locale) {
        if (!speaks(locale)) {
            return rejection.detail();
        }
        var field = rejection.field();
        return field != null && ABOUT_A_FIELD.contains(rejection.code())
                ? expectation(field, "", locale)
                : detail(rejection.code(), rejection.detail(), rejection.facts(), locale);
    }

    /** The sentence about a request that is refused. */
    public String detail(RequestRefused refused, Locale locale) {
        return detail(refused.rule().code(), String.valueOf(refused.getMessage()), Map.of(), locale);
    }

    /** What a field must be. */
    public String expectation(InvalidValue invalid, Locale locale) {
        return speaks(locale) ? expectation(invalid.field(), "", locale) : String.valueOf(invalid.getMessage());
    }

    /** The problem in the reader's language. */
    Problem in(Locale locale, Problem problem) {
        if (!speaks(locale)) {
            return problem;
        }
        var errors = problem.errors().stream()
                .map(error -> new FieldError(error.field(), error.code(), message(error, problem, locale)))
                .toList();
        var title = find(problem.code() + ".title", locale);
        return problem.in(title == null ? problem.title() : title, detail(problem, errors, locale), errors);
    }

    private String message(FieldError error, Problem problem, Locale locale) {
        return ABOUT_A_FIELD.contains(error.code()) || find(error.code() + ".detail", locale) == null
                ? expectation(error.field(), error.code(), locale)
                : detail(error.code(), error.message(), problem.facts(), locale);
    }

    private String detail(Problem problem, List<FieldError> errors, Locale locale) {
        if (errors.isEmpty() || !ABOUT_A_FIELD.contains(problem.code())) {
            return detail(problem.code(), problem.detail(), problem.facts(), locale);
        }
        var first = "`%s`: %s।"
                .formatted(errors.getFirst().field(), errors.getFirst().message());
        return errors.size() == 1 ? first : texts.getMessage("error.more", new Object[] {first, errors.size()}, locale);
    }

    private String detail(String code, String otherwise, Map<String, String> facts, Locale locale) {
        var text = find(code + ".detail", locale);
        if (text == null) {
            return otherwise;
        }
        var allAreThere = FACT.matcher(text).results().allMatch(fact -> facts.containsKey(fact.group(1)));
        return allAreThere
                ? FACT.matcher(text).replaceAll(fact -> Matcher.quoteReplacement(facts.getOrDefault(fact.group(1), "")))
                : String.valueOf(find(code + ".title", locale));
    }

    private String expectation(String field, String kind, Locale locale) {
        var last = LAST_NAME.matcher(field);
        var ofField = KINDS.contains(kind) || !last.find() ? null : find("field." + last.group(1), locale);
        var ofKind = ofField == null ? find("error." + kind, locale) : ofField;
        return ofKind == null ? String.valueOf(find("error.invalid", locale)) : ofKind;
    }
}
