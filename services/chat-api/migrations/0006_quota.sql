-- How much room a user's tasks take, kept with each change, so that a limit costs no count.
alter table users add column task_count int not null default 0;
alter table users add column task_bytes bigint not null default 0;
update users u set task_count = t.n, task_bytes = t.bytes
from (
  select user_id, count(*) as n,
    sum(octet_length(title) + coalesce(octet_length(description), 0) + (select coalesce(sum(octet_length(tag)), 0) from unnest(tags) tag)) as bytes
  from tasks group by user_id
) t where t.user_id = u.id;
