package com.avaone.command.kernel;

import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;

/** Registers an organization as part of the command at hand: both are stored, or neither is. A command handler asks for it as a parameter. */
public interface Registration {

    /**
     * Registers the organization as if it had been asked for itself; its license follows.
     *
     * @throws com.avaone.api.kernel.Rejected by the rules of organizations, for example when the slug is taken
     */
    void register(RegisterOrganization command);
}
