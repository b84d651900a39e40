-- What one request led to is looked up by its correlation id. It names no person, so erasing leaves it.
alter table audit_entries add column correlation_id text;
select set_config('audit.maintenance', 'UPDATE', true);
-- By pattern: PostgreSQL's JSON functions refuse some texts that JSON allows. Within a text the quotes would be escaped.
update audit_entries set correlation_id = substring(payload from '"correlation_id":"([^"]*)"') where payload is not null;
create index audit_by_correlation on audit_entries (correlation_id, id) where correlation_id is not null;
