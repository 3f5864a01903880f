-- Phones of the field app: whose they are, what was done on them too late, what they upload, where they are told of news.
create table field_devices (
  county_id integer,
  -- Made on the phone.
  id uuid primary key,
  account_id text not null references accounts_users (id) on delete cascade,
  name text not null,
  registered_at timestamptz not null,
  -- To the nearest minutes.
  seen_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text
);
create index field_devices_account on field_devices (account_id);

-- The phone a session is used on: revoking the phone ends them.
alter table accounts_sessions add column device_id uuid;
create index accounts_sessions_device on accounts_sessions (device_id) where device_id is not null;

-- A step that came too late from a phone. A person keeps the matter as it is, or applies the step; the data is erased then.
create table field_conflicts (
  county_id integer not null,
  -- That of the command.
  id uuid not null,
  matter_id uuid not null,
  made_by text not null,
  transition text not null,
  data jsonb not null,
  base_version integer not null,
  device_at timestamptz not null,
  device_ahead_ms integer,
  at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'kept', 'applied')),
  settled_by text,
  settled_at timestamptz,
  primary key (id, county_id)
);
create index field_conflicts_matter on field_conflicts (matter_id) where state = 'open';
create index field_conflicts_open on field_conflicts (county_id, at) where state = 'open';

-- Uploads in pieces, under way or complete. The file may be an earlier one with the same content.
create table uploads (
  county_id integer not null,
  -- Made on the phone.
  id uuid primary key,
  account_id text not null,
  bytes integer not null,
  began_at timestamptz not null,
  file_id uuid
);
create index uploads_account on uploads (account_id) where file_id is null;
create index uploads_began on uploads (began_at);
create index uploads_file on uploads (file_id) where file_id is not null;
create index files_same on files (made_by, sha256) where matter_id is null;

-- Where a browser wants to be told (RFC 8030), and the keys only it can read with (RFC 8291).
create table push_subscriptions (
  county_id integer,
  id uuid primary key,
  account_id text not null references accounts_users (id) on delete cascade,
  device_id uuid,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  made_at timestamptz not null
);
create index push_subscriptions_account on push_subscriptions (account_id);

-- One row for a notice and a subscription, until it is delivered or given up.
create table push_queue (
  county_id integer,
  notice_id uuid not null,
  subscription_id uuid not null references push_subscriptions (id) on delete cascade,
  -- Not before: the end of the quiet hours, the next try, or when whoever is at it counts as dead.
  due_at timestamptz not null,
  tries smallint not null default 0,
  primary key (notice_id, subscription_id)
);
create index push_queue_due on push_queue (due_at);

-- Minutes since midnight in Asia/Shanghai. Without a row the usual hours hold; with nulls there are none.
create table push_quiet (
  county_id integer,
  account_id text primary key references accounts_users (id) on delete cascade,
  from_minute smallint,
  to_minute smallint
);

-- What a locked screen may show of a notice: nothing of a person, nothing that somebody wrote.
alter table notices add column push jsonb;
