package com.avaone.web.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Stands for the mail provider on this machine: it takes every mail that has a key, and delivers none. */
final class MailProvider {

    /** Where it listens, as long as the tests run. */
    static final String ADDRESS = start();

    private MailProvider() {}

    private static String start() {
        try {
            var api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            api.createContext("/emails", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    var isKnown = ("Bearer " + WholeSuite.MAIL_KEY)
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    var answer = (isKnown ? "{\"id\": \"taken\"}" : "{\"message\": \"Unknown key\"}").getBytes(UTF_8);
                    exchange.sendResponseHeaders(isKnown ? 200 : 401, answer.length);
                    exchange.getResponseBody().write(answer);
                }
            });
            api.start();
            return "http://127.0.0.1:" + api.getAddress().getPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
