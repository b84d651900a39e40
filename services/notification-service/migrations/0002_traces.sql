-- The trace of what led to a notice: one that the clock releases links to it.
alter table notices add column traceparent text;

-- The trace of the event that asked for the delivery, which its tries continue.
alter table deliveries add column traceparent text;
