-- Every kind of matter lives here; a new kind needs no migration.
create table matters (
  id uuid not null,
  county_id integer not null,
  kind text not null,
  no text not null,
  state text not null,
  version integer not null default 1,
  division_id integer not null,
  path text collate "C" not null,
  township_id integer,
  village_id integer,
  grid_id integer,
  lng double precision,
  lat double precision,
  cell text,
  placed boolean not null,
  channel text not null,
  category text,
  opened_at timestamptz not null,
  opened_by text,
  device_at timestamptz,
  state_since timestamptz not null,
  due_at timestamptz,
  -- Set once, when the deadline of the present state has passed and its owner's superiors were told.
  missed_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  ended_as text,
  owner_id text,
  first_contact_id text,
  waits_post text,
  waits_division_id integer,
  unit_id uuid,
  merged_into uuid,
  data jsonb not null,
  search tsvector not null default ''::tsvector,
  changed_at timestamptz not null,
  primary key (id, county_id)
);
create unique index matters_no on matters (county_id, no);
-- Lists in the order of time for a division and a state: each branch of a list reads one of these, and counts need no more.
create index matters_county on matters (county_id, kind, state, opened_at desc, id desc) include (merged_into, category, channel);
create index matters_township on matters (township_id, kind, state, opened_at desc, id desc) include (merged_into, category, channel);
create index matters_village on matters (village_id, kind, state, opened_at desc, id desc) include (merged_into, category, channel);
create index matters_category on matters (county_id, kind, category, state, opened_at desc, id desc)
  include (merged_into, township_id, village_id);
create index matters_unplaced on matters (county_id, opened_at desc, id desc) where not placed;
create index matters_due on matters (due_at) where due_at is not null and missed_at is null;
create index matters_overdue on matters (county_id, due_at) where due_at is not null;
create index matters_open on matters (county_id, kind, state, category)
  include (due_at, owner_id, placed, channel, township_id, village_id, opened_at) where ended_at is null and merged_into is null;
create index matters_waits on matters (waits_division_id, waits_post) where owner_id is null and ended_at is null;
create index matters_owner on matters (owner_id, opened_at desc) where owner_id is not null;
create index matters_unit on matters (unit_id, opened_at desc) where unit_id is not null;
create index matters_cell on matters (cell, opened_at desc) where cell is not null;
create index matters_merged on matters (merged_into) where merged_into is not null;
create index matters_search on matters using gin (search);

-- People without an account in one matter. A code is kept only as a hash; there is no name here.
create table matter_parties (
  county_id integer not null,
  id uuid not null,
  matter_id uuid not null,
  party text not null,
  code_hash text not null,
  made_at timestamptz not null,
  primary key (id, county_id)
);
create unique index matter_parties_code on matter_parties (code_hash);
create index matter_parties_matter on matter_parties (matter_id);

create table matter_links (
  county_id integer not null,
  from_id uuid not null,
  to_id uuid not null,
  why text not null,
  made_by text,
  made_at timestamptz not null,
  primary key (from_id, to_id, county_id)
);
create index matter_links_to on matter_links (to_id);

-- Two matters that may be one. A person decides; the decision can be undone.
create table merge_proposals (
  county_id integer not null,
  id uuid not null,
  kind text not null,
  earlier_id uuid not null,
  later_id uuid not null,
  metres integer,
  likeness real not null,
  state text not null default 'open' check (state in ('open', 'merged', 'refused', 'undone')),
  decided_by text,
  decided_at timestamptz,
  made_at timestamptz not null,
  primary key (id, county_id),
  unique (county_id, earlier_id, later_id)
);
create index merge_proposals_open on merge_proposals (county_id, made_at desc) where state = 'open';

create table matter_extensions (
  county_id integer not null,
  id uuid not null,
  matter_id uuid not null,
  matter_state text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  until timestamptz not null,
  reason text not null,
  state text not null check (state in ('asked', 'granted', 'refused')),
  decided_by text,
  decided_at timestamptz,
  -- For a deadline that parties extend by consent: who consented, when, how it was given.
  consents jsonb not null default '[]',
  primary key (id, county_id)
);
create index matter_extensions_matter on matter_extensions (matter_id, asked_at desc);

-- Makes one matter visible to a named other division or unit, for a purpose, until a day.
create table shares (
  county_id integer not null,
  id uuid not null,
  matter_id uuid not null,
  to_division_id integer references divisions (id),
  to_unit_id uuid references units (id),
  purpose text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (id, county_id),
  check ((to_division_id is null) <> (to_unit_id is null))
);
create index shares_matter on shares (matter_id) where ended_at is null;
create index shares_division on shares (to_division_id) where ended_at is null;
create index shares_unit on shares (to_unit_id) where ended_at is null;

create table files (
  county_id integer not null,
  id uuid not null,
  sort text not null check (sort in ('photo', 'voice', 'document')),
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  width integer,
  height integer,
  matter_id uuid,
  made_by text,
  made_at timestamptz not null,
  primary key (id, county_id)
);
create index files_matter on files (matter_id);
create index files_loose on files (made_at) where matter_id is null;

create table notices (
  county_id integer not null,
  id uuid not null,
  account_id text not null,
  at timestamptz not null,
  text jsonb not null,
  matter_id uuid,
  kind text,
  read_at timestamptz,
  primary key (id, county_id)
);
create index notices_account on notices (account_id, at desc);
