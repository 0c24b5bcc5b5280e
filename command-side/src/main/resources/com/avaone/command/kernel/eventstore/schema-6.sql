-- A file that a mail brings along; and lists of mail to an address, or in a state, the newest first.
ALTER TABLE mail ADD COLUMN attachment_name TEXT;
ALTER TABLE mail ADD COLUMN attachment_type TEXT;
ALTER TABLE mail ADD COLUMN attachment TEXT;
CREATE INDEX mail_by_recipient ON mail (recipient, mail_id);
CREATE INDEX mail_by_state ON mail (state, mail_id);
