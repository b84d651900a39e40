-- What is known of each task, with the version that last wrote each field; a deleted one stays as a tombstone.
create table tasks (
  task_id uuid primary key,
  user_id text not null,
  fields jsonb not null default '{}',
  versions jsonb not null default '{}',
  -- The latest event that a plan followed from: reminders before it are not made.
  planned_from timestamptz,
  deleted_at timestamptz
);

create index tombstones on tasks (deleted_at) where deleted_at is not null;

-- The truth about what is to be sent and what has been. A task has one reminder an instant, so a sent one is never sent again.
-- Whoever writes a task's reminders holds the lock of its row in tasks.
create table reminders (
  task_id uuid not null references tasks on delete cascade,
  remind_at timestamptz not null,
  reminder_type text not null,
  -- Of the event that scheduled it.
  correlationid text not null,
  causationid uuid not null,
  state text not null default 'pending' check (state in ('pending', 'sent', 'collapsed')),
  settled_at timestamptz,
  primary key (task_id, remind_at)
);

create index reminders_due on reminders (remind_at) where state = 'pending';
create index reminders_settled on reminders (settled_at) where settled_at is not null;
