package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.DatabaseView;
import com.avaone.api.operations.OperationsCommand.DiscardParked;
import com.avaone.api.operations.OperationsCommand.OperateProcessor;
import com.avaone.api.operations.OperationsCommand.RetryParked;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.ProcessorOperation;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class OperationsApiTest {

    private static final String STATUS = "/api/admin/multi-database-status";
    private static final String PARKED = "/api/admin/parked-events";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt("organization", 1, Samples.POSITION));
        bus.answer(FindProcessors.class, _ -> Samples.PROCESSORS);
    }

    @Test
    void showsDatabasesAndProcessorsInOneAnswer() {
        bus.answer(
                FindDatabases.class,
                query -> new DatabasePage(
                        List.of(new DatabaseView(
                                "company_management",
                                DatabaseView.Kind.MAIN,
                                true,
                                400L,
                                4096L,
                                Samples.POSITION,
                                0,
                                0,
                                null,
                                null)),
                        query.cursor()));

        var answer = mvc.get().uri(STATUS + "?cursor=abc&limit=10").exchange();

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().extractingPath("$.items[0].kind").isEqualTo("main");
        assertThat(answer).bodyJson().extractingPath("$.next").isEqualTo("abc");
        assertThat(answer).bodyJson().extractingPath("$.head").isEqualTo(1207);
        assertThat(answer).bodyJson().extractingPath("$.processors[0].state").isEqualTo("running");
    }

    @ParameterizedTest
    @EnumSource
    void operatesAProcessorForAReason(ProcessorOperation operation) {
        var name = operation.name().toLowerCase(Locale.ROOT);

        assertThat(post(STATUS, """
                {"operation": "%s", "processor": "organization", "reason": "A field was added"}""".formatted(name))).hasStatus(200);
        assertThat(bus.command().payload()).isEqualTo(new OperateProcessor("organization", operation));
        assertThat(bus.command().metadata(MetadataKey.REASON)).isEqualTo("A field was added");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operation|{\"operation\": \"explode\", \"processor\": \"organization\", \"reason\": \"x\"}",
                "operation|{\"operation\": 3, \"processor\": \"organization\", \"reason\": \"x\"}",
                "operation|{\"operation\": {\"$ne\": null}, \"processor\": \"organization\", \"reason\": \"x\"}",
                "operation|{\"operation\": \"\", \"processor\": \"organization\", \"reason\": \"x\"}",
                "operation|{\"processor\": \"organization\", \"reason\": \"x\"}",
                "processor|{\"operation\": \"pause\", \"reason\": \"x\"}",
                "reason|{\"operation\": \"pause\", \"processor\": \"organization\"}",
                "force|{\"operation\": \"pause\", \"processor\": \"organization\", \"reason\": \"x\", \"force\": true}"
            })
    void refusesAFaultyFieldByItsName(String field, String body) {
        var answer = post(STATUS, body);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void asksNothingOfAProcessorThatIsNotThere() {
        for (var answer : List.of(
                post(STATUS, "{\"operation\": \"pause\", \"processor\": \"nobody\", \"reason\": \"x\"}"),
                post(PARKED + "/retry", "{\"processor\": \"nobody\", \"reason\": \"x\"}"),
                post(
                        PARKED + "/discard",
                        "{\"processor\": \"nobody\", \"parkedEventId\": \"p1\", \"reason\": \"x\"}"))) {
            assertThat(answer).hasStatus(404);
            assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("unknown-processor");
        }
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void rebuildsNoProcessorThatTouchesTheWorld() {
        var answer = post(STATUS, "{\"operation\": \"rebuild\", \"processor\": \"mail\", \"reason\": \"x\"}");

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("not-rebuildable");
        assertThat(post(STATUS, "{\"operation\": \"pause\", \"processor\": \"mail\", \"reason\": \"x\"}"))
                .hasStatus(200);
    }

    @Test
    void listsParkedEvents() {
        bus.answer(FindParkedEvents.class, _ -> new ParkedEventPage(List.of(), null));

        assertThat(mvc.get().uri(PARKED + "?processor=organization&sequence=org_1&limit=5"))
                .hasStatus(200);
        assertThat(bus.query(FindParkedEvents.class).payload())
                .isEqualTo(new FindParkedEvents("organization", "org_1", null, 5));
    }

    @Test
    void retriesAndDiscardsForAReason() {
        assertThat(post(PARKED + "/retry", "{\"processor\": \"organization\", \"reason\": \"Repaired\"}"))
                .hasStatus(200);
        assertThat(post(
                        PARKED + "/retry",
                        "{\"processor\": \"organization\", \"sequence\": \"org_1\", \"reason\": \"Repaired\"}"))
                .hasStatus(200);
        assertThat(post(
                        PARKED + "/discard",
                        "{\"processor\": \"organization\", \"parkedEventId\": \"p1\", \"reason\": \"Test data\"}"))
                .hasStatus(200);
        assertThat(bus.commands())
                .extracting(FakeBus.Sent::payload)
                .containsExactly(
                        new RetryParked("organization", null),
                        new RetryParked("organization", "org_1"),
                        new DiscardParked("organization", "p1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/retry|processor|{\"reason\": \"x\"}",
                "/retry|reason|{\"processor\": \"organization\"}",
                "/discard|parkedEventId|{\"processor\": \"organization\", \"reason\": \"x\"}",
                "/discard|parkedEventId|{\"processor\": \"organization\", \"parkedEventId\": {\"$ne\": null}, \"reason\": \"x\"}"
            })
    void neitherRetriesNorDiscardsWithoutBeingTold(String address, String field, String body) {
        var answer = post(PARKED + address, body);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    private MvcTestResult post(String address, String body) {
        return mvc.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
