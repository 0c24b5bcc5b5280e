package com.avaone.command.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;

/** Brings events to a handler as a processor does, each twice, because a processor may. */
public final class Twice {

    private final AnnotationEventHandlerAdapter handler;

    /** Delivers to {@code handler}. */
    public Twice(Object handler) {
        this.handler = new AnnotationEventHandlerAdapter(handler);
    }

    /** Delivers an event that happened at {@code at}. */
    public void deliver(Object event, Instant at) {
        assertThat(deliverIfHandled(event, at)).as("handles %s", event).isTrue();
    }

    /** As {@link #deliver}, where the handler may not care for the event; whether it does. */
    public boolean deliverIfHandled(Object event, Instant at) {
        var message = new GenericEventMessage<>("an event", event, Map.of(), at);
        if (!handler.canHandle(message)) {
            return false;
        }
        for (var i = 0; i < 2; i++) {
            try {
                handler.handle(message);
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
        return true;
    }
}
