// The oracle: matters of the whole nation counted in SQL, apart from the program's own code, and compared with its counters.
import type pg from 'pg'
import { countedFields, isByDay } from '../../contract/derive/statistics.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { clockContext, type House, inTransaction } from '../../core/context.ts'
import { type Slots, slotsFor, widthOf } from '../../core/statistics/slots.ts'
import { valuesOf } from './shape.ts'

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Gives every measure of the kind its slot, as the program does. */
export function slotsOfKind(house: House, k: AnyMatterKind): Promise<Slots> {
  const measures = [
    ...countedFields(k).flatMap((field) => (valuesOf(house, k, field) ?? []).map((value) => `${field}:${value}`)),
    ...Object.keys((k as MatterKind).states).map((state) => `state:${state}`),
    ...['received', 'merged', 'answered', 'answered_s', 'ended', 'ended_s'],
    ...['settled', 'failed', 'dropped'].map((end) => `endedIn:${end}`),
  ]
  const ctx = clockContext(house, 'bench')
  return inTransaction(ctx, (tx) => slotsFor(tx, k, measures))
}

/** How often a measure occurs in a group of matters, as SQL over `m`; ended ones are counted in another pass. */
function countOf(k: AnyMatterKind, measure: string): string {
  const [field = '', value = ''] = measure.split(/:(.*)/s)
  const alone = 'm.merged_into is null'
  const after = (at: string) => `greatest(0, floor(extract(epoch from ${at} - m.opened_at) + 0.5))`
  switch (field) {
    case 'received':
      return 'count(*)'
    case 'merged':
      return 'count(*) filter (where m.merged_into is not null)'
    case 'answered':
    case 'ended':
      return `count(*) filter (where ${alone} and m.${field}_at is not null)`
    case 'answered_s':
    case 'ended_s':
      return `coalesce(sum(${after(`m.${field.slice(0, -2)}_at`)}) filter (where ${alone}), 0)`
    case 'state':
      return `count(*) filter (where ${alone} and m.state = ${literal(value)})`
    case 'endedIn':
      return '0'
    default: {
      const found = field === k.categoryField ? 'm.category' : `m.data ->> ${literal(field)}`
      return `count(*) filter (where ${alone} and ${found} = ${literal(value)})`
    }
  }
}

const inOrder = (slots: Slots, width: number): string[] => {
  const measures: string[] = []
  for (const [measure, slot] of slots) if (slot <= width) measures[slot - 1] = measure
  return measures
}

const arrayOf = (parts: readonly string[]): string => `array[${parts.join(', ')}]::bigint[]`
const added = (width: number): string =>
  arrayOf(Array.from({ length: width }, (_, i) => `coalesce(sum(n[${i + 1}]), 0)`))
const period = (at: string, unit: 'month' | 'day'): string =>
  `date_trunc('${unit}', ${at} at time zone 'Asia/Shanghai')::date`

/** Counts all matters of a kind into `bench_recount`: what every row of counters must be. */
export async function recountNation(owner: pg.ClientBase, k: AnyMatterKind, slots: Slots): Promise<void> {
  const [months, days] = [widthOf(k, slots, 'month'), widthOf(k, slots, 'day')]
  const of = `from matters m where m.kind = ${literal(k.kind)}`
  const ended = inOrder(slots, months).map((measure) =>
    measure.startsWith('endedIn:') ? `count(*) filter (where m.ended_as = ${literal(measure.slice(8))})` : '0',
  )
  await owner.query("set statement_timeout = 0; set work_mem = '768MB'; set max_parallel_workers_per_gather = 2")
  await owner.query('drop table if exists bench_low, bench_recount')
  await owner.query(`create unlogged table bench_low as
    select 'month' as grain, county_id, township_id, ${period('opened_at', 'month')} as period,
      ${arrayOf(inOrder(slots, months).map((measure) => countOf(k, measure)))} as n ${of} group by 2, 3, 4`)
  await owner.query(`insert into bench_low
    select 'month', county_id, township_id, ${period('ended_at', 'month')}, ${arrayOf(ended)}
    ${of} and m.merged_into is null and m.ended_at is not null group by 2, 3, 4`)
  await owner.query(`insert into bench_low
    select 'day', county_id, null, ${period('opened_at', 'day')},
      ${arrayOf(inOrder(slots, days).map((m) => (isByDay(k, m) ? countOf(k, m) : '0')))} ${of} group by 2, 4`)
  await owner.query(
    'create unlogged table bench_recount (division_id int, county_id int, grain text, period date, n bigint[])',
  )
  await owner.query(`insert into bench_recount select township_id, county_id, grain, period, ${added(months)}
    from bench_low where township_id is not null group by 1, 2, 3, 4`)
  for (const [grain, width] of [
    ['month', months],
    ['day', days],
  ] as const) {
    await owner.query(`insert into bench_recount select county_id, county_id, grain, period, ${added(width)}
      from bench_low where grain = '${grain}' group by 1, 2, 3, 4`)
    // Counties add up to prefectures, those to provinces, and those to the nation.
    for (const level of [3, 2, 1])
      await owner.query(`insert into bench_recount select d.parent_id, null, grain, period, ${added(width)}
        from bench_recount r join divisions d on d.id = r.division_id
        where r.grain = '${grain}' and d.level = ${level} group by 1, 3, 4`)
  }
  await owner.query('drop table bench_low')
}

/** Fills empty counters from the recount, as a bulk load does. */
export async function foldRecount(owner: pg.ClientBase, k: AnyMatterKind): Promise<void> {
  await owner.query('begin')
  await owner.query('delete from counters where kind = $1', [k.kind])
  await owner.query(
    `insert into counters (division_id, county_id, kind, grain, period, n)
      select division_id, county_id, $1, grain, period, n from bench_recount order by division_id, grain, period`,
    [k.kind],
  )
  await owner.query('commit')
  await owner.query('vacuum analyze counters')
}

/** Rows of counters compared, and those that are not exactly what the recount says. */
export async function compareNation(owner: pg.ClientBase, k: AnyMatterKind, slots: Slots) {
  const whole = (n: string) => arrayOf(Array.from({ length: slots.size }, (_, i) => `coalesce(${n}[${i + 1}], 0)`))
  const { rows } = await owner.query(
    `select count(*)::int as compared, count(*) filter (where ${whole('c.n')} <> ${whole('r.n')})::int as different,
        (array_agg(coalesce(c.division_id, r.division_id) || ' ' || coalesce(c.period, r.period) || ' ' || coalesce(c.grain, r.grain))
          filter (where ${whole('c.n')} <> ${whole('r.n')}))[1:3] as examples
      from (select * from counters where kind = $1) c
      full join bench_recount r on r.division_id = c.division_id and r.grain = c.grain and r.period = c.period`,
    [k.kind],
  )
  return rows[0] as { compared: number; different: number; examples: string[] | null }
}
