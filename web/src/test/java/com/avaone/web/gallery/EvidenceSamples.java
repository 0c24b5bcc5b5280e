package com.avaone.web.gallery;

import com.avaone.api.evidence.EvidenceCheckpoint;
import com.avaone.api.evidence.EvidenceInclusion;
import com.avaone.api.evidence.EvidenceKey;
import com.avaone.api.evidence.EvidenceStatus;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.gallery.Gallery.Sample;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The page of evidence with plausible content. */
final class EvidenceSamples {

    private static final String PATH = "/evidence";
    private static final String NAME = "avaone/91e942bc6d2b3198";
    private static final String ORGANIZATION = OrganizationId.PREFIX + "01m4xk3d9c7q2v8b5n6h1j0t4w";
    private static final String ROOT = "4al9/xahzrRpaUEWgpAPc9ZhmkkowkkLlxQaV2QnUa8=";

    /** A page of checkpoints as the application has it. */
    record Page(List<EvidenceCheckpoint> items, @Nullable Long next) {}

    private EvidenceSamples() {}

    private static EvidenceCheckpoint checkpoint(String origin, long number) {
        return new EvidenceCheckpoint(
                origin,
                number,
                812 + number * number * 97,
                ROOT,
                Samples.NOW.minusSeconds(60_000 - number * 3_600),
                "");
    }

    private static Map<String, @Nullable Object> page(@Nullable String organization) {
        var origin = organization == null ? NAME : NAME + "/" + organization;
        var checkpoints = LongStream.range(4, 16)
                .mapToObj(number -> checkpoint(origin, number))
                .toList();
        var model = new HashMap<String, @Nullable Object>();
        model.put(
                "key",
                new EvidenceKey(
                        NAME,
                        "e4c99e8d",
                        NAME + "+e4c99e8d+AbEF63CM54bB9LgRUvagUxp4IDM4t3HuwK7ToTyyRTh8",
                        "1d7666f5 3036a580 a4f550b8 ffbaeff8 e078e17e eeafce8c 6ab25a8e fa414779"));
        model.put("organizationId", organization);
        model.put("ofOperator", true);
        model.put("status", new EvidenceStatus(origin, 22_637, 22_640, null));
        model.put("checkpoint", checkpoints.getLast());
        model.put("checkpoints", new Page(checkpoints.reversed(), 4L));
        model.put("growth", checkpoints);
        model.put("before", null);
        model.put("form", Collections.emptyMap());
        return model;
    }

    static List<Sample> pages() {
        var found = page(ORGANIZATION);
        found.put("form", Map.of("position", "1208"));
        found.put(
                "inclusion",
                new EvidenceInclusion(
                        1208,
                        412,
                        "{\"position\":1208,\"id\":\"9b2f7a86-4c55-4b5e-8a43-6f2c62c2f6a1\",\"at\":\"2026-03-04T05:06:07.123Z\",\"type\":\"license.suspended\",\"revision\":\"1\"}",
                        ROOT,
                        List.of(ROOT, "Ql4k85C8dlVUtYGi4DOtWWbOG+p8wlBsh57U2rn7aHc=", ROOT),
                        checkpoint(NAME, 15),
                        true));
        var touched = new HashMap<>(found);
        touched.put(
                "inclusion", new EvidenceInclusion(1208, 412, "", ROOT, List.of(ROOT), checkpoint(NAME, 15), false));
        var contradicted = page(null);
        contradicted.put(
                "status",
                new EvidenceStatus(
                        NAME,
                        812,
                        815,
                        "Of %s another root was signed for 812 events than these have".formatted(NAME)));
        contradicted.put("checkpoint", null);
        contradicted.put("errors", Map.of("position", "This log has no event at this position."));
        contradicted.put("form", Map.of("position", "99999"));
        var fresh = page(ORGANIZATION);
        fresh.put("ofOperator", false);
        fresh.put("checkpoints", new Page(List.of(checkpoint(NAME, 0)), null));
        fresh.put("growth", List.of(checkpoint(NAME, 0)));
        return List.of(
                new Sample("evidence", PATH, "evidence/show", page(null)),
                new Sample("evidence-organization", PATH + "/organization", "evidence/show", found),
                new Sample("evidence-touched", PATH + "/touched", "evidence/show", touched),
                new Sample("evidence-contradicted", PATH + "/contradicted", "evidence/show", contradicted),
                new Sample("evidence-fresh", PATH + "/fresh", "evidence/show", fresh));
    }
}
