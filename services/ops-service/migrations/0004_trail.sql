-- What one request led to is looked up by its correlation id.
create index dead_letters_by_request on dead_letters (correlation_id) where correlation_id is not null;
