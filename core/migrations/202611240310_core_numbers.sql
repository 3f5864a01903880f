-- Running numbers of matters: a sequence per county and year, made when the year begins. The program owns nothing and so
-- makes none by itself: this function does, as the owner, and lets whoever asked draw from it.
create function start_numbers(county integer, year integer, after bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := format('matter_no_%s_%s', county, year);
begin
  -- One process at a time.
  perform pg_advisory_xact_lock(431229, county);
  if to_regclass('public.' || name) is null then
    execute format('create sequence public.%I as bigint start with %s', name, after + 1);
  end if;
  execute format('grant usage, select on sequence public.%I to %I', name, session_user);
end
$$;
revoke execute on function start_numbers(integer, integer, bigint) from public;
