package com.avaone.api.feed;

import com.avaone.api.kernel.Rule;

/** Rules about following the events. */
public enum FeedRule implements Rule {
    CURSOR_NOT_VALID(
            "feed-cursor-not-valid",
            "This is no cursor of the event feed",
            "A cursor is passed on exactly as the feed gave it. One that was changed, made by hand, or comes from another installation is "
                    + "not accepted. Send the last one that you kept, or begin anew without one.",
            Kind.INVALID),
    CURSOR_OF_OTHER_FILTERS(
            "feed-cursor-of-other-filters",
            "The cursor belongs to other filters",
            "A cursor counts the events that its filters let through, so it goes on with the same organization, types and aggregate only. "
                    + "Send the filters with which you began, or begin anew with a position in `since`.",
            Kind.INVALID),
    CURSOR_AHEAD_OF_LOG(
            "feed-cursor-ahead-of-log",
            "The log ends before this cursor",
            "What the cursor has seen is not in the log any more: the log was put back to an older backup. What happened after that backup is "
                    + "gone. Compare what you hold with the log, and begin anew.",
            Kind.CONFLICT);

    private final Text text;

    FeedRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
