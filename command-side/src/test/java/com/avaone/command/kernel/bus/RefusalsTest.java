package com.avaone.command.kernel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import com.mongodb.MongoTimeoutException;
import io.axoniq.axonserver.grpc.ErrorMessage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** A sender gets the same refusal whatever lies between it and the events. */
class RefusalsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(KernelRule.CONCURRENT_CHANGE, new ConcurrencyException("embedded")),
                Arguments.of(KernelRule.CONCURRENT_CHANGE, axonServer(ErrorCode.INVALID_EVENT_SEQUENCE)),
                Arguments.of(
                        KernelRule.CONCURRENT_CHANGE,
                        new CommandExecutionException("[AXONIQ-2000] Invalid sequence number 3", null)),
                Arguments.of(KernelRule.CONCURRENT_CHANGE, new DeadlockException("two aggregates at once")),
                Arguments.of(KernelRule.NOT_FOUND, new AggregateDeletedException("org_1")),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, new EventStoreException("embedded")),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, axonServer(ErrorCode.NO_EVENT_STORE_MASTER_AVAILABLE)),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, axonServer(ErrorCode.CONNECTION_FAILED)),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, axonServer(ErrorCode.COMMAND_DISPATCH_ERROR)),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, axonServer(ErrorCode.NO_HANDLER_FOR_COMMAND)),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, new NoHandlerForCommandException("after a reconnect")),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, new StatusRuntimeException(Status.UNAVAILABLE)),
                Arguments.of(
                        KernelRule.CONCURRENT_CHANGE,
                        new StatusRuntimeException(Status.OUT_OF_RANGE.withDescription("[AXONIQ-2000] Invalid"))),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, new MongoTimeoutException("no primary")),
                Arguments.of(KernelRule.STORE_UNAVAILABLE, new DataAccessResourceFailureException("no primary")));
    }

    private static Exception axonServer(ErrorCode code) {
        return code.convert(ErrorMessage.newBuilder()
                .setErrorCode(code.errorCode())
                .setMessage("from Axon Server")
                .build());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sayWhichRule(KernelRule rule, Exception failure) {
        assertThat(Refusals.of(failure)).map(Rejection::code).contains(rule.code());
        assertThat(Refusals.of(new IllegalStateException("wrapped", failure)))
                .map(Rejection::code)
                .contains(rule.code());
    }

    @Test
    void areThoseOfAnotherNode() {
        var rejection = new Rejected(KernelRule.VALUE_TAKEN, "No.").rejection();
        var remote = new CommandExecutionException("from another node", null, rejection);

        assertThat(Refusals.of(remote)).contains(rejection);
        assertThat(Refusals.answer(rejection, remote)).isSameAs(remote);
    }

    @Test
    void sayNothingAboutAFaultOfTheProgram() {
        assertThat(Refusals.of(new IllegalStateException("a bug"))).isEmpty();
    }

    @Test
    void askForAnotherAttemptOnlyAfterAConflict() {
        assertThat(Refusals.isConflict(axonServer(ErrorCode.INVALID_EVENT_SEQUENCE)))
                .isTrue();
        assertThat(Refusals.isConflict(new EventStoreException("down"))).isFalse();
    }
}
