package com.avaone.command.kernel.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection and its prepared statements, kept by their text. Used by one thread at a time. */
public class Statements {

    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of the row that {@code row} stands on. */
    @FunctionalInterface
    public interface RowReader<T> {

        /** Reads the columns by number, from 1; must not move {@code row}. */
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query, with {@code arguments} (strings, longs, byte arrays or null) for its question marks. */
    public <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        var found = new ArrayList<T>();
        try (var rows = bound(sql, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        try (var rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** The statement with this text. Bind every parameter: those of its last use are still there. */
    PreparedStatement of(String sql) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        var statement = of(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /** Prepares all statements anew when they are next used: the driver closes one that failed, and says nothing. */
    void forgetPrepared() {
        for (var statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException alreadyClosed) {
                LOG.trace("Closed before", alreadyClosed);
            }
        }
        prepared.clear();
    }

    void close() throws SQLException {
        connection.close();
    }
}
