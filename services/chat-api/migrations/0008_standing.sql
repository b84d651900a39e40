-- Tokens carry the epoch of their user; those of an earlier one are no longer good, so that sessions can be ended.
alter table users add column session_epoch int not null default 0;

-- Failed logins count for an address and a network together: nobody can make another wait.
alter table login_attempts add column network text not null default '';
alter table login_attempts drop constraint login_attempts_pkey;
alter table login_attempts add primary key (email, network);
