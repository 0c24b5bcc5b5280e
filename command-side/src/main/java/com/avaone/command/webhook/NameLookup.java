package com.avaone.command.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up on threads of its own, and not for long: a lookup cannot be ended, and would hold the few threads that carry the virtual
 * ones for as long as somebody's name server is silent.
 */
final class NameLookup implements Dns {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 128;

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("webhook-names-", 0).daemon().factory());

    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        try {
            var lookup = threads.submit(() -> List.of(InetAddress.getAllByName(name)));
            return lookup.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException _) {
            throw new UnknownHostException(name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(name);
        }
    }
}
