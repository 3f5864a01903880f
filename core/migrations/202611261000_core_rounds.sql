-- Rounds: checklists with their versions, the plan of a county, draws, what was seen when, and published reports.
create table checklists (
  county_id integer not null,
  round text not null,
  version integer not null,
  form jsonb not null,
  -- Counts the savings of a draft: two people who edit it do not overwrite each other.
  revision integer not null default 1,
  changed_by text,
  changed_at timestamptz not null,
  -- Null: the draft. What is published is never changed.
  published_at timestamptz,
  primary key (county_id, round, version)
);
create unique index checklists_draft on checklists (county_id, round) where published_at is null;

create table round_plans (
  county_id integer not null,
  round text not null,
  is_on boolean not null,
  -- Nothing is due before this day.
  from_day date not null,
  -- Null: as the definition says.
  cadence text,
  draw_count integer,
  contest_days integer not null default 4,
  version integer not null default 1,
  changed_by text,
  changed_at timestamptz not null,
  primary key (county_id, round)
);

create table round_draws (
  county_id integer not null,
  id uuid not null,
  round text not null,
  from_day date not null,
  to_day date not null,
  -- Told before the draw. The seed and the list are told when the period is over.
  commitment text not null,
  seed text not null,
  ids jsonb not null,
  count integer not null,
  drawn jsonb not null,
  made_at timestamptz not null,
  revealed_at timestamptz,
  primary key (county_id, id),
  unique (county_id, round, from_day)
);

-- One row for each target of a round: moved by a reader of events, so that ten thousand are seen at a glance.
create table round_coverage (
  county_id integer not null,
  round text not null,
  target_id text not null,
  name text not null,
  division_id integer not null,
  path text collate "C" not null,
  unit_id uuid,
  lng double precision,
  lat double precision,
  -- The last target list that named it; one that is no longer named is not covered any more.
  is_gone boolean not null default false,
  last_done_on date,
  last_check_id uuid,
  due_check_id uuid,
  due_on date,
  missed_in_row integer not null default 0,
  open_findings integer not null default 0,
  -- What the last check advised: items that should, but need not, be put right.
  advice jsonb not null default '[]',
  primary key (county_id, round, target_id)
);
create index round_coverage_unseen on round_coverage (county_id, round, last_done_on nulls first, target_id) where not is_gone;

create table round_reports (
  county_id integer not null,
  id uuid not null,
  round text not null,
  sort text not null check (sort in ('pass', 'weekly', 'monthly')),
  from_day date not null,
  to_day date not null,
  -- 1, then 2 and more for errata.
  edition integer not null default 1,
  facts jsonb not null,
  -- Keyed digest of all the above: a number changed by hand no longer fits.
  digest text not null,
  made_at timestamptz not null,
  published_at timestamptz,
  published_by text,
  -- Why an erratum was needed.
  why text,
  primary key (county_id, id),
  unique (county_id, round, sort, from_day, edition)
);
create index round_reports_newest on round_reports (county_id, round, sort, from_day desc, edition desc);

create table round_contests (
  county_id integer not null,
  id uuid not null,
  report_id uuid not null,
  target_id text not null,
  reason text not null,
  made_by text not null,
  made_at timestamptz not null,
  upheld boolean,
  answer text,
  answered_by text,
  answered_at timestamptz,
  primary key (county_id, id),
  unique (county_id, report_id, target_id)
);

-- The checks of a target, newest first, for its own story.
create index matters_target on matters ((data ->> 'target'), opened_at desc) where data ? 'target';
