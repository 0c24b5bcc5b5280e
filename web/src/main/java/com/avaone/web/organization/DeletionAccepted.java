package com.avaone.web.organization;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * The answer to a request for deletion.
 *
 * @param id the organization
 * @param version its version now
 * @param position from which on read models show it
 * @param dueAt when it is deleted unless it is restored before
 */
record DeletionAccepted(
        @Schema(example = "org_01jd3r0v6g9m5r6w3m1v0k8q2t") String id,
        @Schema(example = "4") long version,
        @Schema(example = "1207") long position,
        @Schema(example = "2026-12-31T09:30:00Z") Instant dueAt) {}
