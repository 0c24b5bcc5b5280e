-- The embedded store, schema version 1. Instants are milliseconds since 1970 in UTC; payload and metadata are JSON in UTF-8.
-- A released version is never edited: a change is a new file schema-N.sql that turns version N-1 into N.

-- One writer gives the positions 1, 2, 3 … without gaps and nothing is ever deleted, so a position is a place for ever.
CREATE TABLE event (
    position       INTEGER PRIMARY KEY,
    aggregate_id   TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    aggregate_type TEXT,
    event_id       TEXT    NOT NULL,
    recorded_at    INTEGER NOT NULL,
    name           TEXT    NOT NULL,
    revision       TEXT,
    payload        BLOB    NOT NULL,
    metadata       BLOB    NOT NULL
);
CREATE UNIQUE INDEX event_of_aggregate ON event (aggregate_id, version);

-- The newest snapshot of each aggregate that has one.
CREATE TABLE snapshot (
    aggregate_id   TEXT    PRIMARY KEY,
    version        INTEGER NOT NULL,
    aggregate_type TEXT,
    event_id       TEXT    NOT NULL,
    recorded_at    INTEGER NOT NULL,
    name           TEXT    NOT NULL,
    revision       TEXT,
    payload        BLOB    NOT NULL,
    metadata       BLOB    NOT NULL
);

CREATE TABLE reservation (
    kind        TEXT    NOT NULL,
    value       TEXT    NOT NULL,
    owner_id    TEXT    NOT NULL,
    reserved_at INTEGER NOT NULL,
    PRIMARY KEY (kind, value)
) WITHOUT ROWID;

-- While a claim is unfinished, id is null. run_id is the process run that claimed.
CREATE TABLE idempotency_outcome (
    scope_key    TEXT    PRIMARY KEY,
    digest       TEXT    NOT NULL,
    aggregate_id TEXT    NOT NULL,
    run_id       TEXT    NOT NULL,
    claimed_at   INTEGER NOT NULL,
    id           TEXT,
    version      INTEGER,
    position     INTEGER
) WITHOUT ROWID;
CREATE INDEX idempotency_outcome_by_age ON idempotency_outcome (claimed_at);

CREATE TABLE deadline (
    key             TEXT    PRIMARY KEY,
    due             INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    organization_id TEXT,
    subject_id      TEXT    NOT NULL,
    data            TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX deadline_by_due ON deadline (due);

CREATE TABLE credential (
    kind       TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    secret     TEXT NOT NULL,
    PRIMARY KEY (kind, subject_id)
) WITHOUT ROWID;

CREATE TABLE process_state (
    process TEXT NOT NULL,
    key     TEXT NOT NULL,
    state   TEXT NOT NULL,
    PRIMARY KEY (process, key)
) WITHOUT ROWID;

-- One row, rewritten to see whether the store accepts writes.
CREATE TABLE probe (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    writes INTEGER NOT NULL
);
INSERT INTO probe (id, writes) VALUES (1, 0);
