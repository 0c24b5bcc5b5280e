package com.avaone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

class CarriersTest {

    private static final Duration SOON = Duration.ofMillis(100);

    /** Public, because a class of another loader asks for it. */
    public static final class Gate {

        public static final AtomicInteger WAITING = new AtomicInteger();
        public static final CountDownLatch OPEN = new CountDownLatch(1);

        private Gate() {}
    }

    /** Who waits while a class is initialized keeps its carrier. */
    static final class Waiting {

        static {
            Gate.WAITING.incrementAndGet();
            try {
                Gate.OPEN.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        private Waiting() {}
    }

    /** Loads {@link Waiting} once more. */
    private static final class Again extends ClassLoader {

        Again() {
            super(CarriersTest.class.getClassLoader());
        }

        void initialize() {
            var name = Waiting.class.getName();
            try (var stream =
                    Objects.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"))) {
                var bytes = stream.readAllBytes();
                Class.forName(defineClass(name, bytes, 0, bytes.length).getName(), true, this);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (ClassNotFoundException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Test
    void letsAVirtualThreadGoOnForWhichNoCarrierIsLeft() throws Exception {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        var usual = scheduler.getParallelism();
        for (var carrier = 0; carrier < usual; carrier++) {
            Thread.ofVirtual().start(new Again()::initialize);
        }
        await().until(() -> Gate.WAITING.get() == usual);
        var watch = new Carriers(scheduler, SOON, SOON).start();
        try {
            Thread.ofVirtual().start(Gate.OPEN::countDown);

            assertThat(Gate.OPEN.await(20, TimeUnit.SECONDS)).isTrue();
            await("as many as before").until(() -> scheduler.getParallelism() == usual);
        } finally {
            Gate.OPEN.countDown();
            watch.interrupt();
        }
    }
}
