-- Each return to a backup, so that what follows from it is done once: another return takes its row away.
create table restorations (
  restored_to timestamptz primary key,
  -- By how much the versions of tasks and the counters of users go on above those of the backup.
  version_jump int not null,
  seq_jump bigint not null,
  -- Up to which user the tasks have been published anew.
  up_to uuid not null default '00000000-0000-0000-0000-000000000000',
  done_at timestamptz
);
