package com.avaone.api.license;

import com.avaone.api.kernel.Rule;

/** Rules about licenses. */
public enum LicenseRule implements Rule {
    LICENSE_EXISTS("license-exists", "The license exists already", "A license is issued once.", Kind.CONFLICT),
    LICENSE_REVOKED(
            "license-revoked",
            "The license was revoked",
            "A revoked license has ended for good; issue another.",
            Kind.CONFLICT),
    LICENSE_EXPIRED("license-expired", "The license has expired", "Renew it first.", Kind.CONFLICT),
    LICENSE_NOT_ACTIVE(
            "license-not-active",
            "The license is not active",
            "Only an active license can be paused or give out seats; only an active or paused one can be suspended.",
            Kind.CONFLICT),
    LICENSE_NOT_SHUT(
            "license-not-shut",
            "The license is neither paused nor suspended",
            "There is nothing to resume.",
            Kind.CONFLICT),
    SEAT_LIMIT(
            "seat-limit",
            "All seats are taken",
            "Release a seat, or ask for more seats. The figures say how many there are and how many are used.",
            Kind.CONFLICT),
    SEATS_BELOW_USED(
            "seats-below-used",
            "More seats are taken than that",
            "Release seats first; the limit cannot be set below the number in use.",
            Kind.CONFLICT),
    VALID_UNTIL_PAST(
            "valid-until-past",
            "The last day is in the past",
            "An organization is registered, and a license renewed, until today or later.",
            Kind.INVALID),
    PERIOD_INVALID(
            "period-invalid",
            "The period is not usable",
            "A renewal lasts at least one day and at most ten years.",
            Kind.INVALID),
    PRODUCT_TWICE(
            "product-twice",
            "A product is named twice",
            "Each product is granted once, with one last day.",
            Kind.INVALID);

    private final Text text;

    LicenseRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
