package com.avaone.command.kernel;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.TenantCommand;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** How automations (process managers and deadlines) send commands: in their own name, with their reason, for the organization concerned. */
@Component
@CommandRole
public class AutomaticCommands {

    private final CommandGateway commands;

    AutomaticCommands(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Sends a command and waits for its answer. Within an event handler the command also carries what the event was caused by.
     *
     * @param automation who acts, for example {@code when-organization-registered-then-issue-license}
     * @param reason why, as a sentence for the history
     * @throws org.axonframework.commandhandling.CommandExecutionException if it was refused; its details are a {@link
     *     com.avaone.api.kernel.Rejection}
     */
    public Receipt send(String automation, String reason, TenantCommand command) {
        return commands.sendAndWait(new GenericCommandMessage<>(
                command,
                MetaData.from(Map.of(
                        MetadataKey.ACTOR_KIND,
                        ActorKind.AUTOMATION.name(),
                        MetadataKey.ACTOR_ID,
                        automation,
                        MetadataKey.REASON,
                        reason,
                        MetadataKey.TENANT,
                        command.organizationId().value()))));
    }
}
