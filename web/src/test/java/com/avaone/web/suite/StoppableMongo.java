package com.avaone.web.suite;

import com.avaone.projection.kernel.embedded.EmbeddedMongo;
import com.mongodb.ConnectionString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A MongoDB-protocol server that can be stopped and started again with its data, at one address. */
final class StoppableMongo implements AutoCloseable {

    private final Path file;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private @Nullable ServerSocket door;
    private @Nullable EmbeddedMongo server;

    private StoppableMongo(Path file, int port) {
        this.file = file;
        this.port = port;
    }

    static StoppableMongo start(Path file) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var mongo = new StoppableMongo(file, free.getLocalPort());
            free.close();
            mongo.start();
            return mongo;
        }
    }

    String address() {
        return "mongodb://127.0.0.1:" + port;
    }

    /** The server itself takes another port each time: behind this door it is always at the same. */
    void start() throws IOException {
        var started = EmbeddedMongo.open(file);
        server = started;
        var behind = new ConnectionString(started.connectionString()).getHosts().getFirst();
        var behindPort = Integer.parseInt(behind.substring(behind.indexOf(':') + 1));
        var listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        door = listening;
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var caller = listening.accept();
                    var answerer = new Socket(InetAddress.getLoopbackAddress(), behindPort);
                    pass(caller, answerer);
                    pass(answerer, caller);
                }
            } catch (IOException stopped) {
                // Nobody is let in any more.
            }
        });
    }

    private void pass(Socket from, Socket to) {
        open.add(from);
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException closed) {
                // By either side.
            } finally {
                open.remove(from);
            }
        });
    }

    /** Ends every connection and lets nobody in. */
    void stop() throws IOException {
        if (door != null) {
            door.close();
        }
        for (var socket : open) {
            socket.close();
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
