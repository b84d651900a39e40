-- By this a browser whose user an outside identity provider knows gets its next token; sealed with the secret that the browser has.
alter table sessions add column refresh_sealed text;
