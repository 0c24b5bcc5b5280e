package com.avaone;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.offended.OffendedApi;
import com.avaone.api.offending.OffendingApi;
import com.avaone.query.offending.OffendingQueryHandler;
import com.avaone.web.kernel.offending.OffendingKernel;
import com.avaone.web.offended.OffendedRoom;
import com.avaone.web.offending.RoomHelper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that lets everything through looks like one that is kept: each is broken here on purpose. */
class ArchitectureRulesBiteTest {

    /** By the name of the rule, the classes that break it. */
    private static final Map<String, List<Class<?>>> OFFENDERS = Map.of(
            "floors", List.of(OffendingQueryHandler.class, OffendedRoom.class),
            "rooms", List.of(RoomHelper.class, OffendedRoom.class),
            "kernelKnowsNoRoom", List.of(OffendingKernel.class, OffendedRoom.class),
            "plainApi", List.of(OffendingApi.class, OffendedApi.class),
            "apiWithoutCycles", List.of(OffendingApi.class, OffendedApi.class),
            "oneWriter", List.of(OffendingQueryHandler.class),
            "nullMarked", List.of(OffendedRoom.class),
            "handlersStayHidden", List.of(OffendingQueryHandler.class),
            "plainNames", List.of(RoomHelper.class));

    static Stream<String> rules() {
        return OFFENDERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whereTheyAreBroken(String name) throws ReflectiveOperationException {
        var rule = (ArchRule) ArchitectureTest.class.getDeclaredField(name).get(null);
        var offenders = OFFENDERS.getOrDefault(name, List.of());

        var broken = rule.evaluate(new ClassFileImporter().importClasses(offenders));

        // By its name: that a layer is empty would be reported too.
        assertThat(broken.getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(offenders.getFirst().getSimpleName()));
    }

    @Test
    void allOfThem() {
        var all = Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(ArchTest.class))
                .map(Field::getName);

        assertThat(all).containsExactlyInAnyOrderElementsOf(OFFENDERS.keySet());
    }
}
