-- An id is one word without an @; anything else in its place may be what a person wrote.
update dead_letters
set event_id = case when event_id ~ '^[A-Za-z0-9_.:/+=;,-]+$' then event_id end,
  event_type = case when event_type ~ '^[A-Za-z0-9_.:/+=;,-]+$' then event_type end,
  user_id = case when user_id ~ '^[A-Za-z0-9_.:/+=;,-]+$' then user_id end,
  task_id = case when task_id ~ '^[A-Za-z0-9_.:/+=;,-]+$' then task_id end,
  correlation_id = case when correlation_id ~ '^[A-Za-z0-9_.:/+=;,-]+$' then correlation_id end;
-- What may tell of a person is masked where failures are listed, grouped and searched. What was stored before was not: its words go from here, and
-- stay in the event and in the reports, from which they are read when an administrator asks for them.
update failures f
set search = concat_ws(E'\n', f.consumer, d.event_id, d.user_id, d.task_id, d.correlation_id),
  explanation = 'It failed before failures were masked: show what is masked to read why.',
  error_class = case when f.error_class ~ '^[A-Za-z0-9_.:/+=;,-]{1,200}$' then f.error_class end,
  message = null,
  stack = null
from dead_letters d
where d.id = f.dead_letter_id;
