-- How long before the due time, 0 at the time itself; null where it was asked for at an instant of its own.
alter table reminders add column minutes_before int;

update reminders set minutes_before = case reminder_type when '1_day_before' then 1440 else 60 end
where state = 'pending' and reminder_type in ('1_day_before', '1_hour_before');

-- Tasks that are left to the usual are reminded at their time too, those of a day without a time at nine of that day instead of an
-- hour before it. Whatever the next event of such a task is, it plans the same.
delete from reminders r using tasks t
where t.task_id = r.task_id and r.state = 'pending' and r.reminder_type = '1_hour_before' and length(t.fields ->> 'due_local') = 10;

insert into reminders (task_id, remind_at, reminder_type, minutes_before, correlationid, causationid)
select task_id, (fields ->> 'due_date')::timestamptz, 'custom', 0, 'upgrade-' || task_id, gen_random_uuid()
from tasks
where deleted_at is null and fields -> 'reminders' = 'null' and fields ->> 'status' <> 'DONE' and fields ->> 'time_zone' is not null
  and fields ? 'title' and fields ? 'due_local' and (fields ->> 'due_date')::timestamptz > now()
on conflict do nothing;
