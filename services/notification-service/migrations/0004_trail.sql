-- What one request led to is looked up by its correlation id.
create index notices_by_request on notices (correlationid);
create index deliveries_by_request on deliveries (correlationid);
