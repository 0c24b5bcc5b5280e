package com.avaone.web.lead.table;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of leads: what stands in it, and how far it has come.
 *
 * @param total how many rows the table has
 * @param headings of its columns
 * @param columns what each column says of a lead: as guessed, or as it was said last
 * @param preview the first rows
 * @param duplicates what becomes of rows about somebody who is known
 * @param done how many rows were looked at
 * @param made how many became leads; in a trial, how many would
 * @param repeated how many had become leads by the same table before
 * @param duplicate how many were left out because they are about somebody who is known
 * @param items the first rows that were refused or left out
 */
@Schema(name = "LeadImport")
record LeadImport(
        @Schema(example = "01jd3r0v6g9m5r6w3m1v0k8q2t") String importId,
        State state,
        int total,
        List<String> headings,
        List<LeadColumn> columns,
        List<List<String>> preview,
        Duplicates duplicates,
        int done,
        int made,
        int repeated,
        int duplicate,
        int refused,
        List<Line> items,
        @Nullable String next) {

    /** How far it has come. */
    enum State {
        /** It was read, and nothing else. */
        READ,
        /** It is being tried: nothing is made. */
        TRYING,
        TRIED,
        /** Leads are being made of it. */
        RUNNING,
        DONE;

        boolean isAtWork() {
            return this == TRYING || this == RUNNING;
        }
    }

    /** What becomes of a row about somebody of whom there is a lead, a contact or an earlier row. */
    enum Duplicates {
        SKIP,
        MAKE
    }

    /** What became of a row. */
    enum Outcome {
        MADE,
        /** It became a lead by the same table before. */
        REPEATED,
        /** It is about somebody who is known. */
        DUPLICATE,
        REFUSED
    }

    /**
     * One row.
     *
     * @param line in the file, from 1
     * @param person as the row names it
     * @param field at fault, where it is one
     * @param code of the rule that refused it
     * @param message what is wrong, or who is known
     */
    @Schema(name = "LeadImportLine")
    record Line(
            long line,
            @Nullable String person,
            Outcome outcome,
            @Nullable String field,
            @Nullable String code,
            @Nullable String message) {}
}
