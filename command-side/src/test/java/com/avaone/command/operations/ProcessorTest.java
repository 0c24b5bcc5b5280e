package com.avaone.command.operations;

import static com.avaone.command.kernel.Refusals.refusedBy;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.operations.OperationsCommand.DiscardParked;
import com.avaone.api.operations.OperationsCommand.OperateProcessor;
import com.avaone.api.operations.OperationsCommand.RetryParked;
import com.avaone.api.operations.OperationsEvent.ParkedDiscarded;
import com.avaone.api.operations.OperationsEvent.ParkedRetried;
import com.avaone.api.operations.OperationsEvent.ProcessorOperated;
import com.avaone.api.operations.ProcessorOperation;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessorTest {

    private final AggregateTestFixture<Processor> processor = new AggregateTestFixture<>(Processor.class);

    @ParameterizedTest
    @EnumSource
    void isOperatedForTheFirstTime(ProcessorOperation operation) {
        processor
                .givenNoPriorActivity()
                .when(new OperateProcessor("license", operation))
                .expectEvents(new ProcessorOperated("license", operation));
    }

    @Test
    void isOperatedAgain() {
        processor
                .given(new ProcessorOperated("license", ProcessorOperation.PAUSE))
                .when(new OperateProcessor("license", ProcessorOperation.RESUME))
                .expectEvents(new ProcessorOperated("license", ProcessorOperation.RESUME));
    }

    @Test
    void retriesWhatIsParked() {
        processor
                .givenNoPriorActivity()
                .when(new RetryParked("license", "lic_1"))
                .expectEvents(new ParkedRetried("license", "lic_1"));
        processor
                .givenNoPriorActivity()
                .when(new RetryParked("license", null))
                .expectEvents(new ParkedRetried("license", null));
    }

    @Test
    void discardsAParkedEvent() {
        processor
                .givenNoPriorActivity()
                .when(new DiscardParked("license", "event-1"))
                .expectEvents(new ParkedDiscarded("license", "event-1"));
    }

    @Test
    void isNotOperatedByWhoSawAnOlderVersion() {
        processor
                .given(
                        new ProcessorOperated("license", ProcessorOperation.PAUSE),
                        new ProcessorOperated("license", ProcessorOperation.RESUME))
                .when(
                        new OperateProcessor("license", ProcessorOperation.REBUILD),
                        Map.of(MetadataKey.EXPECTED_VERSION, "0"))
                .expectException(refusedBy(KernelRule.STALE_VERSION))
                .expectNoEvents();
    }
}
