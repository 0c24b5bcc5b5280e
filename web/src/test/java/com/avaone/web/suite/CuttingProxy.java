package com.avaone.web.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** A network in which connections break: what comes back through it ends after so many bytes as a test says. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final IntUnaryOperator bytes;
    private final AtomicInteger connections = new AtomicInteger();

    /** @param bytes after how many of a connection, which are counted from 0, it is cut; never where negative */
    CuttingProxy(int target, IntUnaryOperator bytes) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.bytes = bytes;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many there were. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void join(Socket near) {
        var left = bytes.applyAsInt(connections.getAndIncrement());
        try (near;
                var far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var up = Thread.ofVirtual().start(() -> copy(near, far));
            copy(far.getInputStream(), near.getOutputStream(), left);
            up.interrupt();
        } catch (IOException _) {
            // Cut, as it is meant.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream(), -1);
        } catch (IOException _) {
            // The other direction was cut.
        }
    }

    private static void copy(InputStream from, OutputStream to, int most) throws IOException {
        var buffer = new byte[4096];
        var left = most;
        while (left != 0) {
            var read = from.read(buffer, 0, left < 0 ? buffer.length : Math.min(left, buffer.length));
            if (read < 0) {
                return;
            }
            to.write(buffer, 0, read);
            to.flush();
            left -= left < 0 ? 0 : read;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
