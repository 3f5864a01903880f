// Decides what a sheet does to a register: what is new, what changes, and why a row is refused. Nothing is written.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { Problem } from '../../contract/errors.ts'
import { type Label, label } from '../../contract/label.ts'
import { mayKeepEntry } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { ImportReport, SheetFault } from '../../contract/register-views.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { checkValues, formFaults } from './check.ts'
import { readingOf, readRow, type SaidRow, whole } from './import-rows.ts'
import { checkCounty, placeEntry, pointOf } from './place.ts'
import { declaredValues, entryColumns, entryFacts, sameAs } from './record.ts'
import { changedFields, type EntryChange } from './save.ts'
import { sheetNames } from './sheet-names.ts'
import type { Sheet } from './sheet-read.ts'
import { changedEntry, newEntry } from './write.ts'

export interface ImportPlan {
  changes: (EntryChange & { row: number })[]
  report: Omit<ImportReport, 'id' | 'state' | 'fileName'>
}

const mostFaults = 2000
const mostSampled = 20
// Others are served in between: a sheet must not hold up a duty officer.
const rowsPerTurn = 50

/** Plans an import of a sheet into a county, by the posts of `ctx`. */
export async function planImport(
  ctx: Ctx & { countyId: number },
  r: AnyRegister,
  sheet: Sheet,
  onProgress: (done: number) => void = () => undefined,
): Promise<ImportPlan> {
  const names = await sheetNames(ctx, r, ctx.countyId)
  const reading = readingOf(ctx, r, ctx.countyId, names, sheet)
  const known = await knownEntries(ctx, r)
  const plan: ImportPlan = { changes: [], report: emptyReport(r, sheet, reading.headed.unknown) }
  if (reading.headed.faults.length > 0) {
    plan.report.faults = reading.headed.faults
    plan.report.rejected = sheet.rows.length
    return plan
  }
  const seen: Seen = { same: new Map(), ids: new Map() }
  for (const [i, row] of sheet.rows.entries()) {
    if (i % rowsPerTurn === 0) {
      onProgress(i)
      await nextTurn()
    }
    planRow(ctx, r, readRow(reading, row), { known, seen, plan })
  }
  return plan
}

const emptyReport = (r: AnyRegister, sheet: Sheet, unknownColumns: string[]): ImportPlan['report'] => ({
  rows: sheet.rows.length,
  added: 0,
  changed: 0,
  same: 0,
  rejected: 0,
  faults: [],
  unknownColumns,
  sums: Object.fromEntries(r.sums.map((name) => [name, 0])),
  sample: [],
})

interface Known {
  byCode: Map<string, EntryRecord>
  bySame: Map<string, EntryRecord>
}

async function knownEntries(ctx: Ctx & { countyId: number }, r: AnyRegister): Promise<Known> {
  const rows = await ctx.db
    .selectFrom('register_entries')
    .select(entryColumns)
    .where('county_id', '=', ctx.countyId)
    .where('kind', '=', r.kind)
    .execute()
  const open = rows.filter((e) => e.closed_on === null && e.merged_into === null)
  return { byCode: new Map(rows.map((e) => [e.code, e])), bySame: new Map(open.map((e) => [e.same_as, e])) }
}

interface Seen {
  /** What tells entries apart, and the row that said it first. */
  same: Map<string, number>
  ids: Map<string, number>
}

interface Work {
  known: Known
  seen: Seen
  plan: ImportPlan
}

function planRow(ctx: Ctx & { countyId: number }, r: AnyRegister, said: SaidRow, work: Work): void {
  const { report, changes } = work.plan
  const outcome = said.faults.length > 0 ? said.faults : outcomeOf(ctx, r, said, work)
  if (Array.isArray(outcome)) {
    report.rejected += 1
    report.faults.push(...outcome.slice(0, Math.max(0, mostFaults - report.faults.length)))
    return
  }
  const { before, after } = outcome
  for (const name of r.sums) report.sums[name] = (report.sums[name] ?? 0) + Number(after.data[name] ?? 0)
  if (before && changedFields(before, after).length === 0) {
    report.same += 1
    return
  }
  report[before ? 'changed' : 'added'] += 1
  if (report.sample.length < mostSampled)
    report.sample.push({ row: said.number, did: before ? 'change' : 'add', headline: after.headline })
  changes.push({ before, after, did: 'imported', row: said.number })
}

type Outcome = { before: EntryRecord | null; after: EntryRecord } | SheetFault[]

/** The entry a row makes or changes, or everything that speaks against it. */
function outcomeOf(ctx: Ctx & { countyId: number }, r: AnyRegister, said: SaidRow, { known, seen }: Work): Outcome {
  const no = (field: string, message: Label): SheetFault[] => [{ row: said.number, field, column: null, message }]
  const before = whichEntry(r, said, known)
  if (before === 'unknown')
    return no('', label('台账里没有这个条目码；新条目请留空', 'No entry has this code; leave it empty for a new one'))
  if (before && (before.closed_on !== null || before.merged_into !== null))
    return no('', label('该条目已停用或并入其他条目', 'This entry is closed or was merged into another'))
  const values = { ...(before ? declaredValues(r, before) : {}), ...said.values }
  const sound = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  const form = formFaults(r, sound)
  const checked = form.length > 0 ? { values: sound, faults: form } : checkValues(r, sound, { has: () => true })
  if (checked.faults.length > 0) return checked.faults.map((fault) => ofField(r, said.number, fault))
  try {
    const after = entryOf(ctx, r, said, { before, values: checked.values })
    if (!mayKeepEntry(r, ctx.actor, entryFacts(after)))
      return no('', label('不在您管理的范围内', 'It lies outside what your post keeps'))
    return whyNotTwice(r, said, after, { known, seen }) ?? { before, after }
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    return (fault.detail.errors ?? [{ field: '', message: fault.notes.title }]).map((each) =>
      ofField(r, said.number, each),
    )
  }
}

function whichEntry(r: AnyRegister, said: SaidRow, known: Known): EntryRecord | null | 'unknown' {
  if (said.code !== null) return known.byCode.get(said.code) ?? 'unknown'
  const isSaid = r.unique.every((name) => said.values[name] !== undefined)
  return isSaid ? (known.bySame.get(sameAs(r, said.values)) ?? null) : null
}

function entryOf(
  ctx: Ctx & { countyId: number },
  r: AnyRegister,
  said: SaidRow,
  { before, values }: { before: EntryRecord | null; values: Record<string, unknown> },
): EntryRecord {
  const point = pointOf(r, values)
  if (before) {
    if (point) checkCounty(ctx.house, r, before.county_id, point)
    return changedEntry(ctx, r, before, values)
  }
  const place = placeEntry(ctx.house, r, { divisionId: said.divisionId, point })
  return newEntry(ctx, r, { id: uuidv7({ msecs: ctx.now().getTime() }), place, values })
}

/** Why two rows, or a row and an entry, would be one, or null. */
function whyNotTwice(r: AnyRegister, said: SaidRow, after: EntryRecord, { known, seen }: Omit<Work, 'plan'>) {
  const field = r.unique[0] ?? ''
  const earlier = seen.same.get(after.same_as) ?? seen.ids.get(after.id)
  if (earlier !== undefined)
    return [ofField(r, said.number, { field, message: label(`与第 ${earlier} 行重复`, `The same as row ${earlier}`) })]
  const other = known.bySame.get(after.same_as)
  if (other && other.id !== after.id)
    return [
      ofField(r, said.number, {
        field,
        message: label(`台账里已有：${other.code}`, `The register has it already: ${other.code}`),
      }),
    ]
  seen.same.set(after.same_as, said.number)
  seen.ids.set(after.id, said.number)
  return null
}

function ofField(r: AnyRegister, row: number, { field, message }: { field: string; message: Label }): SheetFault {
  const name = field.replace(/^data\./, '').split('.')[0] ?? ''
  const schema = r.fields[name] as { 'x-label'?: Label } | undefined
  return schema?.['x-label'] ? { row, field: name, column: schema['x-label'], message } : whole(row, message)
}
