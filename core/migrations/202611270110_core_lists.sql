-- The counties of a province or a prefecture, for lists above the counties: each is read by itself, in the order of time.
create index divisions_counties on divisions (path) where level = 3;
