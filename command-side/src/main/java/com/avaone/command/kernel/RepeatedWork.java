package com.avaone.command.kernel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Something that a thread of its own does again and again, from the application's start to its stop. */
public abstract class RepeatedWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);

    private final String name;
    private final Duration pause;
    private final Duration stopLimit;

    private volatile @Nullable ScheduledExecutorService timer;

    /**
     * @param name of the thread
     * @param pause between two times
     * @param stopLimit how long a stop waits for what is being done
     */
    protected RepeatedWork(String name, Duration pause, Duration stopLimit) {
        this.name = name;
        this.pause = pause;
        this.stopLimit = stopLimit;
    }

    /** Does it once. Throws nothing: it would be the last time. Ends early where it {@link #isRunning is not running} any more. */
    protected abstract void work();

    @Override
    public void start() {
        var working = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon(true).factory());
        timer = working;
        working.scheduleWithFixedDelay(this::work, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var working = timer;
        timer = null;
        if (working == null) {
            return;
        }
        working.shutdown();
        try {
            if (!working.awaitTermination(stopLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Something is still being sent by {}; it goes again after the next start", name);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
