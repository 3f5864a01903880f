// Writes entries, their versions and their events together: one entry, or ten thousand of an import, in one way.
import { sql } from 'kysely'
import { eventType } from '../../contract/derive/paths.ts'
import { invariant, type Problem, problem } from '../../contract/errors.ts'
import { marksOf } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { appendRows, type Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { eventRow } from '../events/append.ts'
import { canonical, entryDigest } from '../events/digest.ts'
import { entryColumns, searchable, valuesOf } from './record.ts'

export interface EntryChange {
  before: EntryRecord | null
  after: EntryRecord
  /** What was done, past or by the step's name: the last part of the event's type. */
  did: string
  /** Open values only. */
  data?: Record<string, unknown>
}

const atOnce = 500

/**
 * Writes changes in the transaction of `ctx`. Rows that are changed must be locked by it.
 * @throws registers.same when another entry has the values that tell entries apart, request.duplicate-key when one has
 * its id
 */
export async function saveEntries(
  ctx: Ctx,
  r: AnyRegister,
  changes: readonly EntryChange[],
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  for (let i = 0; i < changes.length; i += atOnce) {
    const batch = changes.slice(i, i + atOnce)
    await writeEntries(ctx, r, batch)
    await writeVersions(ctx, batch)
    await appendRows(ctx, { events: batch.map((change) => eventRow(ctx, eventOf(ctx, r, change))) })
    await tieFiles(ctx, r, batch)
    onProgress(Math.min(changes.length, i + atOnce))
  }
}

const columns = sql.join([...entryColumns, 'search'].map((c) => sql.ref(c)))
const changing = [...entryColumns.filter((c) => c !== 'id'), 'search']

async function writeEntries(ctx: Ctx, r: AnyRegister, changes: readonly EntryChange[]): Promise<void> {
  const rows = (some: readonly EntryChange[]) =>
    sql`jsonb_populate_recordset(null::register_entries, ${JSON.stringify(
      some.map(({ after }) => ({ ...after, search: searchable(r, after) })),
    )}::jsonb)`
  const added = changes.filter((change) => change.before === null)
  const changed = changes.filter((change) => change.before !== null)
  try {
    if (added.length > 0)
      await sql`insert into register_entries (${columns}) select ${columns} from ${rows(added)}`.execute(ctx.db)
    if (changed.length === 0) return
    const sets = sql.join(changing.map((c) => sql`${sql.ref(c)} = ${sql.ref(`x.${c}`)}`))
    const written = await sql`update register_entries e set ${sets} from ${rows(changed)} x where e.id = x.id`.execute(
      ctx.db,
    )
    invariant(Number(written.numAffectedRows) === changed.length, `${changed.length} entries of ${r.kind} to change`)
  } catch (fault) {
    throw takenProblem(r, fault) ?? fault
  }
}

/** What a value or an id that is taken is answered with; null for any other fault. */
function takenProblem(r: AnyRegister, fault: unknown): Problem | null {
  const { code, constraint } = fault as { code?: string; constraint?: string }
  if (code !== '23505') return null
  if (constraint === 'register_entries_same') return sameProblem(r)
  return constraint === 'register_entries_pkey' ? problem('request.duplicate-key') : null
}

/** The refusal of a second entry with the same values. */
export const sameProblem = (r: AnyRegister) =>
  problem('registers.same', {
    errors: r.unique.map((name) => ({
      field: `data.${name}`,
      message: label('台账里已有这个值', 'The register has this value already'),
    })),
  })

async function writeVersions(ctx: Ctx, changes: readonly EntryChange[]): Promise<void> {
  const rows = changes.map(({ after }) => ({
    county_id: after.county_id,
    entry_id: after.id,
    version: after.version,
    at: ctx.now(),
    row: after,
  }))
  await sql`insert into register_versions select * from jsonb_populate_recordset(null::register_versions,
    ${JSON.stringify(rows)}::jsonb)`.execute(ctx.db)
}

/** The event of a change: which fields, never their values, and the digest that `verify` compares. */
function eventOf(ctx: Ctx, r: AnyRegister, { before, after, did, data }: EntryChange) {
  return {
    type: eventType(r, did),
    subjectKind: r.kind,
    subjectId: after.id,
    countyId: after.county_id,
    path: after.path,
    data: {
      no: after.code,
      version: after.version,
      ...(before ? { changed: changedFields(before, after) } : {}),
      ...data,
    },
    digest: entryDigest(ctx.house.secret, after),
  }
}

/** Names of the fields whose values differ. */
export function changedFields(
  before: Pick<EntryRecord, 'data' | 'shapes'>,
  after: Pick<EntryRecord, 'data' | 'shapes'>,
): string[] {
  const [was, is] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => canonical(was[name]) !== canonical(is[name]))
    .sort()
}

/** The files that the fields of an entry name. */
export const filesOf = (r: AnyRegister, e: Pick<EntryRecord, 'data'>): string[] =>
  Object.entries(e.data).flatMap(([name, value]) =>
    r.fields[name] && marksOf(r.fields[name], name)['x-widget'] === 'files' ? (value as string[]) : [],
  )

/** Ties uploads to the entry that names them now. Those it no longer names stay with it: a former version shows them. */
async function tieFiles(ctx: Ctx, r: AnyRegister, changes: readonly EntryChange[]): Promise<void> {
  for (const { after } of changes) {
    const ids = filesOf(r, after)
    if (ids.length === 0) continue
    await ctx.db
      .updateTable('files')
      .set({ entry_id: after.id })
      .where('id', 'in', ids)
      .where('matter_id', 'is', null)
      .where('entry_id', 'is', null)
      .execute()
  }
}
