-- Posts held by accounts: what somebody is, where, from when to when. Accounts themselves are better-auth's.
create table posts_held (
  id uuid primary key,
  county_id integer,
  account_id text not null,
  post text not null,
  division_id integer not null references divisions (id),
  unit_id uuid references units (id),
  from_at timestamptz not null,
  to_at timestamptz,
  -- A post in another place begins when the receiving side accepts it (domain.md §3, hard rule f).
  accepted_by text,
  accepted_at timestamptz,
  given_by text
);
create index posts_held_account on posts_held (account_id) where to_at is null;
create index posts_held_place on posts_held (division_id, post) where to_at is null;

-- Reads of person-bearing rows, exports and refusals. Appended only.
create table access_log (
  county_id integer,
  id bigint generated always as identity,
  at timestamptz not null,
  actor_id text,
  actor_type text not null,
  actor_name text,
  what text not null check (what in ('read', 'export', 'refused')),
  route text not null,
  kind text,
  subject_ids uuid[] not null default '{}',
  fields text[] not null default '{}',
  purpose text,
  why text,
  primary key (id)
);
create index access_log_county on access_log (county_id, at desc, id desc);
create index access_log_subject on access_log using gin (subject_ids);

-- Answers to changes already made, by key, so that a retry never doubles.
create table request_keys (
  county_id integer,
  actor text not null,
  key text not null,
  request_hash text not null,
  status smallint not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (actor, key)
);
create index request_keys_at on request_keys using brin (at) with (pages_per_range = 32, autosummarize = on);
