-- What one request led to is looked up by its correlation id.
create index reminders_by_request on reminders (correlationid);
