-- Ids that a phone makes are everybody's to choose: what is taken in one county is taken in all, or somebody could open a
-- matter under the id of a neighbour's and be read in its place.
create unique index matters_id on matters (id);
create unique index field_conflicts_id on field_conflicts (id);
