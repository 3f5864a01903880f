// The figures of a bulletin, from the statistics: the one place that knows where numbers come from.
import { instantOf } from '../../../contract/calendar.ts'
import { fieldProblem } from '../../../contract/errors.ts'
import type { MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { levels } from '../../../contract/posts.ts'
import type { NamedTable } from '../../../contract/views.ts'
import type { Ctx } from '../../../core/context.ts'
import { divisionView } from '../../../core/divisions/view.ts'
import { statisticsOf } from '../../../core/statistics/statistics.ts'
import { dispute } from '../dispute.matter.ts'
import { endedBetween } from './queries.ts'

/** A line of a table of the bulletin. */
export interface Count {
  name: string
  n: number
}

export interface Figures {
  office: string
  /** First and last month, `YYYY-MM`. */
  from: string
  to: string
  asOf: Date
  /** Opened in the period, by how they stand now. */
  found: number
  settled: number
  held: number
  failed: number
  /** Ended in the period, whenever they were opened. */
  ended: { settled: number; failed: number; dropped: number }
  tables: { title: string; rows: Count[] }[]
}

export interface BulletinInput {
  divisionId: number
  from: string
  to: string
}

const county = levels.indexOf('county')
const shown = ['by-level', 'by-category', 'by-scale', 'by-division', 'by-month']

/** @throws access.not-found (logged) when the reader's posts do not reach the whole division */
export async function figuresOf(ctx: Ctx, input: BulletinInput): Promise<Figures> {
  const node = ctx.house.divisions.tree.get(input.divisionId)
  if (node.level < county)
    throw fieldProblem(
      'division',
      label('简报按县、乡镇或村编制', 'A bulletin is of a county, a township or a village'),
    )
  const { tables, asOf } = await statisticsOf(ctx, dispute.kind, input)
  const find = (id: string): NamedTable | undefined => tables.find((table) => table.id === id)
  const states = new Map(find('by-state')?.rows.map((row) => [row.key, row.n ?? 0]))
  const ended = await endedBetween(ctx, node, instantOf(`${input.from}-01`), instantOf(`${nextMonth(input.to)}-01`))
  const sum = (keep: (state: string) => boolean): number =>
    [...states].reduce((all, [state, n]) => (state !== 'merged' && keep(state) ? all + n : all), 0)
  const endOf = (state: string) => (dispute as unknown as MatterKind).states[state]?.end
  return {
    office: divisionView(ctx.house.divisions.tree, node.id).names.join(''),
    from: input.from,
    to: input.to,
    asOf: new Date(asOf),
    found: sum(() => true),
    settled: sum((state) => endOf(state) === 'settled'),
    held: sum((state) => state === 'held'),
    failed: sum((state) => endOf(state) === 'failed'),
    ended,
    tables: shown.flatMap((id) => {
      const table = find(id)
      if (!table || table.rows.length === 0) return []
      return [{ title: table.title.zh, rows: table.rows.map((row) => ({ name: row.label.zh, n: row.n ?? 0 })) }]
    }),
  }
}

function nextMonth(month: string): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}
