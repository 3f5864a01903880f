-- Accounts of staff and machines. The tables are better-auth's (see core/people/auth.ts), named and shaped by us.
create table accounts_users (
  -- The county and division from which an account is looked after; null only above the counties.
  county_id integer,
  division_id integer references divisions (id),
  id text primary key,
  sort text not null default 'staff' check (sort in ('staff', 'machine')),
  username text not null unique,
  -- What everybody else sees: an office, not a person.
  name text not null,
  -- better-auth wants an address; ours ends in .invalid (RFC 2606), leads nowhere and is never shown.
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  -- Until a first password is changed, the account may do nothing else.
  must_change_password boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index accounts_users_place on accounts_users (county_id, name, id);

create table accounts_sessions (
  id text primary key,
  user_id text not null references accounts_users (id) on delete cascade,
  token text not null unique,
  ip_address text,
  user_agent text,
  -- Last use, at most some minutes old: an idle session ends.
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index accounts_sessions_user on accounts_sessions (user_id);
create index accounts_sessions_expires on accounts_sessions (expires_at);

-- A password (provider 'credential'), or who somebody is at the identity provider ('oidc').
create table accounts_credentials (
  id text primary key,
  user_id text not null references accounts_users (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index accounts_credentials_user on accounts_credentials (user_id);

-- Challenges in flight: second factors, passkeys, the state of a sign-in elsewhere.
create table accounts_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index accounts_verifications_identifier on accounts_verifications (identifier);
create index accounts_verifications_expires on accounts_verifications (expires_at);

create table accounts_second_factors (
  id text primary key,
  user_id text not null references accounts_users (id) on delete cascade,
  -- Both encrypted with the key of the server.
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index accounts_second_factors_user on accounts_second_factors (user_id);

create table accounts_passkeys (
  id text primary key,
  user_id text not null references accounts_users (id) on delete cascade,
  name text,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index accounts_passkeys_user on accounts_passkeys (user_id);

-- Tokens of machines. Only the hash is kept; the token itself is shown once.
create table accounts_tokens (
  id uuid primary key,
  user_id text not null references accounts_users (id) on delete cascade,
  -- The first characters, by which people tell tokens apart.
  start text not null,
  hash text not null unique,
  made_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz
);
create index accounts_tokens_user on accounts_tokens (user_id);

-- Attempts to sign in that failed, by a keyed digest of the user name or the address.
create table accounts_attempts (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null,
  until_at timestamptz
);
create index accounts_attempts_last on accounts_attempts (last_at);

-- A transfer names the post it ends, and says who refused it.
alter table posts_held add column replaces uuid references posts_held (id);
