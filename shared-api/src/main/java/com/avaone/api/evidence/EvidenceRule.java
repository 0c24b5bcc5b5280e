package com.avaone.api.evidence;

import com.avaone.api.kernel.Rule;

/** Rules about the evidence log. */
public enum EvidenceRule implements Rule {
    CONTRADICTED(
            "evidence-contradicted",
            "The events contradict what was signed",
            "A checkpoint was signed over events that are not in the store as they were: it was put back to an older copy, or somebody changed "
                    + "it. Nothing more is signed, so that the contradiction stays visible. The operator finds it in the health page and in "
                    + "the log; what was signed and what the store holds now are both kept.",
            Kind.CONFLICT),
    TOO_MANY_BUNDLES(
            "evidence-too-many-bundles",
            "Too many bundles are being made",
            "Making a bundle reads everything that an organization has. Only a few are made at once, and of an organization there is one at a "
                    + "time, made or being downloaded. Try again in a few minutes.",
            Kind.TOO_MANY);

    private final Text text;

    EvidenceRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
