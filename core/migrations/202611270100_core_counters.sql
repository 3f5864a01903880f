-- Counters as wide rows: one for a division, kind and period, with all measures in an array. Months down to the townships,
-- days down to the counties. They follow from the events, so the reader makes them again from the first event on.
drop table counters;
delete from event_cursors where reader = 'core.counters';

create table counters (
  division_id integer not null,
  county_id integer,
  kind text not null,
  grain text not null check (grain in ('month', 'day')),
  -- The day, or the first of the month.
  period date not null,
  -- By slot: see counter_slots. What is null or beyond the end is 0.
  n bigint[] not null,
  primary key (division_id, kind, grain, period)
);

-- Where each measure of a kind stands in those arrays. A slot is never given twice.
create table counter_slots (
  kind text not null,
  measure text not null,
  slot smallint not null check (slot > 0),
  primary key (kind, measure),
  unique (kind, slot)
);

-- Below the townships the matters answer: by village and grid, opened and ended, out of the index alone.
drop index if exists matters_township;
drop index if exists matters_village;
create index matters_township on matters (township_id, kind, state, opened_at desc, id desc)
  include (merged_into, category, channel, village_id, ended_at);
create index matters_village on matters (village_id, kind, state, opened_at desc, id desc)
  include (merged_into, category, channel, grid_id, ended_at);

-- Above the counties a list of the newest has no index of its level: this one holds the order of time of a whole nation.
create index matters_opened on matters (kind, opened_at desc, id desc);
