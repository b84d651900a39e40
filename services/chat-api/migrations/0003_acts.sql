-- What a person did, one row an act however many tasks it touched: what undo and redo go through.
create table acts (
  id uuid primary key,
  user_id uuid not null references users (id),
  channel text not null,
  -- The user's counter when it was done, and when it was taken back; null while it stands.
  made_seq bigint not null,
  undone_seq bigint,
  -- The tasks as they are called today: taking a deletion back gives a task a new id.
  task_ids uuid[] not null,
  -- What was done to each of them, in the same order.
  deeds jsonb not null,
  bytes int not null,
  created_at timestamptz(3) not null
);
create unique index acts_of_user on acts (user_id, made_seq desc);
create index acts_age on acts (created_at);

-- By which completion an instance was made, and what tells whether it has changed since; null for those made before this.
alter table occurrences add column completed_at timestamptz(3), add column content text;
create index occurrences_of_task on occurrences (task_id);

-- The chat has no undo of its own any more. The column stays for replicas of the release before, which still write it.
update messages set undo = null where undo is not null;
