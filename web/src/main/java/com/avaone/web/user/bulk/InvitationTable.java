package com.avaone.web.user.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.InvalidValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * A table of people as spreadsheets write it (CSV): a row of headings, then one row for each person. Commas or semicolons part the cells,
 * whichever the headings use.
 */
final class InvitationTable {

    static final int MAX_ROWS = 1_000;

    /** Name of what a fault of the whole table is said of. */
    static final String FIELD = "file";

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

    private static final CSVFormat QUOTED =
            CSVFormat.DEFAULT.builder().setQuoteMode(QuoteMode.ALL).get();

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA = "=+-@\t\r";

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
        try {
            return read(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static InvalidValue notUtf8() {
        return refused("is not UTF-8: save it as \"CSV UTF-8\"");
    }

    /**
     * The rows.
     *
     * @throws InvalidValue saying what is wrong with the table as a whole
     */
    static List<Row> read(String text) {
        // What a browser puts in the place of bytes that are no UTF-8.
        if (text.indexOf('\uFFFD') >= 0) {
            throw notUtf8();
        }
        var table = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(table))
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (var parser = CSVParser.parse(new StringReader(table), format)) {
            var records = parser.iterator();
            if (!records.hasNext()) {
                throw refused("is empty: begin with a row of headings such as email,role,firstName,lastName");
            }
            var columns = columns(records.next());
            var rows = new ArrayList<Row>();
            while (records.hasNext()) {
                var next = records.next();
                if (rows.size() == MAX_ROWS) {
                    throw refused("has more than %d rows: part it".formatted(MAX_ROWS));
                }
                rows.add(row(columns, next, parser.getCurrentLineNumber()));
            }
            if (rows.isEmpty()) {
                throw refused("has headings only: add a row for each person");
            }
            return rows;
        } catch (IOException | UncheckedIOException e) {
            throw refused("cannot be read as CSV: look for a quotation mark that is not closed");
        }
    }

    private static String delimiter(String table) {
        var headings = table.lines().findFirst().orElse("");
        return headings.indexOf(';') >= 0 && headings.indexOf(',') < 0 ? ";" : ",";
    }

    private static List<String> columns(CSVRecord headings) {
        var known = new HashMap<String, String>();
        COLUMNS.forEach(column -> known.put(plain(column), column));
        NOTES.forEach(note -> known.put(note, ""));
        var columns = new ArrayList<String>();
        for (var heading : headings) {
            var column = known.get(plain(heading));
            if (column == null) {
                throw refused("has a heading \"%s\" that is not known: use %s"
                        .formatted(shortened(heading), String.join(", ", COLUMNS)));
            }
            columns.add(column);
        }
        for (var needed : COLUMNS.subList(0, 2)) {
            if (!columns.contains(needed)) {
                throw refused("has no heading %s".formatted(needed));
            }
        }
        var named = columns.stream().filter(column -> !column.isEmpty()).toList();
        if (new HashSet<>(named).size() < named.size()) {
            throw refused("has a heading twice");
        }
        return columns;
    }

    /** As people write headings: "First name" is {@code firstName}. */
    private static String plain(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static Row row(List<String> columns, CSVRecord read, long line) {
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), read.size()); i++) {
            var cell = unguarded(read.get(i));
            if (!columns.get(i).isEmpty() && !cell.isBlank()) {
                cells.put(columns.get(i), cell);
            }
        }
        return new Row(line, cells, read.size() > columns.size());
    }

    /**
     * Rows as a table that can be sent again, with what is wrong with each. Spreadsheets know by the mark at its beginning that it is UTF-8;
     * and every cell is quoted, because some part cells at semicolons, and what follows one could be a formula.
     */
    static String write(List<Row> rows, List<List<String>> notes) {
        var text = new StringBuilder("\uFEFF");
        try (var printer = new CSVPrinter(text, QUOTED)) {
            var headings = new ArrayList<>(COLUMNS);
            headings.addAll(NOTES);
            printer.printRecord(headings);
            for (int i = 0; i < rows.size(); i++) {
                var cells = new ArrayList<String>();
                for (var column : COLUMNS) {
                    cells.add(guarded(rows.get(i).cells().getOrDefault(column, "")));
                }
                notes.get(i).forEach(note -> cells.add(guarded(note)));
                printer.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A spreadsheet that opens it must not calculate what a stranger typed. */
    private static String guarded(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    private static InvalidValue refused(String message) {
        return new InvalidValue(FIELD, message);
    }
}
