-- A place is no identity: a topic that was made anew starts at 0 again, and a record can lie about where it stood. What tells two dead letters of
-- one place apart is their bytes: SHA-256, hex; '' in rows from before, which stand for any bytes.
alter table arrivals add column digest text not null default '';
alter table arrivals drop constraint arrivals_pkey;
alter table arrivals add primary key (topic, partition, "offset", arrived_at, digest);
alter table dead_letters drop constraint dead_letters_topic_partition_offset_key;
create index dead_letters_place on dead_letters (topic, partition, "offset");
alter table failures drop constraint failures_reason_check;
alter table failures add check (reason in ('handler_failed', 'contract_broken', 'malformed', 'unroutable', 'expired', 'stopped_sidecar', 'unknown'));
