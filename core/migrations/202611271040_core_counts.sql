-- Below the counties, what a reader may see is bounded by the county as well: with it in the index the counts beside a list
-- never touch the table.
drop index matters_township;
drop index matters_village;
create index matters_township on matters (township_id, kind, state, opened_at desc, id desc)
  include (county_id, merged_into, category, channel, village_id, ended_at);
create index matters_village on matters (village_id, kind, state, opened_at desc, id desc)
  include (county_id, merged_into, category, channel, grid_id, ended_at);
