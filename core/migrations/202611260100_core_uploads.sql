-- An upload is kept so long after it was last added to or became a file, not after it began: a phone may be away for days.
alter table uploads rename column began_at to touched_at;
alter index uploads_began rename to uploads_touched;
