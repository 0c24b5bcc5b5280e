package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rule;
import com.avaone.api.user.Authorization;
import com.avaone.command.kernel.memory.IdempotencyOutcomes;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands to the aggregates of this node and answers each with a {@link Receipt}, or with a {@link CommandExecutionException} whose
 * details say which rule refused it. On the way, in this order: tenant, the sender's permission, reason and time are checked, a command
 * sent before under the same idempotency key is answered again, and a decision that met another one is made anew.
 *
 * <p>A command is always a unit of work of its own, even when it is sent while another message is handled: its answer says that its events
 * are stored.
 */
final class AccountableCommandBus extends SimpleCommandBus {

    private static final Logger LOG = LoggerFactory.getLogger(AccountableCommandBus.class);

    private static final int ATTEMPTS = 3;

    /** What a handler answers is replaced by the receipt; of anything else Axon would make two messages with metadata of their own. */
    private static final CommandResultMessage<?> DECIDED =
            new GenericCommandResultMessage<>(new GenericMessage<>("decided", (Object) null, MetaData.emptyInstance()));

    private final List<CommandCheck> checks;
    private final CommandTarget targets = new CommandTarget();
    private final Log log;
    private final OneOutcome oneOutcome;

    AccountableCommandBus(
            Builder builder,
            EventStore events,
            IdempotencyOutcomes outcomes,
            Authorization authorization,
            Clock clock) {
        super(builder);
        checks = List.of(new TenantCheck(), new PermissionCheck(authorization), new ReasonCheck(), new DueCheck(clock));
        log = new Log(events);
        oneOutcome = new OneOutcome(outcomes, log);
        events.registerDispatchInterceptor(new AppendedVersions());
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        callback.onResult(command, answer(command, handler));
    }

    @SuppressWarnings("unchecked") // every command answers a receipt
    private <R> CommandResultMessage<R> answer(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        var outer = leaveUnitsOfWork();
        try {
            checks.forEach(check -> check.check(command));
            var aggregateId = targets.of(command).orElse("");
            return (CommandResultMessage<R>) GenericCommandResultMessage.asCommandResultMessage(
                    oneOutcome.of(command, aggregateId, () -> decide(command, handler, aggregateId)));
        } catch (RuntimeException failure) {
            return GenericCommandResultMessage.asCommandResultMessage(translate(command, failure));
        } finally {
            outer.forEach(CurrentUnitOfWork::set);
        }
    }

    /** Within another unit of work ours would only be nested: nothing would be stored before the outer one ends. */
    private static Iterable<UnitOfWork<?>> leaveUnitsOfWork() {
        var left = new ArrayDeque<UnitOfWork<?>>();
        while (CurrentUnitOfWork.isStarted()) {
            var unitOfWork = CurrentUnitOfWork.get();
            CurrentUnitOfWork.clear(unitOfWork);
            left.push(unitOfWork);
        }
        return left;
    }

    private Receipt decide(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler, String aggregateId) {
        for (var attempt = 1; ; attempt++) {
            var decision = new Decision(handler);
            super.<Object, Object>handle(untyped(command), decision, (_, result) -> decision.result = result);
            if (!decision.result.isExceptional()) {
                return log.receipt(decision.unitOfWork, aggregateId);
            }
            var failure = decision.result.exceptionResult();
            if (attempt == ATTEMPTS || !Refusals.isConflict(failure)) {
                throw failure instanceof RuntimeException unchecked
                        ? unchecked
                        : new CommandExecutionException("The command failed", failure);
            }
        }
    }

    /** One attempt: the handler, and what it left behind. */
    @SuppressWarnings(
            "NullAway.Init") // the bus fills the result before it returns, and calls the handler before it succeeds
    private static final class Decision implements MessageHandler<CommandMessage<?>> {

        private final MessageHandler<? super CommandMessage<?>> handler;
        private UnitOfWork<?> unitOfWork;
        private CommandResultMessage<?> result;

        Decision(MessageHandler<? super CommandMessage<?>> handler) {
            this.handler = handler;
        }

        @Override
        public @Nullable Object handle(CommandMessage<?> message) throws Exception {
            unitOfWork = CurrentUnitOfWork.get();
            handler.handle(message);
            return DECIDED;
        }
    }

    @SuppressWarnings("unchecked") // only the payload's type is lost
    private static CommandMessage<Object> untyped(CommandMessage<?> command) {
        return (CommandMessage<Object>) command;
    }

    private static Throwable translate(CommandMessage<?> command, RuntimeException failure) {
        var refusal = Refusals.of(failure);
        if (refusal.isEmpty()) {
            LOG.error("{} {} failed", command.getCommandName(), command.getIdentifier(), failure);
            return new CommandExecutionException("The command failed by a fault of the program", null);
        }
        if (refusal.get().kind() == Rule.Kind.UNAVAILABLE) {
            LOG.warn("{} {} was not taken: {}", command.getCommandName(), command.getIdentifier(), failure.toString());
        }
        return Refusals.answer(refusal.get(), failure);
    }
}
