-- Whose entries are to be emptied because their account was deleted: those before the entry that says so, which stays.
create table erasures (
  user_id text primary key,
  requested_at timestamptz not null default now(),
  before_id bigint not null,
  erased_at timestamptz,
  entries int
);
create index erasures_open on erasures (requested_at) where erased_at is null;
