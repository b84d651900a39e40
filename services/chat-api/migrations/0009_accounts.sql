-- Mails about an account, and nothing else, go to an address before its owner has said that it is theirs. Who has been getting mails goes on getting them.
alter table users add column confirmed_at timestamptz(3);
update users set confirmed_at = created_at;

-- What the link of a mail is worth, once: the digest only.
create table mailed_secrets (
  digest bytea primary key,
  user_id uuid not null references users on delete cascade,
  purpose text not null check (purpose in ('reset', 'confirm')),
  expires_at timestamptz(3) not null
);
create index mailed_secrets_of_user on mailed_secrets (user_id, purpose);
create index mailed_secrets_over on mailed_secrets (expires_at);

-- What an assistant sends in place of a person's token.
create table access_tokens (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  digest bytea not null unique,
  name text not null,
  scope text not null check (scope in ('read', 'write')),
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  expires_at timestamptz(3) not null
);
create index access_tokens_of_user on access_tokens (user_id, id);
create index access_tokens_over on access_tokens (expires_at);

-- What notification-service has to be asked for, until it has answered. No secret stands here: the errand makes it.
create table errands (
  id uuid primary key,
  what text not null check (what in ('reset', 'confirm', 'zone')),
  about text not null,
  tries integer not null default 0,
  due_at timestamptz not null default now(),
  created_at timestamptz(3) not null default now()
);
create index errands_due on errands (due_at);
