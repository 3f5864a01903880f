-- Above the counties: the newest of all and of each state by the index alone, and what is due in the order of its deadline.
drop index matters_opened;
create index matters_opened on matters (kind, opened_at desc, id desc)
  include (county_id, state, category, channel) where merged_into is null;
create index matters_state on matters (kind, state, opened_at desc, id desc)
  include (county_id, category, channel) where merged_into is null;
create index matters_due_open on matters (kind, due_at, id)
  include (county_id, opened_at, state, category, channel)
  where due_at is not null and ended_at is null and merged_into is null;

-- An index answers alone only for pages that vacuum has seen: left to a share of the table, the newest of a nation would
-- wait for it a year.
alter table matters set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);
