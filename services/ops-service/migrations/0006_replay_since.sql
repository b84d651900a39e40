-- A bulk replay is of a group, of all that has failed since an instant, or of both.
alter table bulk_replays alter column fingerprint drop not null;
alter table bulk_replays add column since timestamptz;
alter table bulk_replays add check (fingerprint is not null or since is not null);
-- It walks through them, oldest first.
create index failures_to_replay on failures (first_failed_at, id) where state = 'open';
-- How long a try took, in ms; null where its consumer did not say.
alter table attempts add column took_ms int;
