package com.avaone.web.kernel;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.jspecify.annotations.Nullable;

/** Waits for a message's outcome and gives refusals their type back. */
final class Outcome {

    /** No command or query takes this long; a caller is told before its own patience ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Outcome() {}

    /**
     * The value, when it is there.
     *
     * @throws Rejected if a rule refused the message
     */
    static <T> T await(CompletableFuture<T> future, Supplier<RuntimeException> timedOut) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw timedOut.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw timedOut.get();
        }
    }

    /** The refusal behind {@code cause}, or what went wrong. */
    static RuntimeException failure(@Nullable Throwable cause) {
        for (var problem = cause; problem != null; problem = problem.getCause()) {
            if (problem instanceof HandlerExecutionException execution
                    && execution.<Object>getDetails().orElse(null) instanceof Rejection rejection) {
                return new Rejected(rejection);
            }
            if (problem instanceof NoHandlerForCommandException
                    || problem instanceof NoHandlerForQueryException
                    || problem instanceof AxonServerQueryDispatchException
                    || problem instanceof AxonServerException) {
                // While Axon Server is away and right after a reconnect to it, or while a node with another role is
                // away.
                return new RequestRefused(
                        HttpRule.UNAVAILABLE, "Nobody answers this just now. Try again.", Duration.ofSeconds(2));
            }
            if (problem instanceof Rejected rejected) {
                return rejected;
            }
        }
        return cause instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(cause);
    }
}
