-- Mail is about a user or about an organization.
ALTER TABLE mail RENAME COLUMN user_id TO person_id;
