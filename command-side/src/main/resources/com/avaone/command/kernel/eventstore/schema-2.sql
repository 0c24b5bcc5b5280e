-- A reservation may run out by itself, and an owner can be asked for all it has.
ALTER TABLE reservation ADD COLUMN reserved_until INTEGER;
CREATE INDEX reservation_by_owner ON reservation (owner_id, kind);
