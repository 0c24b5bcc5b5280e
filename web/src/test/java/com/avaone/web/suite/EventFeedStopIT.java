package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.AvaoneSuite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.test.util.ReflectionTestUtils;

/** The suite is stopped while others follow its events. */
class EventFeedStopIT {

    @Test
    void doesNotWaitForWhoeverFollows() throws Exception {
        var suite = new SpringApplicationBuilder(AvaoneSuite.class)
                .initializers(new FreshData())
                .properties("AVAONE_ADMIN_EMAIL=" + WholeSuite.EMAIL, "AVAONE_ADMIN_PASSWORD=" + WholeSuite.PASSWORD)
                .run("--server.port=0");
        var port = Integer.parseInt(String.valueOf(suite.getEnvironment().getProperty("local.server.port")));
        var token = new Caller(port)
                .post(
                        "/api/admin/login",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}"
                                .formatted(WholeSuite.EMAIL, WholeSuite.PASSWORD))
                .json()
                .path("token")
                .asString();
        var readers = IntStream.range(0, 5)
                .mapToObj(_ -> new EventStreamReader(port, token, "", null))
                .toList();
        await().until(() -> readers.stream().noneMatch(reader -> reader.ids().isEmpty()));
        var end = position(port, token);
        var waiting = CompletableFuture.supplyAsync(() ->
                new Caller(port).with("Authorization", "Bearer " + token).get("/api/events?wait=30&since=" + end));
        var sockets = List.of(idle(port, token), idle(port, token));
        await().until(() -> Integer.valueOf(5 + 1 + 2)
                .equals(ReflectionTestUtils.<Integer>invokeMethod(suite.getBean("eventStreams"), "size")));

        var begin = System.nanoTime();
        suite.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        await().until(() -> readers.stream().allMatch(EventStreamReader::hasEnded));
        assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        readers.forEach(EventStreamReader::close);
        for (var socket : sockets) {
            socket.close();
        }
    }

    private static String position(int port, String token) {
        return new Caller(port)
                .with("Authorization", "Bearer " + token)
                .get("/api/events?limit=1000")
                .json()
                .path("head")
                .asString();
    }

    private static Socket idle(int port, String token) throws Exception {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("GET /api/events HTTP/1.1\r\nHost: localhost:%d\r\nAccept: text/event-stream\r\n"
                                + "Authorization: Bearer %s\r\n\r\n")
                        .formatted(port, token)
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
