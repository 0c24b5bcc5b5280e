-- The evidence log: hashes of the trees over the events (docs/evidence.md), which can be worked out from these, and what was signed, which cannot.
-- Level 0 has a row for each event of a tree, level n one for each 256 of level n-1. position is that of the last event in it.
CREATE TABLE evidence_node (
    tree     TEXT    NOT NULL,
    level    INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash     BLOB    NOT NULL,
    PRIMARY KEY (tree, level, number)
) WITHOUT ROWID;

-- One row: the position up to which every event is in its trees.
CREATE TABLE evidence_progress (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL
);
INSERT INTO evidence_progress (id, position) VALUES (1, -1);

CREATE TABLE evidence_checkpoint (
    origin TEXT    NOT NULL,
    number INTEGER NOT NULL,
    size   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    note   TEXT    NOT NULL,
    PRIMARY KEY (origin, number)
) WITHOUT ROWID;
