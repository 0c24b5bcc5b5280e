package com.avaone.query.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathHandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MultiHandlerDefinition;
import org.axonframework.messaging.annotation.MultiHandlerEnhancerDefinition;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryHandlingTest {

    record FindThing() {}

    record FindOther() {}

    record FindLost() {}

    record FindNothing() {}

    @ReadsFrom({"organization", "license"})
    static class Handlers {

        @QueryHandler
        String handle(FindThing query) {
            return "thing";
        }

        @ReadsFrom("other")
        @QueryHandler
        String handle(FindOther query) {
            return "other";
        }

        @QueryHandler
        String handle(FindLost query) {
            throw new IllegalStateException(new MongoTimeoutException("no server"));
        }

        @QueryHandler
        String handle(FindNothing query) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is nothing");
        }
    }

    private final List<String> waits = new ArrayList<>();
    private boolean reached = true;
    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();

    @BeforeEach
    void subscribe() {
        var positions = new QueryHandling.Positions() {
            @Override
            public boolean await(List<String> processors, long position, Duration timeout) {
                waits.add(processors + " " + position + " " + timeout.toMillis());
                return reached;
            }

            @Override
            public long lag(List<String> processors, long position) {
                return 3;
            }
        };
        HandlerEnhancerDefinition handling = new QueryHandling(positions, Duration.ofSeconds(2));
        var definition = MultiHandlerDefinition.ordered(
                List.of(ClasspathHandlerDefinition.forClass(Handlers.class)),
                MultiHandlerEnhancerDefinition.ordered(
                        handling, ClasspathHandlerEnhancerDefinition.forClass(Handlers.class)));
        new AnnotationQueryHandlerAdapter<>(
                        new Handlers(), ClasspathParameterResolverFactory.forClass(Handlers.class), definition)
                .subscribe(bus);
    }

    private QueryResponseMessage<String> ask(Object query, Map<String, ?> metadata) {
        return bus.query(new GenericQueryMessage<>(query, instanceOf(String.class)).withMetaData(metadata))
                .join();
    }

    private static Rejection refusal(QueryResponseMessage<?> answer) {
        assertThat(answer.exceptionResult()).isInstanceOf(QueryExecutionException.class);
        return (Rejection) answer.exceptionDetails().orElseThrow();
    }

    @Test
    void waitsForTheProcessorsThatItsClassReadsFrom() {
        assertThat(ask(new FindThing(), Map.of(MetadataKey.MIN_POSITION, "42")).getPayload())
                .isEqualTo("thing");
        assertThat(waits).containsExactly("[organization, license] 42 2000");
    }

    @Test
    void waitsForTheProcessorsThatTheMethodReadsFrom() {
        ask(new FindOther(), Map.of(MetadataKey.MIN_POSITION, "42"));
        assertThat(waits).containsExactly("[other] 42 2000");
    }

    @Test
    void doesNotWaitWhereNoPositionIsAskedFor() {
        assertThat(ask(new FindThing(), Map.of()).getPayload()).isEqualTo("thing");
        assertThat(waits).isEmpty();
    }

    @Test
    void refusesWithTheLagWhatIsNotThereInTime() {
        reached = false;
        var refusal = refusal(ask(new FindThing(), Map.of(MetadataKey.MIN_POSITION, "42")));
        assertThat(refusal.code()).isEqualTo(KernelRule.READ_MODEL_BEHIND.code());
        assertThat(refusal.facts()).containsEntry("lag", "3").containsEntry("minPosition", "42");
    }

    @Test
    void tellsThatTheDatabaseDoesNotAnswer() {
        var refusal = refusal(ask(new FindLost(), Map.of()));
        assertThat(refusal.code()).isEqualTo(KernelRule.READ_MODEL_UNAVAILABLE.code());
        assertThat(refusal.kind()).isEqualTo(Rule.Kind.UNAVAILABLE);
    }

    @Test
    void carriesARefusalOverTheBus() {
        assertThat(refusal(ask(new FindNothing(), Map.of())).code()).isEqualTo(KernelRule.NOT_FOUND.code());
    }
}
