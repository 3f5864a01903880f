-- Every register's entries live here; a new register needs no migration.
create table register_entries (
  id uuid not null,
  county_id integer not null,
  kind text not null,
  -- What stands on its plate: a keyed digest of the id, so that nobody makes one up.
  code text not null,
  version integer not null default 1,
  division_id integer not null,
  path text collate "C" not null,
  township_id integer,
  village_id integer,
  grid_id integer,
  unit_id uuid,
  headline text collate "C" not null,
  -- The values that tell entries apart.
  same_as text collate "C" not null,
  lng double precision,
  lat double precision,
  data jsonb not null,
  -- Borders and lines by field, apart from the words: lists never read them.
  shapes jsonb not null default '{}',
  -- Names of the fields without which it is not complete.
  missing text[] not null default '{}',
  made_at timestamptz not null,
  confirmed_at timestamptz not null,
  closed_on date,
  merged_into uuid,
  search tsvector not null default ''::tsvector,
  changed_at timestamptz not null,
  primary key (id, county_id)
);
create unique index register_entries_same on register_entries (county_id, kind, same_as)
  where closed_on is null and merged_into is null;
create unique index register_entries_code on register_entries (code);
create index register_entries_county on register_entries (county_id, kind, headline, id) include (missing, confirmed_at);
create index register_entries_township on register_entries (township_id, kind, headline, id);
create index register_entries_village on register_entries (village_id, kind, headline, id);
create index register_entries_confirmed on register_entries (county_id, kind, confirmed_at, id);
create index register_entries_unit on register_entries (unit_id, kind) where unit_id is not null;
create index register_entries_merged on register_entries (merged_into) where merged_into is not null;
create index register_entries_search on register_entries using gin (search);
-- One index for every field of every register: what is indexed or referred to is asked for with @>.
create index register_entries_data on register_entries using gin (data jsonb_path_ops);

-- The row as each event left it: the digest of the event is over this, and the last one is the entry itself.
create table register_versions (
  county_id integer not null,
  entry_id uuid not null,
  version integer not null,
  at timestamptz not null,
  row jsonb not null,
  primary key (entry_id, version, county_id)
);

-- An entry that goes to another division, until that side has accepted or refused it.
create table register_transfers (
  county_id integer not null,
  id uuid not null,
  entry_id uuid not null,
  from_division_id integer not null references divisions (id),
  to_division_id integer not null references divisions (id),
  to_path text collate "C" not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  primary key (id, county_id)
);
create unique index register_transfers_open on register_transfers (entry_id) where state = 'open';
create index register_transfers_to on register_transfers (to_path) where state = 'open';

-- What belongs to an entry: a matter, or a check of a round. Whoever makes one says so here.
create table register_links (
  county_id integer not null,
  entry_id uuid not null,
  subject text not null,
  subject_id uuid not null,
  why text not null,
  made_by text,
  made_at timestamptz not null,
  primary key (entry_id, subject_id, county_id)
);
create index register_links_subject on register_links (subject_id);

-- A sheet between its dry run and its loading, without what was not understood; emptied when it is loaded.
create table register_imports (
  county_id integer not null,
  id uuid not null,
  kind text not null,
  file_name text not null,
  made_by text not null,
  made_at timestamptz not null,
  sheet jsonb,
  report jsonb not null,
  loaded_at timestamptz,
  primary key (id, county_id)
);

alter table files add column entry_id uuid;
create index files_entry on files (entry_id) where entry_id is not null;
