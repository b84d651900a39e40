-- So that keys nobody writes under any more can be removed; not indexed, or each write would update an index.
alter table outbox_keys add column used_at timestamptz not null default now();
