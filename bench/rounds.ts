// Rounds: ten thousand houses looked at each month for two years. The county's coverage, its map, and a month's bulletin.
import { sql } from 'kysely'
import { dayAfter, dayOf } from '../contract/calendar.ts'
import { eventType } from '../contract/derive/paths.ts'
import { rentalSafety as round } from '../modules/inspections/rental-safety.round.ts'
import { openThrowaway, type Throwaway } from '../testing/throwaway.ts'
import { quantile, type Result } from './table.ts'

const area = [109.0, 27.0, 109.5, 27.5] as const
const targets = 10_000
const months = 24
const reads = 60
const bulletins = 7

export async function benchRounds(): Promise<Result[]> {
  const house = await openThrowaway([...area])
  try {
    // What is written here is the past: nobody has to follow it.
    await house.readers.stop()
    await fill(house)
    const token = await house.tokenFor('countyCentre', house.countyId)
    const path = `/api/rounds/${round.kind}`
    const month = lastMonth(house)
    const coverage = await timed(reads, () => get(house, token, `${path}/coverage`))
    const further = await furtherPages(house, token, `${path}/coverage`)
    const map = await timed(reads / 4, () => get(house, token, `${path}/map`))
    const scan = await timed(bulletins, () => scanMonth(house, month))
    const report = `${path}/report?sort=monthly&from=${month.from}&to=${month.to}`
    const bulletin = await timed(bulletins, () => get(house, token, report))
    return [
      within(`first page of the county's coverage, ${n(targets)} targets`, coverage, 100),
      within('a further page of it', further, 100),
      within('the map of all that is covered', map, 500),
      within(`monthly bulletin over ${n(targets * months)} checks`, bulletin, 2000),
      against('the bulletin ÷ a plain count of the events it reads', bulletin, scan),
    ]
  } finally {
    await house.end()
  }
}

const n = (count: number) => count.toLocaleString('en')

/** The month before this one: over, whole, and not published. */
function lastMonth(house: Throwaway): { from: string; to: string } {
  const to = dayAfter(`${dayOf(house.house.now()).slice(0, 7)}-01`, -1)
  return { from: `${to.slice(0, 7)}-01`, to }
}

/** Two years: each month a check of every target, opened and made; one in twenty found something that was put right. */
async function fill(house: Throwaway): Promise<void> {
  process.stdout.write(`filling ${targets} targets and ${targets * months} checks\n`)
  const { db } = house.house
  const villages = house.villages.map((id) => house.house.divisions.tree.get(id))
  const ids = villages.map(({ id }) => id)
  const paths = villages.map(({ path }) => path)
  const townships = villages.map(({ parentId }) => parentId)
  await sql`insert into round_plans (county_id, round, is_on, from_day, cadence, changed_at)
    values (${house.countyId}, ${round.kind}, true, current_date - 800, 'monthly', now())`.execute(db)
  await sql`insert into round_coverage (county_id, round, target_id, name, division_id, path, lng, lat, last_done_on)
    select ${house.countyId}, ${round.kind}, 'house-' || i, '出租房 ' || i, (${ids}::int[])[v], (${paths}::text[])[v],
      109 + random() * 0.5, 27 + random() * 0.5, case when i % 50 = 0 then null else current_date - (i % 90) end
    from generate_series(1, ${targets}::int) i, lateral (select 1 + i % ${ids.length}::int as v) p`.execute(db)
  for (let ago = months; ago >= 1; ago--) {
    const places = { ids, paths, townships }
    await fillMonth(house, ago, places)
    process.stdout.write(`\r  ${months - ago + 1} of ${months} months`)
  }
  process.stdout.write('\n')
  for (const table of ['matters', 'events', 'round_coverage']) await house.asOwner(`vacuum analyze ${table}`)
}

interface Places {
  ids: number[]
  paths: string[]
  townships: (number | null)[]
}

async function fillMonth(house: Throwaway, ago: number, { ids, paths, townships }: Places): Promise<void> {
  const { db } = house.house
  const checks = {
    kind: round.check.kind,
    opened: eventType(round.check, 'opened'),
    ended: eventType(round.check, 'fill'),
  }
  const finds = {
    kind: round.findings.kind,
    opened: eventType(round.findings, 'opened'),
    ended: eventType(round.findings, 'pass'),
  }
  for (const [of, step] of [
    [checks, 1],
    [finds, 20],
  ] as const)
    await sql`with made as (
        insert into matters (id, county_id, kind, no, state, division_id, path, township_id, village_id, placed, channel,
          opened_at, state_since, ended_at, ended_as, data, changed_at)
        select gen_random_uuid(), ${house.countyId}, ${of.kind}, '990101-' || ${of.kind} || '-' || ${ago}::text || '-' || i,
          ${of === checks ? 'done' : 'closed'}, (${ids}::int[])[v], (${paths}::text[])[v], (${townships}::int[])[v],
          (${ids}::int[])[v], true, 'field', o, e, e, 'settled',
          jsonb_build_object('target', 'house-' || i, 'targetName', '出租房 ' || i, 'dueOn', (o::date + 27)::text,
            'item', 'exits', 'what', '不符合：疏散通道、安全出口畅通', 'checklist', 1, 'answers', '{}'::jsonb), e
        from generate_series(1, ${targets}::int, ${step}::int) i,
          lateral (select 1 + i % ${ids.length}::int as v,
            date_trunc('month', now()) - make_interval(months => ${ago}) + interval '9 hours' as o) p,
          lateral (select o + make_interval(days => i % 26) + interval '3 hours' as e) q
        returning id, path, opened_at, ended_at)
      insert into events (county_id, id, type, subject_kind, subject_id, path, at, actor_type, data)
      select ${house.countyId}, gen_random_uuid(), x.type, ${of.kind}, made.id, made.path, x.at, 'clock', '{}'::jsonb
      from made, lateral (values (${of.opened}, made.opened_at), (${of.ended}, made.ended_at)) x (type, at)`.execute(db)
}

async function get(house: Throwaway, token: string, path: string): Promise<{ next?: string | null }> {
  const response = await fetch(`${house.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  const body = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${body}`)
  return JSON.parse(body)
}

/** The ceiling: the events of the month, read once and counted by what they are. */
const scanMonth = (house: Throwaway, { from, to }: { from: string; to: string }) =>
  sql`select type, count(*) from events where county_id = ${house.countyId} and at >= ${from}::date and at < ${to}::date + 2
    and subject_kind in (${round.check.kind}, ${round.findings.kind}) group by 1`.execute(house.house.db)

/** Times in milliseconds, after one that is not counted. */
async function timed(times: number, work: () => Promise<unknown>): Promise<number[]> {
  await work()
  const found: number[] = []
  for (let i = 0; i < times; i++) {
    const begun = performance.now()
    await work()
    found.push(performance.now() - begun)
  }
  return found
}

/** Goes on from page to page, as somebody who scrolls. */
async function furtherPages(house: Throwaway, token: string, path: string): Promise<number[]> {
  let { next } = await get(house, token, path)
  return timed(reads, async () => {
    const page = await get(house, token, `${path}?after=${encodeURIComponent(next ?? '')}`)
    next = page.next
  })
}

function within(promise: string, times: readonly number[], wantedMs: number): Result {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
  return {
    promise,
    measured: `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
    wanted: `p95 < ${n(wantedMs)} ms`,
    holds: p95 < wantedMs,
  }
}

function against(promise: string, times: readonly number[], ceiling: readonly number[]): Result {
  const [ours, plain] = [quantile(times, 0.5), quantile(ceiling, 0.5)]
  return {
    promise,
    measured: `${(ours / plain).toFixed(1)} (${ours.toFixed(0)} ms of ${plain.toFixed(0)} ms)`,
    wanted: 'no promise',
    holds: true,
  }
}
