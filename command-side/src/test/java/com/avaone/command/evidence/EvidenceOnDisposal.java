package com.avaone.command.evidence;

import com.avaone.api.audit.AuditEvent.AuditRead;
import com.avaone.api.audit.AuditReadingId;
import com.avaone.api.audit.AuditReadingKind;
import com.avaone.api.evidence.EvidenceLog;
import com.avaone.api.evidence.OrganizationDocuments;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.command.kernel.MessageNames;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.NamedSerializer;
import com.avaone.command.kernel.eventstore.SqliteEventStorageEngine;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.eventstore.StoredLog;
import com.avaone.command.kernel.memory.SqliteEvidenceTrees;
import com.avaone.evidence.SigningKey;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/** An evidence log over an embedded store, of which a test can do what it likes. */
final class EvidenceOnDisposal implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofMinutes(1);

    final MovableClock clock;
    final Path file;
    final SqliteStore store;
    final SqliteEvidenceTrees trees;
    final StoredLog stored;
    final TreeGrowth growth;
    final Checkpoints checkpoints;
    final SigningKey key;
    final EvidenceLog log;
    private final SqliteEventStorageEngine engine;

    /** Opens a directory for the first time or again. */
    EvidenceOnDisposal(
            Path directory, SigningKey key, PersonalSeal seal, OrganizationDocuments documents, MovableClock clock) {
        this.clock = clock;
        this.key = key;
        file = directory.resolve("events.sqlite");
        store = SqliteStore.open(file);
        engine = new SqliteEventStorageEngine(
                store,
                NamedSerializer.forEvents(new MessageNames(List.of(AuditRead.class)), seal),
                NoOpEventUpcaster.INSTANCE,
                SnapshotFilter.allowAll());
        trees = new SqliteEvidenceTrees(store);
        stored = StoredLog.in(store);
        growth = new TreeGrowth(stored, trees);
        checkpoints = new Checkpoints(
                growth, trees, key, new CheckpointFile(directory.resolve("checkpoints")), clock, INTERVAL);
        log = new KeptEvidenceLog(
                stored,
                trees,
                checkpoints,
                new Bundles(
                        stored,
                        trees,
                        checkpoints,
                        documents,
                        key,
                        clock,
                        directory.resolve("unfinished"),
                        Duration.ZERO),
                key.verifier());
    }

    /** Appends events of an organization, or of none. */
    void append(@Nullable OrganizationId organizationId, int count) {
        engine.appendEvents(IntStream.range(0, count)
                .mapToObj(i -> event(organizationId, "event " + i))
                .toList());
    }

    static GenericDomainEventMessage<AuditRead> event(@Nullable OrganizationId organizationId, String filter) {
        var id = AuditReadingId.random();
        return new GenericDomainEventMessage<>(
                "audit-reading",
                id.value(),
                0,
                new AuditRead(
                        organizationId == null ? OrganizationId.OPERATOR : organizationId,
                        id,
                        AuditReadingKind.EVENTS,
                        null,
                        filter),
                organizationId == null ? Map.of() : Map.of(MetadataKey.TENANT, organizationId.value()));
    }

    /** Does something to the file behind the suite's back. */
    void tamper(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
