package com.avaone.benchmarks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** A program that is sent events: refuses a part of them at random, checks the signature, keeps what it took. It is killed now and then. */
final class WebhookReceiver {

    private WebhookReceiver() {}

    static void run() throws Exception {
        var directory = Path.of(Objects.requireNonNull(System.getProperty("directory")));
        var taken = new KeptLines(directory.resolve("webhook.taken"));
        var refused = new KeptLines(directory.resolve("webhook.refused"));
        var webhook = new Webhook(Objects.requireNonNull(System.getProperty("secret")));
        var failing = Integer.getInteger("failing", 30);
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("port")), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(take(exchange, webhook, failing, taken, refused), -1);
            }
        });
        server.start();
    }

    private static int take(HttpExchange exchange, Webhook webhook, int failing, KeptLines taken, KeptLines refused)
            throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var event = ConsumedEvent.ofJson(body);
        try {
            webhook.verify(body, exchange.getRequestHeaders());
        } catch (WebhookVerificationException failure) {
            refused.add("unsigned " + event.id());
            return 401;
        }
        if (!event.id().equals(exchange.getRequestHeaders().getFirst("webhook-id"))) {
            refused.add("misnamed " + event.id());
            return 400;
        }
        if (ThreadLocalRandom.current().nextInt(100) < failing) {
            refused.add(event.id());
            return 500;
        }
        taken.add(event.line());
        return 204;
    }
}
