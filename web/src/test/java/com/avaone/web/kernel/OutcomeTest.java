package com.avaone.web.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import io.axoniq.axonserver.grpc.ErrorMessage;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {

    static Stream<Exception> outages() {
        return Stream.of(
                new NoHandlerForCommandException("after a reconnect"),
                new NoHandlerForQueryException("after a reconnect"),
                axonServer(ErrorCode.QUERY_DISPATCH_ERROR),
                axonServer(ErrorCode.CONNECTION_FAILED));
    }

    private static Exception axonServer(ErrorCode code) {
        return code.convert(ErrorMessage.newBuilder()
                .setErrorCode(code.errorCode())
                .setMessage("UNAVAILABLE")
                .build());
    }

    @ParameterizedTest
    @MethodSource("outages")
    void asksToComeAgainWhereNobodyAnswers(Exception outage) {
        assertThat(Outcome.failure(new CompletionException(outage)))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(HttpRule.UNAVAILABLE);
                    assertThat(refused.retryAfter()).isNotNull();
                });
    }

    @Test
    void givesARefusalFromAnotherNodeItsTypeBack() {
        var rejection = new Rejected(KernelRule.NOT_FOUND, "There is none.").rejection();

        assertThat(Outcome.failure(new QueryExecutionException("from another node", null, rejection)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection()).isEqualTo(rejection));
    }

    @Test
    void leavesAFaultOfTheProgramAsItIs() {
        var fault = new IllegalStateException("a bug");

        assertThat(Outcome.failure(fault)).isSameAs(fault);
    }
}
