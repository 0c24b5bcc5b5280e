package com.avaone.command.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class YieldingThreadsTest {

    /** See proc_pid_stat(5); counted behind the name of the thread, which may have spaces. */
    private static final int NICE_BEHIND_NAME = 16;

    private static final Callable<Integer> NICE_OF_THIS_THREAD = () -> {
        var stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE_BEHIND_NAME]);
    };

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesTheProcessorToOthersButDoesNotChangeThem() throws Exception {
        var before = NICE_OF_THIS_THREAD.call();

        try (var threads = Executors.newSingleThreadExecutor(new YieldingThreads("computing-"))) {
            assertThat(threads.submit(NICE_OF_THIS_THREAD).get()).isEqualTo(YieldingThreads.NICE);
            assertThat(threads.submit(() -> Thread.currentThread().getName()).get())
                    .isEqualTo("computing-0");
        }
        assertThat(NICE_OF_THIS_THREAD.call()).isEqualTo(before);
    }
}
