-- Disputes with a side in another county are few, and asked for by either county.
create index matters_joint on matters (county_id, opened_at)
  where kind = 'mediation.dispute' and data ? 'otherSide' and merged_into is null;
