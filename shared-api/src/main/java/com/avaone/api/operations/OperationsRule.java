package com.avaone.api.operations;

import com.avaone.api.kernel.Rule;

/** Rules about the suite's machinery. */
public enum OperationsRule implements Rule {
    UNKNOWN_PROCESSOR(
            "unknown-processor",
            "There is no processor with this name",
            "The names are listed on the page of databases and under GET /api/admin/multi-database-status.",
            Kind.NOT_FOUND),
    NOT_REBUILDABLE(
            "not-rebuildable",
            "This processor touches the world and is never rebuilt",
            "Rebuilding it would send its commands, mails or calls a second time. Retry what is parked instead.",
            Kind.CONFLICT),
    PROCESSOR_ELSEWHERE(
            "processor-elsewhere",
            "Another node runs this processor",
            "A node rebuilds only what it owns, and nothing was touched. Pause the processor, rebuild it, and then resume it.",
            Kind.CONFLICT);

    private final Text text;

    OperationsRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
