package com.avaone;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.axonframework.messaging.annotation.MessageHandler;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Controller;

/** The house's rules; each was seen failing when broken on purpose. */
@AnalyzeClasses(packages = "com.avaone", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule floors = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("com.avaone.api..")
            .layer("command")
            .definedBy("com.avaone.command..")
            .layer("projection")
            .definedBy("com.avaone.projection..")
            .layer("query")
            .definedBy("com.avaone.query..")
            .layer("web")
            .definedBy("com.avaone.web..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("command")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("projection")
            .mayOnlyBeAccessedByLayers("query")
            .whereLayer("query")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("web")
            .mayNotBeAccessedByAnyLayer();

    /** One slice per room, across all floors. */
    @ArchTest
    static final ArchRule rooms = slices().matching("com.avaone.*.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("com.avaone.api.."))
            .ignoreDependency(alwaysTrue(), resideInAPackage("com.avaone.*.kernel.."));

    /** The kernel serves the rooms, never the other way round; only the shared API's rooms are known to it. */
    @ArchTest
    static final ArchRule kernelKnowsNoRoom = noClasses()
            .that()
            .resideInAPackage("com.avaone.*.kernel..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.avaone..")
                    .and(DescribedPredicate.not(resideInAPackage("com.avaone.*.kernel..")))
                    .and(DescribedPredicate.not(resideInAPackage("com.avaone.api.."))));

    @ArchTest
    static final ArchRule plainApi = classes()
            .that()
            .resideInAPackage("com.avaone.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "com.avaone.api..",
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.annotation..",
                    "org.axonframework.modelling.command",
                    "org.axonframework.serialization");

    @ArchTest
    static final ArchRule apiWithoutCycles =
            slices().matching("com.avaone.api.(*)..").should().beFreeOfCycles();

    /** Whoever else asks MongoDB, reads. */
    @ArchTest
    static final ArchRule oneWriter = noClasses()
            .that()
            .resideOutsideOfPackages("com.avaone.projection.kernel..", "com.avaone.command.kernel..")
            .should()
            .accessTargetWhere(moreThanReadsMongo());

    @ArchTest
    static final ArchRule nullMarked = classes().should(resideInNullMarkedPackage());

    /** Aggregates, projectors, query handlers and controllers are reached by messages and requests only. */
    @ArchTest
    static final ArchRule handlersStayHidden =
            classes().that(handleMessagesOrRequests()).should().notBePublic();

    @ArchTest
    static final ArchRule plainNames =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Impl|Helper|Base)(\\$.*)?");

    private static DescribedPredicate<JavaAccess<?>> moreThanReadsMongo() {
        var reads = Set.of("aggregate", "countDocuments", "find", "getCollection");
        var types = Set.of(
                "com.mongodb.client.MongoCluster",
                "com.mongodb.client.MongoCollection",
                "com.mongodb.client.MongoDatabase",
                "org.springframework.data.mongodb.core.MongoOperations",
                "org.springframework.data.repository.Repository");
        return DescribedPredicate.describe(
                "does more to MongoDB than reading",
                access -> types.stream().anyMatch(access.getTargetOwner()::isAssignableTo)
                        && !reads.contains(access.getName()));
    }

    private static DescribedPredicate<JavaClass> handleMessagesOrRequests() {
        return DescribedPredicate.describe(
                "handle messages or requests",
                type -> !type.isAnnotation()
                        && (type.isMetaAnnotatedWith(Controller.class)
                                || type.getMethods().stream()
                                        .anyMatch(method -> method.isMetaAnnotatedWith(MessageHandler.class))));
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + (marked ? " is" : " is not") + " null-marked"));
            }
        };
    }
}
