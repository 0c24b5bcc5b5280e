package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.evidence.EvidenceBundle;
import com.avaone.api.evidence.EvidenceCheckpoint;
import com.avaone.api.evidence.EvidenceConsistency;
import com.avaone.api.evidence.EvidenceInclusion;
import com.avaone.api.evidence.EvidenceKey;
import com.avaone.api.evidence.EvidenceLog;
import com.avaone.api.evidence.EvidenceStatus;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.eventstore.StoredLog;
import com.avaone.command.kernel.memory.EvidenceTrees;
import com.avaone.evidence.Hash;
import com.avaone.evidence.MerkleTree;
import com.avaone.evidence.Proofs;
import com.avaone.evidence.VerifierKey;
import com.mongodb.MongoException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.common.AxonException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The evidence log over what is stored. */
final class KeptEvidenceLog implements EvidenceLog {

    private static final Logger LOG = LoggerFactory.getLogger(KeptEvidenceLog.class);

    private final StoredLog log;
    private final EvidenceTrees trees;
    private final Checkpoints checkpoints;
    private final Bundles bundles;
    private final VerifierKey key;

    KeptEvidenceLog(StoredLog log, EvidenceTrees trees, Checkpoints checkpoints, Bundles bundles, VerifierKey key) {
        this.log = log;
        this.trees = trees;
        this.checkpoints = checkpoints;
        this.bundles = bundles;
        this.key = key;
    }

    @Override
    public EvidenceKey key() {
        return new EvidenceKey(key.name(), key.id(), key.text(), key.fingerprint());
    }

    private static String tree(@Nullable OrganizationId organizationId) {
        return organizationId == null ? StoredTree.OF_SUITE : organizationId.value();
    }

    @Override
    public EvidenceCheckpoint checkpoint(@Nullable OrganizationId organizationId) {
        return answered(() -> checkpoints.recent(tree(organizationId)));
    }

    @Override
    public List<EvidenceCheckpoint> checkpoints(
            @Nullable OrganizationId organizationId, @Nullable Long before, int most) {
        return answered(() -> checkpoints.before(tree(organizationId), before == null ? Long.MAX_VALUE : before, most));
    }

    @Override
    public EvidenceInclusion inclusion(@Nullable OrganizationId organizationId, long position) {
        return answered(() -> prove(tree(organizationId), position));
    }

    private EvidenceInclusion prove(String tree, long position) {
        checkpoints.catchUp();
        var stored = new StoredTree(trees, tree);
        var index = stored.sizeAt(position) - 1;
        var leaf = index < 0 ? null : stored.leaf(index).orElse(null);
        if (leaf == null || leaf.position() != position) {
            throw new Rejected(KernelRule.NOT_FOUND, "This log has no event at position %d.".formatted(position));
        }
        var checkpoint = checkpoints.over(tree, index + 1);
        var proof = new MerkleTree(stored).inclusion(index, checkpoint.size());
        // Worked out from the event as it is in the store now, not from what was noted of it.
        var line = log.at(List.of(position)).stream()
                .map(entry -> LogLines.of(entry).bytes())
                .findFirst()
                .orElseGet(() -> new byte[0]);
        var hash = Hash.ofLeaf(line);
        var proven = Proofs.isIncluded(hash, index, checkpoint.size(), proof, Hash.ofBase64(checkpoint.root()));
        if (!proven) {
            LOG.error("THE EVENT AT POSITION {} IS NOT THE ONE THAT WAS SIGNED. See docs/evidence.md", position);
        }
        return new EvidenceInclusion(
                position, index, new String(line, UTF_8), hash.base64(), base64(proof), checkpoint, proven);
    }

    private static List<String> base64(List<Hash> hashes) {
        return hashes.stream().map(Hash::base64).toList();
    }

    @Override
    public EvidenceConsistency consistency(@Nullable OrganizationId organizationId, long from, long to) {
        return answered(() -> prove(tree(organizationId), from, to));
    }

    private EvidenceConsistency prove(String name, long from, long to) {
        var stored = new StoredTree(trees, name);
        var size = stored.sizeAt(trees.position());
        if (to < 0 || to > size) {
            throw new InvalidValue("to", "must be a size that the log has or had, at most %d".formatted(size));
        }
        if (from < 0 || from > to) {
            throw new InvalidValue("from", "must be a size that the log had before it had `to`");
        }
        var tree = new MerkleTree(stored);
        return new EvidenceConsistency(
                checkpoints.origin(name),
                from,
                tree.root(from).base64(),
                to,
                tree.root(to).base64(),
                base64(tree.consistency(from, to)));
    }

    @Override
    public EvidenceStatus status(@Nullable OrganizationId organizationId) {
        var tree = tree(organizationId);
        return answered(() -> {
            var position = trees.position();
            return new EvidenceStatus(
                    checkpoints.origin(tree),
                    new StoredTree(trees, tree).sizeAt(position),
                    position,
                    checkpoints.contradiction(tree).orElse(null));
        });
    }

    @Override
    public EvidenceBundle bundle(OrganizationId organizationId) {
        return answered(() -> bundles.make(organizationId));
    }

    /** An outage is told as one. */
    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (AxonException | MongoException | UncheckedIOException failure) {
            LOG.warn("The event store, or what lies beside it, does not answer: {}", failure.getMessage());
            throw new Rejected(
                    KernelRule.STORE_UNAVAILABLE, "The event store does not answer now. Try again in a few seconds.");
        }
    }
}
