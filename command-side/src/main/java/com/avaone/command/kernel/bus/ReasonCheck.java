package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.Rejected;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;

/** A command that {@link NeedsReason} must come with one. */
final class ReasonCheck implements CommandCheck {

    @Override
    public void check(CommandMessage<?> command) {
        if (command.getPayloadType().isAnnotationPresent(NeedsReason.class)
                && !(command.getMetaData().get(MetadataKey.REASON) instanceof String reason && !reason.isBlank())) {
            throw new Rejected(KernelRule.REASON_MISSING, "Say in a sentence why this is done.", "reason", Map.of());
        }
    }
}
