-- Mail that the suite wrote. A row holds a link, which is a secret, and what it says of a person; both are gone with the row.
-- Instants of sending are null before; words is what a search looks at, in lower case.
CREATE TABLE mail (
    mail_id         TEXT    PRIMARY KEY,
    event_id        TEXT    NOT NULL,
    recipient       TEXT    NOT NULL,
    user_id         TEXT    NOT NULL,
    organization_id TEXT    NOT NULL,
    template        TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    html            TEXT    NOT NULL,
    words           TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    due             INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    give_up_at      INTEGER NOT NULL,
    sent_at         INTEGER,
    problem         TEXT
);
CREATE UNIQUE INDEX mail_of_event ON mail (event_id, recipient);
CREATE INDEX mail_by_due ON mail (due) WHERE state = 'WAITING';
CREATE INDEX mail_of_user ON mail (user_id);
CREATE INDEX mail_of_organization ON mail (organization_id);
CREATE INDEX mail_by_age ON mail (created_at);
