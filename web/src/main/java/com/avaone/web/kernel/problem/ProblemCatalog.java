package com.avaone.web.kernel.problem;

import com.avaone.api.kernel.Rule;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Every rule that can refuse a request, found in the shared API and here, by code. */
@Component
class ProblemCatalog {

    private final SortedMap<String, Rule> rules = new TreeMap<>();

    ProblemCatalog() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Rule.class));
        for (var found : scanner.findCandidateComponents("com.avaone.api")) {
            add(ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), getClass().getClassLoader()));
        }
        add(HttpRule.class);
    }

    private void add(Class<?> type) {
        if (type.getEnumConstants() instanceof Rule[] constants) {
            for (var rule : constants) {
                var other = rules.putIfAbsent(rule.code(), rule);
                if (other != null) {
                    throw new IllegalStateException("Two rules have the code " + rule.code());
                }
            }
        }
    }

    /** All rules, in order of code. */
    Collection<Rule> all() {
        return rules.values();
    }

    /** The rule with this code. */
    Optional<Rule> find(String code) {
        return Optional.ofNullable(rules.get(code));
    }
}
