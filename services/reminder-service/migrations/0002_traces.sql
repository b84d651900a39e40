-- The trace of the event that scheduled it, which the reminder's own trace links to.
alter table reminders add column traceparent text;
