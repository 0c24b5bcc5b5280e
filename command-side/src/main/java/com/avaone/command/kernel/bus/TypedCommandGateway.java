package com.avaone.command.kernel.bus;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.NoOpCallback;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;

/**
 * Sends commands. What can go wrong on the way (no node handles the command, the connection is lost) is answered as a refusal too, so
 * that a sender finds a {@link com.avaone.api.kernel.Rejection} in the details of every failure that is not a fault of the program.
 */
final class TypedCommandGateway extends DefaultCommandGateway {

    TypedCommandGateway(CommandBus commands) {
        // Refusals are answers; logging each as a warning would only help whoever wants to fill the disk.
        super(DefaultCommandGateway.builder().commandBus(commands).commandCallback(NoOpCallback.INSTANCE));
    }

    @Override
    public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
        super.<C, R>send(command, (message, result) -> callback.onResult(message, typed(result)));
    }

    private static <R> CommandResultMessage<? extends R> typed(CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            return result;
        }
        var failure = result.exceptionResult();
        return Refusals.of(failure)
                .<CommandResultMessage<? extends R>>map(refusal ->
                        GenericCommandResultMessage.asCommandResultMessage(Refusals.answer(refusal, failure)))
                .orElse(result);
    }
}
