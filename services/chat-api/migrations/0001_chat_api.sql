create table users (
  id uuid primary key,
  email text not null,
  name text,
  time_zone text not null,
  password_hash text not null,
  role text not null default 'user' check (role in ('user', 'admin')),
  -- Counts this user's changes; its row lock makes one user's writes take turns.
  user_seq bigint not null default 0,
  created_at timestamptz(3) not null default now()
) with (fillfactor = 50);
create unique index users_email on users (lower(email));

-- The fields of contracts/task.ts under the same names.
create table tasks (
  id uuid primary key,
  user_id uuid not null references users (id),
  title text not null,
  description text,
  status text not null check (status in ('TODO', 'IN_PROGRESS', 'DONE')),
  priority text not null check (priority in ('HIGH', 'MEDIUM', 'LOW')),
  due_date timestamptz(3),
  due_local text,
  time_zone text not null,
  recurrence text,
  recurrence_mode text not null check (recurrence_mode in ('schedule', 'completion')),
  series_id uuid,
  occurrence_index int not null,
  series_anchor text,
  tags text[] not null,
  reminders jsonb,
  version int not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  completed_at timestamptz(3),
  unique (series_id, occurrence_index),
  check ((due_date is null) = (due_local is null)),
  check ((status = 'DONE') = (completed_at is not null))
) with (fillfactor = 80);
create index tasks_of_user on tasks (user_id, id desc);
create index tasks_due on tasks (user_id, due_date) where status <> 'DONE';

-- Which instances of a series were ever made: deleting one does not let a replayed completion make it again.
create table occurrences (
  series_id uuid not null,
  occurrence_index int not null,
  task_id uuid not null,
  primary key (series_id, occurrence_index)
);

create table messages (
  id uuid primary key,
  user_id uuid not null references users (id),
  role text not null check (role in ('user', 'assistant')),
  text text not null,
  actions jsonb not null default '[]',
  choices jsonb not null default '[]',
  -- What "undo" takes back: the task before and its version after; emptied when it is done.
  undo jsonb,
  created_at timestamptz(3) not null
);
create index messages_of_user on messages (user_id, id desc);

create table idempotency_keys (
  user_id uuid not null references users (id),
  key text not null,
  request_hash text not null,
  answer text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

create table login_attempts (
  email text primary key,
  attempts int not null,
  since timestamptz not null default now()
);

-- Development only: one key that all replicas share. In production it comes from AUTH_SIGNING_KEY.
create table signing_keys (
  id int primary key check (id = 1),
  jwk jsonb not null
);
