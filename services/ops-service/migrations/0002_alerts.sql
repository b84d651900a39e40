-- Something that is or was wrong: one row for a kind and subject, through all its times of firing.
create table alerts (
  kind text not null,
  subject text not null,
  -- What was found last, as people are told of it.
  severity text not null check (severity in ('error', 'warning')),
  summary text not null,
  details jsonb not null,
  path text not null,
  command text not null,
  latest timestamptz,
  state text not null check (state in ('pending', 'firing', 'resolved')),
  bad_rounds int not null,
  good_rounds int not null,
  fired_at timestamptz,
  resolved_at timestamptz,
  notified_at timestamptz,
  primary key (kind, subject)
);
create index alerts_recent on alerts (fired_at desc) where fired_at is not null;

-- What people are told of an alert, by channel; its content is fixed when it is written, so that each try sends the same.
create table alert_notices (
  id uuid primary key,
  kind text not null,
  subject text not null,
  -- The firing that it belongs to.
  fired_at timestamptz not null,
  channel text not null check (channel in ('email', 'webhook')),
  says text not null check (says in ('firing', 'resolved')),
  content jsonb not null,
  -- dropped: the alert was over before it could be sent, or a day went by.
  state text not null default 'pending' check (state in ('pending', 'sent', 'dropped')),
  attempts int not null default 0,
  -- When it is tried next; while a try is under way, when its lease ends.
  wake_at timestamptz not null default now(),
  reason text,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  foreign key (kind, subject) references alerts on delete cascade
);
create index alert_notices_due on alert_notices (wake_at) where state = 'pending';
create index alert_notices_alert on alert_notices (kind, subject, fired_at);

-- When everything was last looked at; replicas take turns by locking the one row.
create table alert_rounds (
  only_one boolean primary key default true check (only_one),
  looked_at timestamptz not null default '-infinity'
);
insert into alert_rounds default values;
