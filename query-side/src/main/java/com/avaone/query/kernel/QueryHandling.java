package com.avaone.query.kernel;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Authorization;
import com.avaone.projection.kernel.Outage;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

/**
 * Around every query handler: refuses whoever may not ask, waits until what it reads has come to the position that the query asks for, and
 * turns a refusal, or a database that does not answer, into the answer that travels over the bus.
 */
final class QueryHandling implements HandlerEnhancerDefinition {

    private final Supplier<Authorization> authorization;
    private final Positions progress;
    private final Duration patience;

    QueryHandling(Supplier<Authorization> authorization, Positions progress, Duration patience) {
        this.authorization = authorization;
        this.progress = progress;
        this.patience = patience;
    }

    /** Where the processors are. */
    interface Positions {

        /** Waits until all these processors have come to {@code position}; false if one has not in time. */
        boolean await(List<String> processors, long position, Duration timeout) throws InterruptedException;

        /** How many events the slowest is behind {@code position}. */
        long lag(List<String> processors, long position);
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(QueryMessage.class)
                ? new Allowed<>(original, readsFrom(original))
                : original;
    }

    private static List<String> readsFrom(MessageHandlingMember<?> handler) {
        return handler.unwrap(Method.class)
                .map(method -> {
                    var ofMethod = method.getAnnotation(ReadsFrom.class);
                    return ofMethod != null
                            ? ofMethod
                            : method.getDeclaringClass().getAnnotation(ReadsFrom.class);
                })
                .map(annotation -> List.of(annotation.value()))
                .orElse(List.of());
    }

    private final class Allowed<T> extends WrappedMessageHandlingMember<T> {

        private final List<String> processors;

        Allowed(MessageHandlingMember<T> handler, List<String> processors) {
            super(handler);
            this.processors = processors;
        }

        @Override
        public @Nullable Object handle(Message<?> query, @Nullable T target) throws Exception {
            try {
                // Before waiting: who may not ask does not learn how far the read models are.
                authorization.get().check(query.getPayload(), query.getMetaData());
                awaitPosition(query);
                return super.handle(query, target);
            } catch (Rejected refusal) {
                throw answer(refusal);
            } catch (Exception e) {
                if (Outage.isOfEventStore(e)) {
                    throw answer(new Rejected(
                            KernelRule.STORE_UNAVAILABLE,
                            "The event store does not answer now. Try again in a few seconds."));
                }
                if (Outage.isBehind(e)) {
                    throw answer(new Rejected(
                            KernelRule.READ_MODEL_UNAVAILABLE,
                            "The database of this view does not answer now. Try again in a few seconds."));
                }
                throw e;
            }
        }

        private void awaitPosition(Message<?> query) {
            var wanted = query.getMetaData().get(MetadataKey.MIN_POSITION);
            if (wanted == null || processors.isEmpty()) {
                return;
            }
            var position = Long.parseLong(wanted.toString());
            if (!reached(position)) {
                throw new Rejected(
                        KernelRule.READ_MODEL_BEHIND,
                        "The view has not come to position %d within %d ms.".formatted(position, patience.toMillis()),
                        null,
                        Map.of(
                                "minPosition", Long.toString(position),
                                "lag", Long.toString(progress.lag(processors, position))));
            }
        }

        private boolean reached(long position) {
            try {
                return progress.await(processors, position, patience);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private static QueryExecutionException answer(Rejected refusal) {
        return new QueryExecutionException(refusal.getMessage(), null, refusal.rejection());
    }
}
