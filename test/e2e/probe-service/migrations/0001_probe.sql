-- What the probe has handled, in order.
create table handled (
  n bigint generated always as identity primary key,
  event_id uuid not null,
  type text not null,
  task_id uuid not null,
  user_id text not null,
  sequence text,
  traceparent text
);
create index handled_by_user on handled (user_id, n);

-- Tasks of which the tests say that the probe can handle them by now.
create table mended (task_id uuid primary key);
