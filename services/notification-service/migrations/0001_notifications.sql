-- What is known of each task: facts and, for each, the version that last wrote it. A deleted task stays as a tombstone.
create table tasks (
  task_id uuid primary key,
  user_id uuid not null,
  facts jsonb not null default '{}',
  versions jsonb not null default '{}',
  due_written_at timestamptz,
  deleted_at timestamptz
);
create index tasks_deleted on tasks (deleted_at) where deleted_at is not null;

-- Only of those who changed something; all others have the defaults.
create table preferences (
  user_id uuid primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- One decision: tell this user of this cause on this channel, now or when its time comes. Its id becomes the notification's.
create table notices (
  id uuid primary key,
  -- The event, or the snoozed notification, that led to it: the key of the dedupe.
  cause_id uuid not null,
  channel text not null,
  user_id uuid not null,
  kind text not null,
  task_id uuid not null,
  title text not null,
  due_at timestamptz,
  late_seconds int not null default 0,
  collapsed int not null default 0,
  correlationid text not null,
  caused_at timestamptz not null,
  state text not null check (state in ('waiting', 'requested', 'dropped')),
  -- Never sent before this instant: a snooze.
  not_before timestamptz not null,
  -- When the clock looks at it again.
  wake_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (cause_id, channel)
);
create index notices_waiting on notices (wake_at) where state = 'waiting';
create index notices_waiting_by_user on notices (user_id, wake_at) where state = 'waiting';
create index notices_by_age on notices (created_at);

-- One digest for each user, local day and channel.
create table digests (
  user_id uuid not null,
  local_date date not null,
  channel text not null,
  notification_id uuid not null,
  primary key (user_id, local_date, channel)
);

-- The work of the delivery workers: one row for each requested notification.
create table deliveries (
  notification_id uuid primary key,
  user_id uuid not null,
  kind text not null,
  channel text not null,
  task_ids uuid[] not null,
  title text not null,
  body text not null,
  due_at timestamptz,
  requested_at timestamptz not null,
  correlationid text not null,
  causationid text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'dropped')),
  attempts int not null default 0,
  -- Due for a try, or, while one is under way, when it counts as lost.
  wake_at timestamptz not null default now(),
  -- Push subscriptions that already took it.
  done_for uuid[] not null default '{}',
  reason text,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);
create index deliveries_pending on deliveries (channel, wake_at) where state = 'pending';
create index deliveries_latest on deliveries (user_id, closed_at desc) where state = 'delivered';
create index deliveries_by_age on deliveries (created_at);

-- What the page shows.
create table notifications (
  id uuid primary key,
  user_id uuid not null,
  kind text not null,
  task_ids uuid[] not null,
  title text not null,
  body text not null,
  due_at timestamptz,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  snoozed_until timestamptz
);
create index notifications_by_user on notifications (user_id, id desc);
create index notifications_unread on notifications (user_id, id desc) where read_at is null;
create index notifications_by_age on notifications (created_at);

create table push_subscriptions (
  id uuid primary key,
  user_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null default now(),
  unique (user_id, endpoint)
);

create table unsubscribe_tokens (
  token text primary key,
  user_id uuid not null,
  kind text not null,
  channel text not null,
  created_at timestamptz not null default now(),
  unique (user_id, kind, channel)
);

-- The key pair of Web Push where no setting gives one: development.
create table vapid_keys (
  singleton boolean primary key default true check (singleton),
  public_key text not null,
  private_key text not null
);
