-- What happened, past tense, appended in the transaction of the change. Everything else reads this.
create table events (
  seq bigint generated always as identity,
  -- Readers go by transaction horizon: an event is read when no older transaction is still open.
  xid xid8 not null default pg_current_xact_id(),
  county_id integer not null,
  id uuid not null,
  type text not null,
  subject_kind text not null,
  subject_id uuid not null,
  path text collate "C" not null,
  at timestamptz not null,
  device_at timestamptz,
  actor_type text not null,
  actor_id text,
  actor_post text,
  data jsonb not null default '{}',
  was jsonb,
  now jsonb,
  -- Keyed digest of the matter as this event left it: a row edited by hand no longer fits.
  digest text,
  primary key (seq, county_id)
);
create index events_horizon on events (xid, seq);
create index events_subject on events (subject_id, seq);
create index events_county on events (county_id, xid, seq);

create table event_cursors (
  reader text primary key,
  xid xid8 not null default '0'::xid8,
  seq bigint not null default 0,
  moved_at timestamptz not null default now()
);

-- One link of a county's chain: which events, each one's hash, and the hash over all that came before.
create table event_seals (
  county_id integer not null,
  no integer not null,
  sealed_at timestamptz not null,
  last_xid xid8 not null,
  last_seq bigint not null,
  seqs bigint[] not null,
  leaves bytea not null,
  hash text not null,
  primary key (county_id, no)
);

-- Counts by division (nation to county), month of opening and measure, moved by one reader in batches.
create table counters (
  division_id integer not null,
  county_id integer,
  month date not null,
  kind text not null,
  measure text not null,
  n bigint not null,
  primary key (division_id, kind, month, measure)
);
