-- A failed event: what stood at one place of a topic. Stored first, as it came; what it says is read afterwards.
create table dead_letters (
  id uuid primary key,
  -- Where it first stood; a message that carries no such headers is known by its place in the dead-letter topic.
  topic text not null,
  partition int not null,
  "offset" bigint not null,
  -- As text: bytes that are no UTF-8 show as U+FFFD.
  key text,
  -- Kafka headers, names in lower case, as HTTP carries them.
  headers jsonb not null,
  payload bytea not null,
  captured_at timestamptz not null,
  -- Read from the payload as far as it can be.
  event_id text,
  event_type text,
  user_id text,
  task_id text,
  correlation_id text,
  event_time timestamptz,
  unique (topic, partition, "offset")
);
create index dead_letters_event on dead_letters (event_id);
create index dead_letters_user on dead_letters (user_id);
create index dead_letters_task on dead_letters (task_id);

-- Each arrival in a dead-letter topic: once for every consumer that failed, and again when a replay failed too. Its own place there is not to be had:
-- a dead letter carries the headers of the event that it copies, and daprd lets them stand over those of the delivery. What tells arrivals apart, also
-- when one is delivered again, is the event's place and the time at which Kafka got the copy, in ms.
create table arrivals (
  topic text not null,
  partition int not null,
  "offset" bigint not null,
  arrived_at timestamptz not null,
  dlq_topic text not null,
  dead_letter_id uuid not null references dead_letters on delete cascade,
  primary key (topic, partition, "offset", arrived_at)
);
create index arrivals_dead_letter on arrivals (dead_letter_id);

-- What consumers said of single tries; they may come before the dead letter, and without one when a later try worked.
create table attempts (
  report_id uuid primary key,
  consumer text not null,
  topic text not null,
  partition int,
  "offset" bigint,
  event_id text,
  event_type text,
  attempt int not null,
  outcome text not null check (outcome in ('failed', 'handled', 'duplicate', 'stale')),
  error_class text,
  message text,
  stack text,
  build text not null,
  reported_at timestamptz not null
);
create index attempts_place on attempts (topic, partition, "offset");
create index attempts_event on attempts (event_id, consumer);
create index attempts_age on attempts (reported_at);

-- A consumer's failure with a dead letter: what operators list, group, replay and archive. '' is a consumer that nobody named.
create table failures (
  id uuid primary key,
  dead_letter_id uuid not null references dead_letters on delete cascade,
  consumer text not null,
  reason text not null check (reason in ('handler_failed', 'contract_broken', 'malformed', 'unroutable', 'expired', 'unknown')),
  -- The reason in words.
  explanation text not null,
  error_class text,
  message text,
  stack text,
  build text,
  -- Failures alike share it: a digest of consumer, type, error class and the message without its ids and numbers.
  fingerprint text not null,
  attempts int not null default 0,
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  -- handled: a replay succeeded; open again when a replay failed.
  state text not null default 'open' check (state in ('open', 'replaying', 'handled', 'archived')),
  archived_reason text,
  archived_at timestamptz,
  -- What the text search looks at.
  search text not null,
  unique (dead_letter_id, consumer)
);
create index failures_newest on failures (last_failed_at desc, id desc);
create index failures_open on failures (state, last_failed_at desc, id desc);
create index failures_group on failures (fingerprint, state);
-- A bulk replay walks through its group, oldest first.
create index failures_replayable on failures (fingerprint, first_failed_at, id) where state = 'open';
create index failures_consumer on failures (consumer, last_failed_at desc);
create extension if not exists pg_trgm with schema public;
create index failures_search on failures using gin (search public.gin_trgm_ops);

-- A bulk replay of a group.
create table bulk_replays (
  id uuid primary key,
  fingerprint text not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  idempotency_key text,
  correlation_id text not null,
  state text not null default 'running' check (state in ('running', 'paused', 'stopped', 'done')),
  stopped_reason text,
  ended_at timestamptz,
  total int not null,
  -- Events in the batch under way: 1, 5, 20, …; and how many of them have been published.
  batch_size int not null default 1,
  batch_sent int not null default 0,
  rate_per_second int not null,
  -- When a worker looks at it again: the rate limit.
  wake_at timestamptz not null
);
create index bulk_replays_due on bulk_replays (wake_at) where state = 'running';
create unique index bulk_replays_key on bulk_replays (requested_by, idempotency_key) where idempotency_key is not null;

-- One failure published again. Whoever locks more than one row locks bulk_replays first, then failures, then replays.
create table replays (
  id uuid primary key,
  failure_id uuid not null references failures on delete cascade,
  bulk_replay_id uuid references bulk_replays,
  -- The id of the event as it was published: the original's, or a new one after an edit.
  event_id text not null,
  mode text not null check (mode in ('same', 'edited')),
  -- The data of an edited event, beside the original for the diff.
  edited_data jsonb,
  requested_by uuid not null,
  requested_at timestamptz not null,
  idempotency_key text,
  -- waiting: in a bulk replay whose batch has not come; unconfirmed: no report within the time allowed.
  state text not null check (state in ('waiting', 'published', 'handled', 'failed_again', 'unconfirmed', 'cancelled')),
  published_at timestamptz,
  settled_at timestamptz,
  -- What the consumer reported: handled, duplicate or stale.
  outcome text,
  -- Why it ended otherwise, in words.
  reason text
);
-- Ids are UUIDv7: their order is that of the requests.
create index replays_failure on replays (failure_id, id desc);
create index replays_event on replays (event_id);
create index replays_bulk on replays (bulk_replay_id, state, id);
create index replays_overdue on replays (published_at) where state = 'published';
-- However often the button is pressed, one replay of a failure is under way at a time.
create unique index replays_once on replays (failure_id) where state in ('waiting', 'published');
