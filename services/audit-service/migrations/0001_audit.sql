-- Who did what: append-only, in hash chains that make a change or a gap show.
create table audit_entries (
  id bigint generated always as identity primary key,
  chain smallint not null,
  position bigint not null,
  event_id uuid not null unique,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  operation text not null,
  source text not null,
  -- What an erasure empties: everything that speaks of a person. The digest stays, so the chain still verifies.
  user_id text,
  actor text,
  task_id uuid,
  payload text,
  -- What a person would search for; indexing the whole payload costs three times as much.
  words text,
  salt bytea,
  digest bytea not null,
  hash bytea not null,
  erased_at timestamptz,
  search tsvector generated always as (to_tsvector('simple', coalesce(words, ''))) stored,
  unique (chain, position)
);

create index audit_by_user on audit_entries (user_id, id);
create index audit_by_task on audit_entries (task_id, id) where task_id is not null;
create index audit_by_operation on audit_entries (operation, id);
create index audit_by_time on audit_entries using brin (occurred_at);
create index audit_by_text on audit_entries using gin (search);

-- The end of each chain, and the entry after which it starts now that older ones are past their retention.
create table audit_heads (
  chain smallint primary key,
  position bigint not null default 0,
  hash bytea not null default '\x',
  pruned_position bigint not null default 0,
  pruned_hash bytea not null default '\x'
);
insert into audit_heads (chain) select generate_series(0, 15);

-- Entries change only in an erasure or at the end of their retention, and both say so first.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if current_setting('audit.maintenance', true) = tg_op then
    return coalesce(new, old);
  end if;
  raise exception 'audit entries are append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete on audit_entries for each row execute function refuse_change();
create trigger never_truncated before truncate on audit_entries execute function refuse_change();
