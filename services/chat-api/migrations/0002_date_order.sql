-- In which order a person writes day and month; null: not known, so a date that could be either is asked about.
alter table users add column date_order text check (date_order in ('day_month', 'month_day'));
