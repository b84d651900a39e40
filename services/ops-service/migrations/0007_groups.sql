-- Groups are counted in this index alone.
create index failures_groups on failures (fingerprint, last_failed_at desc, id desc) include (state, first_failed_at);
drop index failures_group;
