-- A text as it is compared: without case, accents and the ways in which a letter can be composed.
create function fold(text) returns text language sql immutable parallel safe strict
  return regexp_replace(normalize(lower(normalize($1, NFKD)), NFKD), '[\u0300-\u036F]', '', 'g');

-- What the chat finds a task by.
alter table tasks add column title_folded text generated always as (fold(title)) stored;

-- What a conversation is about: the list that was shown, what was spoken of, what was asked. One row a person, whatever the tab or the replica.
create table conversations (
  user_id uuid primary key references users (id),
  state jsonb not null,
  updated_at timestamptz(3) not null
);
