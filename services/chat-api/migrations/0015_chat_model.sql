-- Whether a person lets a language model read what they write. A row says that they were asked; for another recipient they are asked anew.
create table model_consents (
  user_id uuid primary key references users (id) on delete cascade,
  recipient text not null,
  agreed boolean not null,
  decided_at timestamptz(3) not null
);
-- What a person's messages have cost in a day (UTC), in tokens.
create table model_use (
  user_id uuid not null references users (id) on delete cascade,
  day date not null,
  tokens integer not null,
  primary key (user_id, day)
);
create index model_use_age on model_use (day);
