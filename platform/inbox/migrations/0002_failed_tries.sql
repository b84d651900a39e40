-- Events that a consumer has failed with and not handled since: how often, and at which place in Kafka.
create table failed_tries (
  consumer text not null,
  -- The id of the event, or its place where it has none that can be read.
  event_id text not null,
  topic text not null,
  partition int,
  "offset" text,
  tries int not null,
  failed_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
