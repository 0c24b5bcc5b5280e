package com.avaone.web.kernel.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {

    @Test
    void letsASpreadsheetCalculateNeitherHeadingsNorCells() {
        var written = new StringBuilder();

        new CsvTable.Writer(written, List.of("name", "=HYPERLINK(A2)")).row(List.of("Mina", "+1"));

        assertThat(written.toString()).contains("\"name\",\"'=HYPERLINK(A2)\"", "\"Mina\",\"'+1\"");
    }
}
