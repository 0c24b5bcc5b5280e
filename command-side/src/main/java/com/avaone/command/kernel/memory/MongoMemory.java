package com.avaone.command.kernel.memory;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;

/**
 * The command side's memory in collections of MongoDB's main database, shared by all nodes. Every write is acknowledged by a majority of the
 * cluster, so that it outlives the loss of a node.
 */
public final class MongoMemory implements CommandMemory, AutoCloseable {

    private final Reservations reservations;
    private final IdempotencyOutcomes idempotencyOutcomes;
    private final Deadlines deadlines;
    private final MongoCredentialVault credentialVault;
    private final ProcessState processState;
    private final Outbox outbox;
    private final OutsideRecords outsideRecords;
    private final WebhookOutbox webhookOutbox;

    /**
     * Makes what is missing of the indexes and reads the vault.
     *
     * @param mainDatabase where the collections are
     * @param clock tells how old a reservation or an outcome is
     */
    public MongoMemory(MongoDatabase mainDatabase, Clock clock) {
        var database = mainDatabase.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        reservations = new MongoReservations(database.getCollection("command_reservations"), clock);
        idempotencyOutcomes = new MongoIdempotencyOutcomes(database.getCollection("command_outcomes"), clock);
        deadlines = new MongoDeadlines(database.getCollection("command_deadlines"));
        credentialVault = new MongoCredentialVault(database.getCollection("command_credentials"));
        processState = new MongoProcessState(database.getCollection("command_process_state"));
        outbox = new MongoOutbox(database.getCollection("command_mails"));
        webhookOutbox = new MongoWebhookOutbox(
                database.getCollection("command_webhooks"),
                database.getCollection("command_webhook_deliveries"),
                database.getCollection("command_webhooks_behind"));
        outsideRecords = new MongoOutsideRecords(database.getCollection("command_outside_records"));
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

    /** Stops following what other nodes change in the vault. */
    @Override
    public void close() {
        credentialVault.close();
    }
}
