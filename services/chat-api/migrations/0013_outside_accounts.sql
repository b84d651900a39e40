-- Whom an outside identity provider knows has no password here.
alter table users alter column password_hash drop not null;
