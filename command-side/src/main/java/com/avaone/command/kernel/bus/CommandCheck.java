package com.avaone.command.kernel.bus;

import org.axonframework.commandhandling.CommandMessage;

/** Refuses a command before anything is loaded or remembered for it. */
@FunctionalInterface
interface CommandCheck {

    /**
     * Returns if the command may go on.
     *
     * @throws com.avaone.api.kernel.Rejected if it may not
     */
    void check(CommandMessage<?> command);
}
