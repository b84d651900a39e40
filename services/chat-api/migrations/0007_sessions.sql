-- Browsers that stay signed in. Only a digest of their secret is kept: who reads this table cannot sign in with it.
create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  secret_digest bytea not null unique,
  -- What the browser calls itself, for the list that its owner sees.
  agent text,
  -- Whether it lasts beyond the closing of the browser.
  remember boolean not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index sessions_of_user on sessions (user_id, used_at desc);
create index sessions_over on sessions (expires_at);
