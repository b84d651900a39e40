-- Both may be created by whoever may create in the database, in the schema that every service reaches: ops-service searches with one of them too.
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;

-- What is ASCII needs no normal form, which takes most of the time.
create or replace function fold(text) returns text language sql immutable strict parallel safe
  return case when octet_length($1) = length($1) then lower($1)
    else regexp_replace(normalize(lower(normalize($1, nfkd)), nfkd), '[\u0300-\u036F]', '', 'g') end;

-- What a search looks at: 20,000 tasks with notes of 3 KB took 24 s to fold at each search.
create function searched(title text, tags text[], description text) returns text language sql immutable parallel safe
  return fold(title || E'\n' || array_to_string(tags, E'\n') || E'\n' || coalesce(description, ''));

-- A text anywhere in what is searched, as a pattern for like.
create function anywhere(text) returns text language sql immutable strict parallel safe
  return '%' || regexp_replace(fold($1), '([\\%_])', '\\\1', 'g') || '%';

alter table tasks add column searched text generated always as (searched(title, tags, description)) stored;

-- With the user in it, so that what others wrote costs nothing. What waits to be sorted in is read by each search, so it is kept short.
do $$
begin
  execute format('create index tasks_searched on tasks using gin (user_id, searched %I.gin_trgm_ops) with (gin_pending_list_limit = 1024)',
    (select nspname from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'));
end
$$;

-- In the order of the page, all of them: a search for what stands everywhere ends with its first page, and finishing a task touches no index.
create index tasks_by_due on tasks (user_id, due_date, id desc);
drop index tasks_due;
