package com.avaone.web.user.bulk;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.web.kernel.table.CsvTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of people as spreadsheets write it (CSV): a row of headings, then one row for each person.
 */
final class InvitationTable {

    static final int MAX_ROWS = 1_000;

    private static final List<String> COLUMNS = List.of(
            "email",
            "role",
            "firstName",
            "lastName",
            "department",
            "position",
            "accountId",
            "products",
            "accessUntil",
            "allowedDomain");

    /** Written beside the rows that were refused; read over when they come again. */
    private static final List<String> NOTES = List.of("problem", "advice");

    private InvitationTable() {}

    /**
     * One person's row.
     *
     * @param line in the file, from 1
     * @param cells what stands under the headings, blank ones left out
     * @param tooMany whether there are more cells than headings
     */
    record Row(long line, Map<String, String> cells, boolean tooMany) {}

    /**
     * Reads UTF-8.
     *
     * @throws InvalidValue if it is none
     */
    static List<Row> read(byte[] bytes) {
        return read(CsvTable.decoded(bytes));
    }

    /**
     * The rows.
     *
     * @throws InvalidValue saying what is wrong with the table as a whole
     */
    static List<Row> read(String text) {
        var table = CsvTable.read(
                text, new CsvTable.Expected(MAX_ROWS, "email,role,firstName,lastName", InvitationTable::columns));
        var columns = columns(table.headings());
        return table.rows().stream().map(row -> row(columns, row)).toList();
    }

    private static List<String> columns(List<String> headings) {
        var known = new HashMap<String, String>();
        COLUMNS.forEach(column -> known.put(plain(column), column));
        NOTES.forEach(note -> known.put(note, ""));
        var columns = new ArrayList<String>();
        for (var heading : headings) {
            var column = known.get(plain(heading));
            if (column == null) {
                throw CsvTable.refused("has a heading \"%s\" that is not known: use %s"
                        .formatted(CsvTable.shortened(heading), String.join(", ", COLUMNS)));
            }
            columns.add(column);
        }
        for (var needed : COLUMNS.subList(0, 2)) {
            if (!columns.contains(needed)) {
                throw CsvTable.refused("has no heading %s".formatted(needed));
            }
        }
        var named = columns.stream().filter(column -> !column.isEmpty()).toList();
        if (new HashSet<>(named).size() < named.size()) {
            throw CsvTable.refused("has a heading twice");
        }
        return columns;
    }

    /** As people write headings: "First name" is {@code firstName}. */
    private static String plain(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    private static Row row(List<String> columns, CsvTable.Row read) {
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), read.cells().size()); i++) {
            var cell = read.cells().get(i);
            if (!columns.get(i).isEmpty() && !cell.isBlank()) {
                cells.put(columns.get(i), cell);
            }
        }
        return new Row(read.line(), cells, read.cells().size() > columns.size());
    }

    /** Rows as a table that can be sent again, with what is wrong with each. */
    static String write(List<Row> rows, List<List<String>> notes) {
        var text = new StringBuilder();
        var headings = new ArrayList<>(COLUMNS);
        headings.addAll(NOTES);
        var table = new CsvTable.Writer(text, headings);
        for (int i = 0; i < rows.size(); i++) {
            var cells = new ArrayList<String>();
            for (var column : COLUMNS) {
                cells.add(rows.get(i).cells().getOrDefault(column, ""));
            }
            cells.addAll(notes.get(i));
            table.row(cells);
        }
        return text.toString();
    }
}
