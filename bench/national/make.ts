// Makes the matters of a nation over five years, in pieces that each commit: a run that was cut off goes on where it was.
import type pg from 'pg'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { House } from '../../core/context.ts'
import { reloadDivisions } from '../../core/divisions/edit.ts'
import { importDivisions } from '../../core/divisions/import.ts'
import { rowsOfCountry } from '../../core/divisions/source.ts'
import { searchVector } from '../../core/search/words.ts'
import { drawnFields, drawnStates, placesOf } from './shape.ts'

const accounts = [
  '两户共用水沟堵塞,下雨倒灌进堂屋',
  '山林界线不清,砍了几棵杉树',
  '分家后老屋门前空地归谁使用',
  '施工车压坏田埂,赔偿没有谈拢',
  '合同到期不退押金',
  '隔壁养鸡气味大,早晚吵闹',
  '征地青苗补偿面积对不上',
  '务工受伤后误工费没有结清',
]
const pieceRows = 500_000
const placeSlots = 1_000_000
const years = 5

export interface Progress {
  /** Matters written so far. */
  made: number
  rows: number
  kind: string
}

/** How far the making has come in this database; null before it began. */
export async function progressOf(owner: pg.ClientBase): Promise<Progress | null> {
  const { rows } = await owner.query("select to_regclass('bench_progress') is not null as found")
  if (!rows[0].found) return null
  const found = await owner.query('select made, rows, kind from bench_progress')
  const row = found.rows[0]
  return row ? { made: Number(row.made), rows: Number(row.rows), kind: row.kind } : null
}

/** Imports the country, lays out where matters happen, and takes the indexes away until the matters are there. */
export async function prepare(house: House, owner: pg.ClientBase, k: AnyMatterKind, rows: number): Promise<void> {
  if (house.divisions.tree.size < 100_000) {
    process.stdout.write('  divisions of the country\n')
    await importDivisions(house.db, rowsOfCountry(), { now: house.now() })
    await reloadDivisions(house)
  }
  const { tree } = house.divisions
  const villages = tree
    .roots()
    .flatMap((root) => tree.below(root.id))
    .filter((d) => d.level === 5 && d.countyId !== null)
  const places = placesOf(villages, placeSlots)
  await owner.query('begin')
  await owner.query('create table bench_places (slot integer primary key, village_id integer not null)')
  await owner.query('insert into bench_places select i - 1, id from unnest($1::int[]) with ordinality as u (id, i)', [
    places,
  ])
  await owner.query(`create table bench_indexes as
    select indexname as name, indexdef as made_by from pg_indexes where tablename = 'matters'`)
  for (const { name } of (await owner.query("select name from bench_indexes where name <> 'matters_pkey'")).rows)
    await owner.query(`drop index ${name}`)
  await owner.query('alter table matters drop constraint matters_pkey')
  await owner.query('alter table matters set (autovacuum_enabled = false)')
  await owner.query('create table bench_progress (made bigint, rows bigint, kind text, ends timestamptz)')
  await owner.query('insert into bench_progress values (0, $1, $2, now())', [rows, k.kind])
  await owner.query('commit')
}

/** Writes what is missing of the matters. */
export async function fill(house: House, owner: pg.ClientBase, k: AnyMatterKind): Promise<void> {
  await owner.query("set synchronous_commit = off; set statement_timeout = 0; set work_mem = '512MB'")
  const begun = performance.now()
  for (;;) {
    const progress = await progressOf(owner)
    if (!progress || progress.made >= progress.rows) break
    const n = Math.min(pieceRows, progress.rows - progress.made)
    await owner.query('begin')
    await owner.query('select setseed($1)', [((progress.made / pieceRows) % 1000) / 1000])
    await owner.query(pieceText(house, k), [progress.made, n, progress.rows])
    await owner.query('update bench_progress set made = made + $1', [n])
    await owner.query('commit')
    process.stdout.write(
      `  ${progress.made + n} of ${progress.rows}, ${((performance.now() - begun) / 1000).toFixed(0)} s\n`,
    )
  }
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const array = (values: readonly string[]): string => `array[${values.map(text).join(',')}]::text[]`

/** One value of a list, at random: the length is written out, so that nothing but the draw is computed for each row. */
const oneOf = (values: readonly string[]): string => `(${array(values)})[1 + floor(random() * ${values.length})::int]`

function pieceText(house: House, k: AnyMatterKind): string {
  const fields = drawnFields(house, k)
  const states = drawnStates(k)
  const category = fields.find(([field]) => field === k.categoryField)?.[1]
  const others = fields.filter(([field]) => field !== k.categoryField)
  const data = [
    `${text(k.headline as string)}, (${array(accounts)})[r.text]`,
    ...(category ? [`${text(k.categoryField as string)}, r.category`] : []),
    ...others.map(([field], i) => `${text(field)}, r.other${i}`),
  ]
  const ends = Object.entries(k.states as Record<string, { end?: string }>).map(
    ([name, s]) => `when ${text(name)} then ${s.end ? text(s.end) : 'null'}`,
  )
  // Drawn in the order they were opened, as a real table has grown. Of a day-old matter most are open; of old ones few.
  return `insert into matters (id, county_id, kind, no, state, division_id, path, township_id, village_id, placed, channel,
      category, opened_at, state_since, due_at, answered_at, ended_at, ended_as, waits_post, waits_division_id, merged_into,
      data, search, changed_at)
    select (lpad(to_hex(floor(extract(epoch from r.opened) * 1000)::bigint), 12, '0') || '7' || substr(r.hash, 1, 3)
        || '8' || substr(r.hash, 4, 15))::uuid,
      v.county_id, ${text(k.kind)}, left(v.code, 6) || '-' || to_char(r.opened, 'YYYY') || '-n' || r.i, r.state,
      case when r.isvague then v.parent_id else v.id end,
      case when r.isvague then regexp_replace(v.path, '[0-9]+/$', '') else v.path end,
      v.parent_id, case when not r.isvague then v.id end, not r.isvague, r.channel, r.category, r.opened, r.ended,
      case when r.as_ is null then r.opened + interval '30 days' end,
      case when r.state <> ${text(k.start as string)} then least(r.opened + r.speed * interval '20 hours', r.until) end,
      case when r.as_ is not null then r.ended end, r.as_,
      case when r.as_ is null then 'gridWorker' end, case when r.as_ is null then v.id end,
      case when r.merges < 0.004 then md5('into' || r.i)::uuid end,
      jsonb_build_object(${data.join(', ')}), (${array(accounts.map((a) => searchVector('', a)))}::tsvector[])[r.text], r.ended
    from (
      select d.*, case d.state ${ends.join(' ')} end as as_,
        case when d.isopen then d.opened else least(d.opened + (1 + d.speed * 30) * interval '1 day', d.until) end as ended
      from (
        select c.*, case when c.isopen then ${oneOf(states.open)} else ${oneOf(states.ended)} end as state
        from (
          select b.*, random() < case when b.age < 10 then 0.6 when b.age < 60 then 0.15 else 0.002 end as isopen
          from (
            select a.*, extract(epoch from a.until - a.opened) / 86400 as age from (
              select i, p.ends as until, md5('national' || i) as hash,
                least(p.ends - interval '1 minute', p.ends - interval '${years} years'
                  + ((i + random()) / $3::float8) * interval '${years} years' + (random() - 0.5) * interval '1 day') as opened,
                floor(random() * s.slots)::int as slot, power(random(), 2) as speed, random() as merges,
                random() < 0.02 as isvague, 1 + floor(random() * ${accounts.length})::int as text,
                ${oneOf(['visit', 'phone', 'portal', 'field'])} as channel,
                ${category ? oneOf(category) : 'null::text'} as category
                ${others.map(([, values], i) => `, ${oneOf(values)} as other${i}`).join('')}
              from generate_series($1::bigint + 1, $1::bigint + $2::bigint) i, bench_progress p,
                (select count(*) as slots from bench_places) s
            ) a
          ) b
        ) c
      ) d
    ) r join bench_places bp on bp.slot = r.slot join divisions v on v.id = bp.village_id`
}

/** Makes the indexes that are not there, one at a time, and brings the statistics of the planner up to date. */
export async function index(owner: pg.ClientBase): Promise<void> {
  await owner.query(
    "set statement_timeout = 0; set maintenance_work_mem = '2GB'; set max_parallel_maintenance_workers = 1",
  )
  const { rows } = await owner.query('select name, made_by from bench_indexes order by name')
  for (const { name, made_by } of rows) {
    const begun = performance.now()
    await owner.query((made_by as string).replace(/INDEX (?!IF)/, 'INDEX IF NOT EXISTS '))
    process.stdout.write(`  ${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n`)
  }
  await owner.query('alter table matters reset (autovacuum_enabled)')
  await owner.query('vacuum analyze matters')
}
