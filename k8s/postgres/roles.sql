-- For PostgreSQL outside the cluster, run by an administrator in the database of the system, and again after a release with a new service: psql "$ADMIN_URL" -f k8s/postgres/roles.sql
-- Each schema has an owner, as whom the Job `migrate` works, and a user, as whom its service works and which may change rows only.
-- They cannot log in until they have a password: \password chat_api_owner, and so on.
do $$
declare
  service text;
begin
  foreach service in array array[
    -- Generated from here on by `npm run generate` from services/catalogue.ts.
    'chat_api',
    'reminder_service',
    'notification_service',
    'audit_service',
    'ops_service'
    -- Generated up to here.
  ] loop
    if to_regrole(service) is null then
      execute format('create role %I login', service || '_owner');
      execute format('create role %I login', service);
    end if;
    -- Only a member of a role sets its defaults.
    execute format('grant %I to current_user', service || '_owner');
    execute format('grant create on database %I to %I', current_database(), service || '_owner');
    execute format('alter default privileges for role %I grant usage on schemas to %I', service || '_owner', service);
    execute format('alter default privileges for role %I grant select, insert, update, delete on tables to %I', service || '_owner', service);
    execute format('alter default privileges for role %I grant usage on sequences to %I', service || '_owner', service);
    execute format('revoke %I from current_user', service || '_owner');
  end loop;
end
$$;
