package com.avaone.web.kernel.page;

import com.avaone.api.kernel.InvalidValue;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Forms and filters are bound to the components of their records and to nothing else. Spring would go on to bind what is left over, such as
 * {@code text[$ne]}, as if records could be changed, and would take {@code $ne} for the number of a list's element: it fails on both.
 */
@ControllerAdvice
class RecordBinding {

    private static final Pattern INSIDE = Pattern.compile("(\\w+)([\\[.].*)");
    private static final Pattern ELEMENT = Pattern.compile("\\[(\\d{0,3})](\\.\\w+)?");
    private static final Pattern ENTRY = Pattern.compile("\\[[A-Za-z0-9/-]{1,160}]");

    @InitBinder
    void bindComponentsOnly(WebDataBinder binder, HttpServletRequest request) {
        binder.setDeclarativeBinding(true);
        var type =
                binder.getTargetType() == null ? null : binder.getTargetType().resolve();
        if (type == null || !type.isRecord()) {
            return;
        }
        for (var name : request.getParameterMap().keySet()) {
            var inside = INSIDE.matcher(name);
            if (inside.matches()
                    && Arrays.stream(type.getRecordComponents())
                            .anyMatch(component ->
                                    component.getName().equals(inside.group(1)) && !has(component, inside.group(2)))) {
                throw new InvalidValue(name, "is not a field that is known here");
            }
        }
    }

    /**
     * Whether a component has something inside under that name: a list has elements, and those that are records have components; a map has
     * entries.
     */
    private static boolean has(RecordComponent component, String inside) {
        if (component.getType() == Map.class) {
            return ENTRY.matcher(inside).matches();
        }
        var element = ELEMENT.matcher(inside);
        if (component.getType() != List.class || !element.matches()) {
            return false;
        }
        var of =
                ResolvableType.forType(component.getGenericType()).getGeneric(0).resolve(Object.class);
        return element.group(2) == null || of.isRecord();
    }
}
