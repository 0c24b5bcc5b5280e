package com.avaone.api.communication;

import com.avaone.api.kernel.Rule;

/** Rules about mail. */
public enum CommunicationRule implements Rule {
    ADDRESS_NOT_SUPPRESSED(
            "address-not-suppressed",
            "Mail is sent to this address",
            "It is not suppressed, or not any more. There is nothing to lift.",
            Kind.CONFLICT);

    private final Text text;

    CommunicationRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
