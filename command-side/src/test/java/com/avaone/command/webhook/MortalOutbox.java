package com.avaone.command.webhook;

import com.avaone.command.kernel.memory.WebhookOutbox;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;

/** What a process has of the outbox until it is killed. */
final class MortalOutbox {

    private final WebhookOutbox outbox;
    private volatile boolean killed;

    MortalOutbox(WebhookOutbox real) {
        outbox = (WebhookOutbox) Proxy.newProxyInstance(
                WebhookOutbox.class.getClassLoader(), new Class<?>[] {WebhookOutbox.class}, (_, method, arguments) -> {
                    if (killed) {
                        throw new IllegalStateException("Killed");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException failure) {
                        throw Objects.requireNonNull(failure.getCause());
                    }
                });
    }

    WebhookOutbox outbox() {
        return outbox;
    }

    /** Nothing is stored from now on, nor released. */
    void kill() {
        killed = true;
    }
}
