package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.time.Clock;

/** The command side's memory in the file of the embedded event store, written by the same writer and in the same groups as the events. */
public final class SqliteMemory implements CommandMemory {

    private final Reservations reservations;
    private final IdempotencyOutcomes idempotencyOutcomes;
    private final Deadlines deadlines;
    private final CredentialVault credentialVault;
    private final ProcessState processState;
    private final Outbox outbox;
    private final OutsideRecords outsideRecords;
    private final WebhookOutbox webhookOutbox;

    /**
     * @param store the file, which stays the caller's to close
     * @param clock tells how old a reservation or an outcome is
     */
    public SqliteMemory(SqliteStore store, Clock clock) {
        reservations = new SqliteReservations(store, clock);
        idempotencyOutcomes = new SqliteIdempotencyOutcomes(store, clock);
        deadlines = new SqliteDeadlines(store);
        credentialVault = new SqliteCredentialVault(store);
        processState = new SqliteProcessState(store);
        outbox = new SqliteOutbox(store);
        webhookOutbox = new SqliteWebhookOutbox(store);
        outsideRecords = new SqliteOutsideRecords(store);
    }

    @Override
    public Reservations reservations() {
        return reservations;
    }

    @Override
    public IdempotencyOutcomes idempotencyOutcomes() {
        return idempotencyOutcomes;
    }

    @Override
    public Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public CredentialVault credentialVault() {
        return credentialVault;
    }

    @Override
    public ProcessState processState() {
        return processState;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public OutsideRecords outsideRecords() {
        return outsideRecords;
    }

    @Override
    public WebhookOutbox webhookOutbox() {
        return webhookOutbox;
    }
}
