-- Above the counties the open matters are found by time, without touching those that ended: a hundredth of a nation's.
create index matters_newest_open on matters (kind, opened_at desc, id desc)
  include (county_id, state, due_at, category, channel) where ended_at is null and merged_into is null;
