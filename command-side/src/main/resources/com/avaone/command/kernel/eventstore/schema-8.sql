-- How far each webhook endpoint has come, and what became of what was sent to it. Nothing of what an event says is here.
-- Everything up to point_position is done, and the log was looked at up to reached; version grows by each change and by each taking.
CREATE TABLE webhook (
    webhook_id     TEXT    PRIMARY KEY,
    point_position INTEGER NOT NULL,
    point_count    INTEGER NOT NULL,
    point_digest   TEXT    NOT NULL,
    reached        INTEGER NOT NULL,
    failing_since  INTEGER,
    rest_until     INTEGER,
    version        INTEGER NOT NULL,
    owner          TEXT    NOT NULL,
    owned_until    INTEGER NOT NULL
);
-- An event of no aggregate has none. next_attempt_at is null where it is not tried again.
CREATE TABLE webhook_delivery (
    webhook_id      TEXT    NOT NULL,
    delivery_id     TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    type            TEXT    NOT NULL,
    aggregate_id    TEXT,
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    last_attempt_at INTEGER NOT NULL,
    status          INTEGER,
    problem         TEXT,
    milliseconds    INTEGER NOT NULL,
    next_attempt_at INTEGER,
    PRIMARY KEY (webhook_id, delivery_id)
) WITHOUT ROWID;
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_delivery_due_of ON webhook_delivery (webhook_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_delivery_newest ON webhook_delivery (webhook_id, last_attempt_at, delivery_id);
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (webhook_id, state, last_attempt_at, delivery_id);
CREATE INDEX webhook_delivery_by_age ON webhook_delivery (last_attempt_at) WHERE state = 'DELIVERED';
-- Sequences of which what is behind a position and up to reached is still to be sent: an aggregate's, or '' for events of none.
CREATE TABLE webhook_behind (
    webhook_id TEXT    NOT NULL,
    sequence   TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    PRIMARY KEY (webhook_id, sequence)
) WITHOUT ROWID;
