package com.avaone.api.content;

import com.avaone.api.kernel.Rule;

/** Rules about the content of the site. */
public enum ContentRule implements Rule {
    CONTENT_INCOMPLETE(
            "content-incomplete",
            "Something is still missing",
            "A draft may have gaps; what everybody sees may not. Fill in the field named, and publish it then.",
            Kind.UNPROCESSABLE),
    NO_DRAFT(
            "no-draft",
            "There is no draft",
            "What is published is what was written last. Change it first; the change is a draft then.",
            Kind.CONFLICT),
    DRAFT_CHANGED(
            "draft-changed",
            "The draft is another one meanwhile",
            "Somebody went on writing after you looked. Look at the draft again before you publish it.",
            Kind.CONFLICT),
    NOT_PUBLISHED(
            "content-not-published",
            "It is not published",
            "Nobody sees it, so there is nothing to be taken off.",
            Kind.CONFLICT),
    NOT_SCHEDULED(
            "content-not-scheduled",
            "Nothing is scheduled",
            "It was published meanwhile, or the schedule was taken back.",
            Kind.CONFLICT),
    PUBLISH_AT_PAST(
            "publish-at-past",
            "Nothing can be published in the past",
            "What everybody saw then stays so. Choose an instant still to come, or publish it now.",
            Kind.INVALID),
    PREVIEW_TOO_LONG(
            "preview-too-long",
            "A link to a draft lasts 30 days at most",
            "Choose an end that is still to come and within 30 days. Make another link when it is over.",
            Kind.INVALID);

    private final Text text;

    ContentRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
