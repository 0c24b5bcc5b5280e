package com.avaone.web.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.settings.DefaultSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTest {

    private static final SignedInUser USER = new SignedInUser(
            UserId.random(),
            OrganizationId.OPERATOR,
            new EmailAddress("a@b.example"),
            "A",
            Role.SYSTEM_ADMIN,
            SessionId.random());

    private final AtomicLong parked = new AtomicLong(2);
    private final Queries queries = mock();
    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Live live = new Live(log, queries, _ -> {}, DefaultSettings.with(Map.of()));

    @AfterEach
    void stop() {
        live.stop();
        log.shutDown();
    }

    @Test
    void tellsAPageThatWasMadeBeforeTheProcessorsChangedAndJoinsAfterwards() {
        when(queries.askAsSuite(any(), any(), eq(ProcessorsView.class))).thenAnswer(_ -> processors());
        live.start();
        var colleague = join();
        await("the first look").untilAsserted(() -> assertThat(told(colleague)).isEqualTo(1));
        parked.set(0);
        await("the second").untilAsserted(() -> assertThat(told(colleague)).isEqualTo(2));

        var page = join();

        await().untilAsserted(() -> assertThat(told(page)).isEqualTo(1));
    }

    @Test
    void tellsEveryPageThatAnEventIsParkedNoMore() {
        when(queries.askAsSuite(any(), any(), eq(ProcessorsView.class))).thenAnswer(_ -> processors());
        live.start();
        var topic = "organization-" + OrganizationId.random();
        var page = join(topic);
        await("the first look")
                .untilAsserted(() -> assertThat(told(topic, page)).isEqualTo(1));

        parked.set(0);

        await().untilAsserted(() -> assertThat(told(topic, page)).isEqualTo(2));
        var madeBefore = join(topic);
        await("was made before")
                .untilAsserted(() -> assertThat(told(topic, madeBefore)).isEqualTo(1));
    }

    @Test
    void endsTheOldestPageOfWhoeverOpensTooManyAndOfNobodyElse() throws Exception {
        var another = new SignedInUser(
                UserId.random(), OrganizationId.OPERATOR, USER.email(), "B", Role.SYSTEM_ADMIN, SessionId.random());
        live.join(new Listener(another, Set.of(Topics.OPERATIONS)), 7);
        var oldest = new Listener(USER, Set.of(Topics.OPERATIONS));
        live.join(oldest, 7);
        for (var page = 0; page < 20; page++) {
            live.join(new Listener(USER, Set.of(Topics.OPERATIONS)), 7);
        }

        assertThat(live.size()).isEqualTo(21);
        var stream = new ByteArrayOutputStream();
        oldest.write(stream, Duration.ofHours(1), _ -> true);
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo("retry: 2000\n\n");
    }

    private ProcessorsView processors() {
        return new ProcessorsView(
                7,
                List.of(new ProcessorView(
                        "organization",
                        ProcessorsView.State.RUNNING,
                        false,
                        7,
                        0,
                        null,
                        parked.get(),
                        false,
                        null,
                        null)));
    }

    private ByteArrayOutputStream join() {
        return join(Topics.OPERATIONS);
    }

    private ByteArrayOutputStream join(String topic) {
        var listener = new Listener(USER, Set.of(topic));
        live.join(listener, 7);
        var stream = new ByteArrayOutputStream();
        Thread.ofVirtual().start(() -> {
            try {
                listener.write(stream, Duration.ofHours(1), _ -> live.isOpen());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        return stream;
    }

    private static long told(ByteArrayOutputStream stream) {
        return told(Topics.OPERATIONS, stream);
    }

    private static long told(String topic, ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(("event: " + topic)::equals)
                .count();
    }
}
