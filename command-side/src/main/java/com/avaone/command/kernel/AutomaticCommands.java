package com.avaone.command.kernel;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.avaone.api.kernel.TenantCommand;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** How automations (process managers and deadlines) send commands: in their own name, with their reason, for the organization concerned. */
@Component
@CommandRole
public class AutomaticCommands {

    private final CommandGateway commands;

    /** Sends by {@code commands}. */
    public AutomaticCommands(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Sends a command and waits for its answer. Within an event handler the command also carries what the event was caused by.
     *
     * @param automation who acts, for example {@code when-organization-registered-then-issue-license}
     * @param reason why, as a sentence for the history
     * @throws CommandExecutionException if it was refused; its details are a {@link Rejection}
     */
    public Receipt send(String automation, String reason, TenantCommand command) {
        return send(automation, reason, command, MetaData.emptyInstance());
    }

    /**
     * As above, for a command that is due at an instant: it is refused as {@link com.avaone.api.kernel.KernelRule#NOT_DUE} while the clock
     * of the node that decides it has not come so far.
     */
    public Receipt sendDue(String automation, String reason, TenantCommand command, Instant due) {
        return send(automation, reason, command, MetaData.with(MetadataKey.NOT_BEFORE, due.toString()));
    }

    private Receipt send(String automation, String reason, TenantCommand command, MetaData more) {
        return commands.sendAndWait(new GenericCommandMessage<>(
                command,
                more.mergedWith(Map.of(
                        MetadataKey.ACTOR_KIND,
                        ActorKind.AUTOMATION.name(),
                        MetadataKey.ACTOR_ID,
                        automation,
                        MetadataKey.REASON,
                        reason,
                        MetadataKey.TENANT,
                        command.organizationId().value()))));
    }

    /**
     * Sends a command that may have been carried out before, because events and deadlines can come twice: a refusal by one of the rules
     * {@code alreadySo} is as good as success.
     *
     * @throws CommandExecutionException if another rule refused it
     */
    public void ensure(String automation, String reason, TenantCommand command, Rule... alreadySo) {
        try {
            send(automation, reason, command);
        } catch (CommandExecutionException refused) {
            var code = refused.<Rejection>getDetails().map(Rejection::code).orElse("");
            if (Arrays.stream(alreadySo).noneMatch(rule -> rule.code().equals(code))) {
                throw refused;
            }
        }
    }
}
