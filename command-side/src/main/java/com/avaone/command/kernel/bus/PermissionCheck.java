package com.avaone.command.kernel.bus;

import com.avaone.api.user.Authorization;
import org.axonframework.commandhandling.CommandMessage;

/** A command is decided only for who may ask for it at this moment. */
final class PermissionCheck implements CommandCheck {

    private final Authorization authorization;

    PermissionCheck(Authorization authorization) {
        this.authorization = authorization;
    }

    @Override
    public void check(CommandMessage<?> command) {
        authorization.check(command.getPayload(), command.getMetaData());
    }
}
