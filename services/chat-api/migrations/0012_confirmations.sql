-- What an assistant has announced and not done yet; each is used once, and soon.
create table confirmations (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  operations jsonb not null,
  expires_at timestamptz not null
);
create index confirmations_by_user on confirmations (user_id);
create index confirmations_expired on confirmations (expires_at);
