package com.avaone.command.kernel.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The writer's connection within the transaction of a group. */
public final class Transaction extends Statements {

    private long position;

    Transaction(Connection connection) {
        super(connection);
    }

    /** Executes a statement that changes rows and returns how many it changed. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return bound(sql, arguments).executeUpdate();
    }

    /** The position for the next event. */
    long nextPosition() {
        return ++position;
    }

    /** The last position given. */
    long position() {
        return position;
    }

    /** Takes positions back that were given to what is not stored. */
    void position(long last) {
        position = last;
    }

    void execute(String sql) throws SQLException {
        of(sql).execute();
    }
}
