package com.avaone.web.user.bulk;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a table of invitations has come, row by row.
 *
 * @param running false when it has come to an end
 * @param total how many rows the table has
 * @param done how many of them were looked at
 * @param known how many addresses had an account or an invitation before
 * @param items what became of each row so far, in the table's order
 */
@Schema(name = "BulkInvitation")
record BulkInvitation(
        @Schema(example = "01jd3r0v6g9m5r6w3m1v0k8q2t") String bulkInvitationId,
        boolean running,
        int total,
        int done,
        int invited,
        int known,
        int refused,
        Instant startedAt,
        @Nullable Instant finishedAt,
        List<Line> items,
        @Nullable String next) {

    /** What became of a row. */
    enum Outcome {
        /** A link is on its way. */
        INVITED,
        /** The address has an account or an invitation; nothing was done. */
        KNOWN,
        /** Nothing was done; the line says why. */
        REFUSED
    }

    /**
     * One row.
     *
     * @param line in the file, from 1
     * @param email as it stands there
     * @param field at fault, where it is one
     * @param code of the rule that refused it
     * @param message what is wrong
     * @param advice what to do
     * @param facts figures behind a refusal, for example {@code used} and {@code limit} of the seats
     */
    @Schema(name = "BulkInvitationLine")
    record Line(
            long line,
            @Nullable String email,
            Outcome outcome,
            @Nullable String field,
            @Nullable String code,
            @Nullable String message,
            @Nullable String advice,
            Map<String, String> facts) {}
}
