package com.avaone.command.kernel.eventstore;

import java.sql.SQLException;

/**
 * A change of the embedded store, made by the writer thread together with other callers' changes in one transaction. It is stored whole or
 * not at all. It must be quick, and must neither wait for anything nor ask the store for another change.
 */
@FunctionalInterface
public interface Change<T> {

    /**
     * Makes the change and answers its result.
     *
     * @throws SQLException if a statement failed; a violated constraint is the change's own fault and leaves the others alone
     */
    T apply(Transaction transaction) throws SQLException;
}
