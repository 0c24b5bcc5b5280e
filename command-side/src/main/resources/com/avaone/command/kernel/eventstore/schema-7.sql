-- Which records of the operator an outside CRM is to have, and whether it has them as they are. Nothing of what they say is here.
-- position is that of the last change in the log; a record that is not to be sent is due at no time, whatever due says.
CREATE TABLE outside_record (
    record_id TEXT    PRIMARY KEY,
    kind      TEXT    NOT NULL,
    person_id TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    state     TEXT    NOT NULL,
    attempts  INTEGER NOT NULL,
    due       INTEGER NOT NULL,
    sent_at   INTEGER,
    problem   TEXT
);
CREATE INDEX outside_record_to_send ON outside_record (position) WHERE state IN ('WAITING', 'RETRYING');
CREATE INDEX outside_record_by_state ON outside_record (state, record_id);
CREATE INDEX outside_record_by_position ON outside_record (position);
CREATE INDEX outside_record_of_person ON outside_record (person_id);
