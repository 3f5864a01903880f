-- What happened in a span of time, for other systems that ask what changed. Events are appended in the order of time,
-- so the smallest and the largest time of each block range is all an index has to know.
create index events_at on events using brin (at) with (pages_per_range = 32, autosummarize = on);
