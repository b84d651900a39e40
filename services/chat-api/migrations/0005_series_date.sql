-- The date of the series that an instance stands for, though it may have been moved; null in rows of before: the day on which it is due.
alter table tasks add column series_date text;
