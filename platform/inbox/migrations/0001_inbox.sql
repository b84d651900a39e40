-- Events that a consumer has handled, so that a second delivery has no second effect.
create table inbox (
  consumer text not null,
  event_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

-- Rows come in the order of time: a block range index is all that the daily purge needs.
create index inbox_received on inbox using brin (received_at);
