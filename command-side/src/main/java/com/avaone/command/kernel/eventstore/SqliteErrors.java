package com.avaone.command.kernel.eventstore;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean here (https://www.sqlite.org/rescode.html). */
final class SqliteErrors {

    private static final int PRIMARY_CODE = 0xFF;

    private SqliteErrors() {}

    /** Whether a unique index or primary key holds the value already. */
    static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof SQLiteException sqlite
                && switch (sqlite.getResultCode()) {
                    case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> true;
                    default -> false;
                };
    }

    /** Whether the disk is full, told before anything of the transaction is valid on it. */
    static boolean isDiskFull(Throwable failure) {
        return failure instanceof SQLiteException sqlite && primaryCode(sqlite) == 13;
    }

    /**
     * Whether the statement is at fault and not the disk: then the transaction goes on without it. These are SQLITE_ERROR, _TOOBIG,
     * _CONSTRAINT, _MISMATCH, _MISUSE and _RANGE; all others may have rolled the transaction back.
     */
    static boolean isCallersFault(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && switch (primaryCode(sqlite)) {
                    case 1, 18, 19, 20, 21, 25 -> true;
                    default -> false;
                };
    }

    private static int primaryCode(SQLiteException failure) {
        return failure.getResultCode().code & PRIMARY_CODE;
    }
}
