-- What a message led to is looked up by its correlation id; older messages have none.
alter table messages add column correlationid text;
create index messages_by_request on messages (correlationid) where correlationid is not null;
