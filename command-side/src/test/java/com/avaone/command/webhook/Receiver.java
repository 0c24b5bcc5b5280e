package com.avaone.command.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Somebody who registered a webhook: takes messages as it is told, and keeps what came. */
final class Receiver implements AutoCloseable {

    /** A message as it came, and the status that was answered. */
    record Message(String id, String body, Map<String, List<String>> headers, int status) {

        @Nullable
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Function<String, Integer> answers = _ -> 204;
    private volatile Map<String, String> answerHeaders = Map.of();
    private volatile String answerBody = "";
    private volatile @Nullable CountDownLatch silence;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:%d/hook".formatted(port()));
    }

    /** Answers each message by its identifier with a status. */
    void answer(Function<String, Integer> byId) {
        answers = byId;
    }

    void answer(int status) {
        answers = _ -> status;
    }

    void answerWith(Map<String, String> headers, String body) {
        answerHeaders = headers;
        answerBody = body;
    }

    /** Answers nothing until the latch is down. */
    void beSilentUntil(CountDownLatch latch) {
        silence = latch;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var id = exchange.getRequestHeaders().getFirst("webhook-id");
            var latch = silence;
            if (latch != null) {
                latch.await();
            }
            var status = answers.apply(id);
            messages.add(new Message(id, body, Map.copyOf(exchange.getRequestHeaders()), status));
            answerHeaders.forEach(exchange.getResponseHeaders()::set);
            var answer = answerBody.getBytes(UTF_8);
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(status, status == 204 || answer.length == 0 ? -1 : answer.length);
            if (status != 204 && answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything that came, in the order in which it was answered. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    List<String> ids() {
        return messages.stream().map(Message::id).toList();
    }

    /** Identifiers of what was taken. */
    List<String> taken() {
        return messages.stream()
                .filter(message -> message.status() / 100 == 2)
                .map(Message::id)
                .toList();
    }

    /** How many messages were here at the same moment, at most. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        var latch = silence;
        if (latch != null) {
            latch.countDown();
        }
        server.stop(0);
    }
}
