package com.avaone.web.kernel.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.InvalidValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * A table as spreadsheets write it (CSV): a row of headings, then the rows. Commas, semicolons or tabs part the cells, whichever the
 * headings use.
 */
public record CsvTable(List<String> headings, List<Row> rows) {

    /** Name of what a fault of the whole table is said of. */
    public static final String FIELD = "file";

    private static final int SHOWN = 40;

    private static final CSVFormat QUOTED =
            CSVFormat.DEFAULT.builder().setQuoteMode(QuoteMode.ALL).get();

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    /**
     * A row below the headings.
     *
     * @param line in the file, from 1
     */
    public record Row(long line, List<String> cells) {}

    /**
     * What is read of a table.
     *
     * @param maxRows more are refused
     * @param example a row of headings to begin with
     * @param judge refuses headings before the rows are looked at
     */
    public record Expected(int maxRows, String example, Consumer<List<String>> judge) {}

    /**
     * The text of a file in UTF-8.
     *
     * @throws InvalidValue if it is none
     */
    public static String decoded(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static InvalidValue notUtf8() {
        return refused("is not UTF-8: save it as \"CSV UTF-8\"");
    }

    /**
     * The headings and rows.
     *
     * @throws InvalidValue saying what is wrong with the table as a whole
     */
    public static CsvTable read(String text, Expected expected) {
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
                throw refused("is empty: begin with a row of headings such as " + expected.example());
            }
            var headings = cells(records.next());
            expected.judge().accept(headings);
            var rows = new ArrayList<Row>();
            while (records.hasNext()) {
                var next = records.next();
                if (rows.size() == expected.maxRows()) {
                    throw refused("has more than %d rows: part it".formatted(expected.maxRows()));
                }
                rows.add(new Row(parser.getCurrentLineNumber(), cells(next)));
            }
            if (rows.isEmpty()) {
                throw refused("has headings only: add a row for each person");
            }
            return new CsvTable(headings, rows);
        } catch (IOException | UncheckedIOException e) {
            throw refused("cannot be read as CSV: look for a quotation mark that is not closed");
        }
    }

    private static char delimiter(String table) {
        var headings = table.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        var best = ',';
        for (var other : new char[] {';', '\t'}) {
            if (count(headings, other) > count(headings, best)) {
                best = other;
            }
        }
        return best;
    }

    private static long count(String text, char sought) {
        return text.chars().filter(character -> character == sought).count();
    }

    private static List<String> cells(CSVRecord read) {
        return read.stream().map(CsvTable::unguarded).toList();
    }

    /** A fault of the table as a whole. */
    public static InvalidValue refused(String message) {
        return new InvalidValue(FIELD, message);
    }

    /** A cell in a sentence. */
    public static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /**
     * Writes rows one after another. Spreadsheets know by the mark at its beginning that it is UTF-8; and every cell is quoted, because some
     * part cells at semicolons, and what follows one could be a formula.
     */
    public static final class Writer {

        private final CSVPrinter printer;

        /** Begins a table. */
        public Writer(Appendable target, List<String> headings) {
            try {
                target.append('\uFEFF');
                printer = new CSVPrinter(target, QUOTED);
                row(headings); // an uploaded table has its own
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** One row. */
        public void row(List<String> cells) {
            try {
                printer.printRecord(cells.stream().map(CsvTable::guarded).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
}
