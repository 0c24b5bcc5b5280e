package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandMessage;

/**
 * A command that says when it is due is not decided before, by the clock of the node that decides. The clock of the node that sent it may
 * be ahead, and an aggregate that is asked too early would change nothing, as if all were done.
 */
final class DueCheck implements CommandCheck {

    private final Clock clock;

    DueCheck(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void check(CommandMessage<?> command) {
        var due = command.getMetaData().get(MetadataKey.NOT_BEFORE);
        if (due != null && clock.instant().isBefore(Instant.parse(due.toString()))) {
            throw new Rejected(KernelRule.NOT_DUE, "This is due at %s, not before.".formatted(due));
        }
    }
}
