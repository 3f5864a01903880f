-- Whether a session was opened with two factors: a password and a code, or a passkey that its device unlocked.
alter table accounts_sessions add column strong boolean not null default false;
