-- A file that a mail brings along.
ALTER TABLE mail ADD COLUMN attachment_name TEXT;
ALTER TABLE mail ADD COLUMN attachment_type TEXT;
ALTER TABLE mail ADD COLUMN attachment TEXT;
