package com.avaone.api.team;

import com.avaone.api.kernel.Rule;

/** Rules about teams. */
public enum TeamRule implements Rule {
    TEAM_EXISTS("team-exists", "This team exists already", "The identifier is in use.", Kind.CONFLICT),
    TEAM_NAME_TAKEN(
            "team-name-taken",
            "Another team of this organization has this name",
            "Capitals make no difference. Choose another name, or archive that team.",
            Kind.CONFLICT),
    TEAM_ARCHIVED(
            "team-archived",
            "The team was archived",
            "That is for good: nothing of it can be changed. Make another team.",
            Kind.CONFLICT),
    TEAM_FULL("team-full", "The team has as many members as a team can have", "Make another team.", Kind.CONFLICT),
    MEMBER_NOT_POSSIBLE(
            "member-not-possible",
            "Nobody whom a team can have is known by this identifier",
            "Members are users of the same organization who are invited or active.",
            Kind.INVALID),
    NOT_A_MEMBER("not-a-member", "The user is not in the team", "There is nobody to take out.", Kind.NOT_FOUND);

    private final Text text;

    TeamRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
