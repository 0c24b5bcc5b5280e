package com.avaone.command.kernel.memory;

import com.avaone.api.kernel.Receipt;
import java.time.Duration;

/**
 * What commands with an idempotency key answered, so that the same request gets the same answer. Claim the key, run the command, then
 * {@link #complete complete} the claim, or {@link #abandon abandon} it if the command was refused.
 */
public interface IdempotencyOutcomes {

    /** How long an outcome is remembered at least; it is forgotten some time later. */
    Duration KEPT_FOR = Duration.ofHours(24);

    /** After this time an unfinished claim is taken for left behind: no command runs that long. */
    Duration CLAIM_LIMIT = Duration.ofMinutes(2);

    /**
     * Claims a key for one run of a command.
     *
     * @param scopeKey the caller's key, already scoped to the caller and the route
     * @param digest digest of the request
     * @param aggregateId the aggregate that the command goes to, in whose stream its events would be found after a crash
     */
    Claim claim(String scopeKey, String digest, String aggregateId);

    /**
     * Remembers the outcome of a claimed key. May return before the outcome is durable: an outcome lost by a crash leaves an
     * {@link Claim.Orphaned orphaned} claim, which is settled from the stream.
     */
    void complete(String scopeKey, Receipt receipt);

    /** Gives a claimed key free, because the command was refused. May return before that is durable, as {@link #complete} may. */
    void abandon(String scopeKey);

    /** What became of an attempt to claim a key. */
    sealed interface Claim {

        /** The key is the caller's: run the command, then complete or abandon. */
        record Claimed() implements Claim {}

        /** The same request was accepted before: answer its receipt again. */
        record Done(Receipt receipt) implements Claim {}

        /** The same request is running just now. */
        record InProgress() implements Claim {}

        /** The key was used for another request. */
        record OtherRequest() implements Claim {}

        /**
         * The same request was running when its process died, so its outcome is not known. The claim is now the caller's (nobody else gets
         * this answer): look for an event with the key in the stream; if there is one complete the claim, else abandon it and claim again.
         *
         * @param aggregateId the aggregate that the lost command went to
         */
        record Orphaned(String aggregateId) implements Claim {}
    }
}
