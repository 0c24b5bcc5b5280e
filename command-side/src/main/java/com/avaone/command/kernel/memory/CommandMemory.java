package com.avaone.command.kernel.memory;

/**
 * All that the command side must remember beside its events. What a method changed is durable when it returns, unless the method says
 * otherwise. Every method may be called from any thread and throws a runtime exception if the store behind it cannot answer.
 */
public interface CommandMemory {

    /** Values that only one owner may have. */
    Reservations reservations();

    /** What commands with an idempotency key answered. */
    IdempotencyOutcomes idempotencyOutcomes();

    /** What is to happen at an instant. */
    Deadlines deadlines();

    /** Password hashes and keys. */
    CredentialVault credentialVault();

    /** The notes of process managers. */
    ProcessState processState();

    /** Mail that is to be sent, or was. */
    Outbox outbox();

    /** Records that an outside CRM is to have. */
    OutsideRecords outsideRecords();

    /** How far webhook endpoints have come, and what is to be sent to them, or was. */
    WebhookOutbox webhookOutbox();
}
