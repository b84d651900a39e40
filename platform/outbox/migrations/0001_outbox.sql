-- Events that this service has promised to publish, written in the transaction that caused them.
create table outbox (
  -- Rows of one lane (topic, key) get their positions in commit order: the writer holds the key's lock.
  position bigint generated always as identity primary key,
  id uuid not null,
  topic text not null,
  key text not null,
  bucket smallint not null,
  event text not null,
  created_at timestamptz not null default now(),
  -- Refused by the broker for good; stays until somebody retries it.
  parked_at timestamptz,
  parked_reason text
);

-- The relay reads the heads of the lanes; dead rows are frequent, so vacuum early.
create index outbox_lanes on outbox (topic, key, position) include (bucket) where parked_at is null;
create index outbox_parked on outbox (position) where parked_at is not null;
alter table outbox set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- One row a key; locking it makes the transactions of one key commit one after the other.
create table outbox_keys (key text primary key) with (fillfactor = 50);

-- Each bucket of lanes belongs to one relay at a time.
create table outbox_leases (
  bucket smallint primary key,
  owner uuid,
  fence bigint not null default 0,
  expires_at timestamptz not null default '-infinity'
);
insert into outbox_leases (bucket) select generate_series(0, 15);

-- Relays that are alive, so that each takes its share of the buckets.
create table outbox_relays (owner uuid primary key, seen_at timestamptz not null);
