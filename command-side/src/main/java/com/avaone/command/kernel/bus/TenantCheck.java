package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantCommand;
import org.axonframework.commandhandling.CommandMessage;

/** A command on an organization's data must have been sent for that very organization. */
final class TenantCheck implements CommandCheck {

    @Override
    public void check(CommandMessage<?> command) {
        if (!(command.getPayload() instanceof TenantCommand tenantCommand)) {
            return;
        }
        var tenant = command.getMetaData().get(MetadataKey.TENANT);
        if (tenant == null) {
            throw new Rejected(KernelRule.TENANT_MISSING, "The command was sent for no organization.");
        }
        if (!tenant.equals(tenantCommand.organizationId().value())) {
            // Not "forbidden": who acts for another organization shall not learn what this one has.
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
        }
    }
}
