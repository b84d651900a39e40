-- Nothing ever read it: a lease is kept by its owner and its end.
alter table outbox_leases drop column fence;
