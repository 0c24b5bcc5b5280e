-- In whose name mail comes, and where answers go.
ALTER TABLE mail ADD COLUMN sender TEXT NOT NULL DEFAULT 'Avaone Suite';
ALTER TABLE mail ADD COLUMN reply_to TEXT;
