package com.avaone.api.evidence;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Append-only Merkle logs over the events: the suite's over all, and one over each organization's. It asks nobody who they are: who calls it has
 * asked an {@link EvidenceQuery}. Where an organization may be absent, the suite's log is meant. Safe for use by many threads.
 */
public interface EvidenceLog {

    /** The key that signs. */
    EvidenceKey key();

    /**
     * The newest checkpoint: signed now where the last one is older than the interval and something happened since.
     *
     * @throws Rejected as {@link EvidenceRule#CONTRADICTED} if the events are not those that were signed
     */
    EvidenceCheckpoint checkpoint(@Nullable OrganizationId organizationId);

    /**
     * Earlier checkpoints, the newest first.
     *
     * @param before this number; the newest where absent
     * @param most so many at most
     */
    List<EvidenceCheckpoint> checkpoints(@Nullable OrganizationId organizationId, @Nullable Long before, int most);

    /**
     * Proves that the event at a position is in a log.
     *
     * @throws Rejected as not-found where the log has no event at this position
     */
    EvidenceInclusion inclusion(@Nullable OrganizationId organizationId, long position);

    /**
     * Proves that a log of {@code to} events begins with those of when it had {@code from}.
     *
     * @throws com.avaone.api.kernel.InvalidValue if the log has not so many
     */
    EvidenceConsistency consistency(@Nullable OrganizationId organizationId, long from, long to);

    /** How a log is now. */
    EvidenceStatus status(@Nullable OrganizationId organizationId);

    /**
     * Makes a bundle of an organization's events and documents. It takes as long as reading all of them takes; of an organization there is one
     * at a time, until it is closed.
     *
     * @throws Rejected as {@link EvidenceRule#TOO_MANY_BUNDLES}, or if the store or a read model cannot be read now
     */
    EvidenceBundle bundle(OrganizationId organizationId);
}
