-- A browser belongs to whoever used it last: two people of one browser had each other's notices.
delete from push_subscriptions p using push_subscriptions newer
where newer.endpoint = p.endpoint and (newer.created_at, newer.id) > (p.created_at, p.id);
alter table push_subscriptions drop constraint push_subscriptions_user_id_endpoint_key;
alter table push_subscriptions add unique (endpoint);
create index push_subscriptions_by_user on push_subscriptions (user_id);

-- Whether its user has been told, on one of their browsers, while others are still tried.
alter table deliveries add column told boolean not null default false;
