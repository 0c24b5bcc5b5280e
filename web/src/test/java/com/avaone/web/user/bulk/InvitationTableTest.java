package com.avaone.web.user.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.web.user.bulk.InvitationTable.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as people save them. */
class InvitationTableTest {

    @Test
    void isReadWithTheHeadingsAndCellsThatSpreadsheetsWrite() {
        var rows = InvitationTable.read("""
                \uFEFFE-mail;Role;First name;products

                a@x.example; employee ;"Mina ""M""; Ms";
                b@x.example;user;;ava-cx ava-flow
                c@x.example;user;'=Zero;;and more""");

        assertThat(rows)
                .containsExactly(
                        new Row(
                                3,
                                Map.of("email", "a@x.example", "role", "employee", "firstName", "Mina \"M\"; Ms"),
                                false),
                        new Row(
                                4,
                                Map.of("email", "b@x.example", "role", "user", "products", "ava-cx ava-flow"),
                                false),
                        new Row(5, Map.of("email", "c@x.example", "role", "user", "firstName", "=Zero"), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "'email,role'|headings only",
                "'email,role,shoes'|heading \"shoes\" that is not known",
                "'email'|no heading role",
                "'email,role,EMAIL'|heading twice",
                "'email,role\n\"a@x.example,user\n'|quotation mark",
            })
    void isRefusedAsAWholeWhereItCannotBeUnderstood(String table, String why) {
        assertThatThrownBy(() -> InvitationTable.read(table))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("file"))
                .hasMessageContaining(why);
    }

    @Test
    void isRefusedWhereItIsTooLongOrNotUtf8() {
        var longest = "email,role\n" + "a@x.example,user\n".repeat(InvitationTable.MAX_ROWS);
        assertThat(InvitationTable.read(longest)).hasSize(InvitationTable.MAX_ROWS);
        assertThatThrownBy(() -> InvitationTable.read(longest + "a@x.example,user\n"))
                .hasMessageContaining("more than 1000 rows");
        assertThatThrownBy(
                        () -> InvitationTable.read("email,role,firstName\na@x.example,user,Zoë".getBytes(ISO_8859_1)))
                .hasMessageContaining("UTF-8");
        // As a browser reads the same file.
        assertThatThrownBy(() -> InvitationTable.read("email,role,firstName\na@x.example,user,Zo\uFFFD"))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void isWrittenSoThatASpreadsheetCalculatesNothingAndReadAgainAsItWas() {
        var row = new Row(
                2,
                Map.of(
                        "email",
                        "=1+1@x.example",
                        "role",
                        "user",
                        "firstName",
                        "@SUM(A1)",
                        "lastName",
                        "O'Hara, \"X\"",
                        "department",
                        "a;=2+2"),
                false);

        var written = InvitationTable.write(List.of(row), List.of(List.of("email must be an address", "-Correct it")));

        assertThat(written)
                .contains("'=1+1@x.example", "'@SUM(A1)", "'-Correct it")
                .doesNotContain(",=", ",@", ",-", ",\"=")
                .startsWith("\uFEFF\"email\",")
                // Where cells are parted at semicolons, this one would be two.
                .contains("\"a;=2+2\"");
        assertThat(InvitationTable.read(written)).extracting(Row::cells).containsExactly(row.cells());
    }
}
