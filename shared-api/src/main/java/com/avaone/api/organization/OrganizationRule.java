package com.avaone.api.organization;

import com.avaone.api.kernel.Rule;

/** Rules about organizations. */
public enum OrganizationRule implements Rule {
    SLUG_TAKEN(
            "slug-taken",
            "This short name is taken",
            "Every organization has a short name (slug) of its own. Choose another.",
            Kind.CONFLICT),
    ORGANIZATION_EXISTS(
            "organization-exists", "This organization exists already", "The identifier is in use.", Kind.CONFLICT),
    DELETION_ALREADY_REQUESTED(
            "deletion-already-requested",
            "Deletion was already asked for",
            "The organization will be deleted when its grace period is over. Restore it if that is not wanted.",
            Kind.CONFLICT),
    DELETION_NOT_REQUESTED(
            "deletion-not-requested", "Nobody asked for its deletion", "There is nothing to restore.", Kind.CONFLICT),
    DELETION_REQUESTED(
            "deletion-requested",
            "The organization is about to be deleted",
            "It cannot be changed during the grace period. Restore it first.",
            Kind.CONFLICT),
    DELETION_NOT_DUE(
            "deletion-not-due",
            "The grace period is not over",
            "An organization is deleted when its grace period is over, never before.",
            Kind.CONFLICT),
    DELETION_DUE(
            "deletion-due",
            "The grace period is over",
            "The organization is being deleted and can no longer be restored.",
            Kind.CONFLICT),
    ORGANIZATION_DELETED(
            "organization-deleted",
            "The organization was deleted",
            "It is gone for good; the facts of its history remain.",
            Kind.CONFLICT);

    private final Text text;

    OrganizationRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
