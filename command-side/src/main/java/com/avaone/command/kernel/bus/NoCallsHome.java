package com.avaone.command.kernel.bus;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/** Keeps Axon's update check out, which reports to its makers over the network and writes into the user's home folder. */
final class NoCallsHome implements AutoConfigurationImportFilter {

    private static final Set<String> UNWANTED =
            Set.of("org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration");

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        var wanted = new boolean[candidates.length];
        for (var i = 0; i < candidates.length; i++) {
            var candidate = candidates[i];
            wanted[i] = candidate == null || !UNWANTED.contains(candidate);
        }
        return wanted;
    }
}
