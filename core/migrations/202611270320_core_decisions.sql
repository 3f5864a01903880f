-- A matter may wait for somebody's decision beside its owner: what waits for a post is found without asking who owns it.
drop index matters_waits;
create index matters_waits on matters (waits_division_id, waits_post) where waits_post is not null and ended_at is null;
