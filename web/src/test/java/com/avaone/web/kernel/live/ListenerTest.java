package com.avaone.web.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.web.kernel.SignedInUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final SignedInUser USER = new SignedInUser(
            UserId.random(),
            OrganizationId.OPERATOR,
            new EmailAddress("a@b.example"),
            "A",
            Role.SYSTEM_ADMIN,
            SessionId.random());

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final Listener listener = new Listener(USER, Set.of("organizations", "operations"));

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void isToldOnlyTheLatestOfWhatCameAtOnce() throws InterruptedException {
        for (long position = 1; position <= 1_000; position++) {
            listener.tell("organizations", position);
        }
        listener.tell("organizations", 500);
        var writer = writing();
        await().untilAsserted(() -> assertThat(written()).contains("id: 1000\ndata: {\"position\":1000}\n\n"));
        listener.close();
        writer.join();
        assertThat(written().lines().filter(line -> line.startsWith("event:"))).containsExactly("event: organizations");
    }

    @Test
    void isNotToldOfTopicsThatItDoesNotFollow() throws InterruptedException {
        listener.tell("organization-" + OrganizationId.random(), 7);
        listener.tell("operations", 8);
        var writer = writing();
        await().untilAsserted(() -> assertThat(written()).contains("event: operations\nid: 8\n"));
        listener.close();
        writer.join();
        assertThat(written()).doesNotContain("id: 7");
    }

    @Test
    void isToldOfEveryTopicAfterAGap() throws InterruptedException {
        listener.tellAll(9);
        var writer = writing();
        await().untilAsserted(() ->
                assertThat(written()).contains("event: operations\nid: 9\n", "event: organizations\nid: 9\n"));
        listener.close();
        writer.join();
    }

    @Test
    void endsWhenItsTimeIsOver() throws IOException, InterruptedException {
        listener.write(stream, Duration.ZERO, _ -> true);
        assertThat(written()).isEqualTo("retry: 2000\n\n");
    }

    @Test
    void endsWhenItMayNotGoOn() throws IOException, InterruptedException {
        listener.write(stream, Duration.ofHours(1), _ -> false);
        assertThat(written()).isEqualTo("retry: 2000\n\n");
    }

    @Test
    void looksAtOnceWhetherItMayGoOnAfterWhatMayHaveEndedTheSession() throws InterruptedException {
        var looks = new CopyOnWriteArrayList<Long>();
        var writer = writing(position -> {
            looks.add(position);
            return position != 11;
        });
        listener.tell("operations", 8);
        await().until(() -> written().contains("id: 8\n"));

        listener.concern(10);
        await().until(() -> looks.contains(10L));
        listener.concern(11);
        assertThat(writer.join(Duration.ofSeconds(5))).isTrue();

        listener.tell("operations", 12);
        assertThat(written()).doesNotContain("id: 12", "id: 10", "id: 11");
    }

    @Test
    void followsKnownTopicsOnly() {
        var one = "organization-" + OrganizationId.random();
        assertThat(Topics.parse("organizations, operations," + one))
                .containsExactlyInAnyOrder("organizations", "operations", one);
        for (var wrong : new String[] {"", ",", "everything", "organization-", "organization-../x"}) {
            assertThatThrownBy(() -> Topics.parse(wrong)).isInstanceOf(InvalidValue.class);
        }
    }

    private Thread writing() {
        return writing(_ -> true);
    }

    private Thread writing(LongPredicate goOn) {
        return Thread.ofVirtual().start(() -> {
            try {
                listener.write(stream, Duration.ofHours(1), goOn);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private String written() {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
