package com.avaone.command.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes platform threads for long computations, which leave a core to everybody else who has something to do. Java's own priorities do nothing
 * on Linux unless the virtual machine is started with a switch, so the system is asked for a nice value itself, which Linux keeps for each
 * thread. On other systems the threads are as any.
 */
public final class YieldingThreads implements ThreadFactory {

    /** A tenth of the weight of others: they go first at once, but cannot keep these threads from going on. */
    static final int NICE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(YieldingThreads.class);

    // As sys/resource.h of Linux has it; of process 0, which stands for the thread that calls.
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

    private final ThreadFactory threads;

    /** @param name of the threads, which a number follows */
    public YieldingThreads(String name) {
        threads = Thread.ofPlatform().name(name, 0).daemon(true).factory();
    }

    @Override
    public Thread newThread(Runnable work) {
        return threads.newThread(() -> {
            yieldToOthers();
            work.run();
        });
    }

    private static void yieldToOthers() {
        SET_PRIORITY.ifPresent(setPriority -> {
            try {
                var _ = (int) setPriority.invokeExact(PRIO_PROCESS, THIS_THREAD, NICE);
            } catch (Throwable failure) {
                LOG.debug("The thread keeps its priority", failure);
            }
        });
    }

    @SuppressWarnings("restricted") // the signature is the one of POSIX
    private static Optional<MethodHandle> setPriority() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        var linker = Linker.nativeLinker();
        var type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        return linker.defaultLookup().find("setpriority").map(address -> linker.downcallHandle(address, type));
    }
}
