-- Claims pass over users who had their share: the user is read from the index.
drop index deliveries_pending;
create index deliveries_pending on deliveries (channel, wake_at) include (user_id, notification_id) where state = 'pending';
drop index notices_waiting;
create index notices_waiting on notices (wake_at) include (user_id) where state = 'waiting';
