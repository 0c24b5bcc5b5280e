package com.avaone.web.evidence;

import com.avaone.api.evidence.EvidenceCheckpoint;
import com.avaone.api.evidence.EvidenceConsistency;
import com.avaone.api.evidence.EvidenceInclusion;
import com.avaone.api.evidence.EvidenceKey;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The evidence log's API. */
@RestController
@RequestMapping("/api/evidence")
@Access(value = Audience.HISTORY_READER, clients = true)
@Tag(
        name = "Evidence",
        description =
                "Merkle logs (RFC 9162) over the events, the suite's and one of each organization's: signed checkpoints, proofs, and bundles that are verified without the suite. Whoever is not of the operator sees the own organization's log. Proofs and bundles are noted as `audit.read`.")
class EvidenceController {

    private static final String ORGANIZATION =
            "Whose log; the own where absent, for the operator's people and programs the suite's";
    private static final String EXAMPLE = "org_01m4xk3d9c7q2v8b5n6h1j0t4w";

    private final Evidences evidences;

    EvidenceController(Evidences evidences) {
        this.evidences = evidences;
    }

    @GetMapping("/keys")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Read the public key",
            description = "By which checkpoints and manifests are signed. Compare its fingerprint over another way.")
    EvidenceKey keys() {
        return evidences.log().key();
    }

    @GetMapping("/checkpoint")
    @Operation(
            summary = "Read the newest checkpoint",
            description = "Signed now where the last one is older than the interval and something happened since.")
    EvidenceCheckpoint checkpoint(
            @Parameter(description = ORGANIZATION, example = EXAMPLE)
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String organizationId,
            Caller caller) {
        return evidences.log().checkpoint(evidences.whose(organizationId, caller));
    }

    @GetMapping("/checkpoint.txt")
    @Operation(
            summary = "Take the newest checkpoint along",
            description = "The signed note alone: keep it, and hold it against a later bundle.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
    ResponseEntity<String> note(
            @Parameter(description = ORGANIZATION, example = EXAMPLE)
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String organizationId,
            Caller caller) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"checkpoint.txt\"")
                .body(evidences
                        .log()
                        .checkpoint(evidences.whose(organizationId, caller))
                        .note());
    }

    @GetMapping("/checkpoints")
    @Operation(summary = "List checkpoints", description = "All that were signed of a log, the newest first.")
    EvidenceCheckpointPage checkpoints(
            @Parameter(description = ORGANIZATION, example = EXAMPLE)
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String organizationId,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Min(0) @Nullable
                    Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
            Caller caller) {
        return EvidenceCheckpointPage.of(
                evidences.log().checkpoints(evidences.whose(organizationId, caller), before, limit), limit);
    }

    @GetMapping("/inclusion")
    @Operation(
            summary = "Prove that an event is in a log",
            description =
                    "The event as the log has it, and the hashes that lead from it to the root of a signed checkpoint (RFC 9162, section 2.1.3).")
    EvidenceInclusion inclusion(
            @Parameter(description = "Of the event in the suite's log", example = "1208") @RequestParam @Min(0)
                    long position,
            @Parameter(description = ORGANIZATION, example = EXAMPLE)
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String organizationId,
            Caller caller) {
        return evidences.inclusion(evidences.whose(organizationId, caller), position);
    }

    @GetMapping("/consistency")
    @Operation(
            summary = "Prove that a log was only added to",
            description =
                    "Hashes that show that the log of `to` events begins with those that it had when it had `from` (RFC 9162, section 2.1.4).")
    EvidenceConsistency consistency(
            @Parameter(description = "How many events it had", example = "100") @RequestParam @Min(0) long from,
            @Parameter(description = "How many it has or had later", example = "1208") @RequestParam @Min(0) long to,
            @Parameter(description = ORGANIZATION, example = EXAMPLE)
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String organizationId,
            Caller caller) {
        return evidences.consistency(evidences.whose(organizationId, caller), from, to);
    }

    @GetMapping("/bundle")
    @Operation(
            summary = "Take an organization's evidence along",
            description =
                    "A ZIP with all events, a checkpoint, proofs, and the documents of the read models at the same moment, signed. `java -jar avaone-verify.jar` verifies it without the suite.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "429", description = "`evidence-too-many-bundles`")
    void bundle(
            @Parameter(description = "Whose; the own where absent", example = EXAMPLE)
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String organizationId,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        // What may refuse comes before the first byte. No length is told: so the answer ends behind the close, and
        // whoever has it may take the next.
        try (var bundle = evidences.bundle(organizationId, caller)) {
            response.setContentType("application/zip");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(bundle.fileName()));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            bundle.writeTo(response.getOutputStream());
        }
    }
}
