package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.memory.IdempotencyOutcomes;
import com.avaone.command.kernel.memory.IdempotencyOutcomes.Claim;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a command with an idempotency key one outcome, however often it is sent. */
final class OneOutcome {

    private static final Logger LOG = LoggerFactory.getLogger(OneOutcome.class);

    private final IdempotencyOutcomes outcomes;
    private final Log log;

    OneOutcome(IdempotencyOutcomes outcomes, Log log) {
        this.outcomes = outcomes;
        this.log = log;
    }

    /**
     * The outcome of {@code decision}, or that of the same command before.
     *
     * @throws Rejected as {@link KernelRule#IDEMPOTENCY_KEY_REUSED} or {@link KernelRule#IDEMPOTENCY_KEY_IN_USE}
     */
    Receipt of(CommandMessage<?> command, String aggregateId, Supplier<Receipt> decision) {
        if (!(command.getMetaData().get(MetadataKey.IDEMPOTENCY_KEY) instanceof String key)) {
            return decision.get();
        }
        var digest = String.valueOf(command.getMetaData().getOrDefault(MetadataKey.REQUEST_DIGEST, ""));
        while (true) {
            switch (outcomes.claim(key, digest, aggregateId)) {
                case Claim.Claimed _ -> {
                    return decide(key, aggregateId, decision);
                }
                case Claim.Done(var receipt) -> {
                    return receipt;
                }
                case Claim.InProgress _ ->
                    throw new Rejected(
                            KernelRule.IDEMPOTENCY_KEY_IN_USE, "The same request is being worked on at this moment.");
                case Claim.OtherRequest _ ->
                    throw new Rejected(
                            KernelRule.IDEMPOTENCY_KEY_REUSED, "Another request was sent under this key before.");
                case Claim.Orphaned(var lostId) -> {
                    var found = log.find(lostId, key);
                    if (found.isPresent()) {
                        outcomes.complete(key, found.get());
                        return found.get();
                    }
                    outcomes.abandon(key);
                }
            }
        }
    }

    private Receipt decide(String key, String aggregateId, Supplier<Receipt> decision) {
        Receipt receipt;
        try {
            receipt = decision.get();
        } catch (RuntimeException failure) {
            return settle(key, aggregateId, failure);
        }
        try {
            outcomes.complete(key, receipt);
        } catch (RuntimeException failure) {
            // The events are stored: the command was accepted. The claim is settled from the stream if the request
            // comes again.
            LOG.warn("The outcome of a command on {} could not be remembered", aggregateId, failure);
        }
        return receipt;
    }

    /** After a failure the event store has the last word: its answer may have got lost on the way. */
    private Receipt settle(String key, String aggregateId, RuntimeException failure) {
        try {
            if (!Refusals.isByRule(failure)) {
                var found = log.find(aggregateId, key);
                if (found.isPresent()) {
                    outcomes.complete(key, found.get());
                    return found.get();
                }
            }
            outcomes.abandon(key);
        } catch (RuntimeException unsettled) {
            // Left claimed, so that nobody does it twice; after a while it counts as orphaned.
            failure.addSuppressed(unsettled);
        }
        throw failure;
    }
}
