-- Tasks of a matter, the supervision ladder, colleagues as receivers of shares, parties with a place in the list, reminders.

-- The matter this one hangs under: opened by a step of it, read by whoever may read it.
alter table matters add column parent_id uuid;
create index matters_parent on matters (parent_id) where parent_id is not null;

-- The highest rung of the supervision ladder that was climbed: urged, overseen, raised.
alter table matters add column supervision text check (supervision in ('urged', 'overseen', 'raised'));
create index matters_supervised on matters (county_id, kind, supervision) where supervision is not null;

-- A share may name a colleague who works on the matter too.
alter table shares add column to_account_id text;
alter table shares drop constraint shares_check;
alter table shares add constraint shares_names_one check (num_nonnulls(to_division_id, to_unit_id, to_account_id) = 1);
create index shares_account on shares (to_account_id) where ended_at is null;

-- Which entry of the list of parties the holder of a code is; null for who only reported.
alter table matter_parties add column seat smallint;

-- Reminders told before a deadline: each once, and again when the deadline is another.
create table matter_reminders (
  county_id integer not null,
  matter_id uuid not null,
  due_at timestamptz not null,
  days smallint not null,
  told_at timestamptz not null,
  primary key (matter_id, due_at, days, county_id)
);

-- The counts beside a list read this index alone, and now the ladder too.
drop index matters_open;
create index matters_open on matters (county_id, kind, state, category)
  include (due_at, owner_id, placed, channel, township_id, village_id, opened_at, supervision)
  where ended_at is null and merged_into is null;
