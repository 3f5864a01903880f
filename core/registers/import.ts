// An import in two steps: a dry run that names every bad row, and the loading of the good ones, all or none.
import { problem } from '../../contract/errors.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { ImportProgress, ImportReport } from '../../contract/register-views.ts'
import { type Ctx, type House, inTransaction } from '../context.ts'
import { ownId } from '../people/reach.ts'
import { withPosts } from './export.ts'
import { planImport } from './import-plan.ts'
import { saveEntries } from './save.ts'
import { readSheet, type Sheet } from './sheet-read.ts'

export interface ImportInput {
  /** Made by the client, who asks for the progress by it. */
  id: string
  fileName: string
  /** The XLSX, base64. */
  content: string
}

/**
 * Checks a sheet and says what it would do. Nothing is written but the report; checked again, it is written anew.
 * @throws registers.sheet-unreadable, request.duplicate-key when the id is that of another import
 */
export async function checkImport(ctx: Ctx, r: AnyRegister, input: ImportInput): Promise<ImportReport> {
  const importing = withPosts(ctx, r.imports)
  const tell = progressOf(ctx.house, input.id)
  try {
    tell({ stage: 'reading', done: 0, total: 0 })
    const sheet = await readSheet(Buffer.from(input.content, 'base64'))
    const total = sheet.rows.length
    const { report } = await planImport(importing, r, sheet, (done) => tell({ stage: 'checking', done, total }))
    const told: ImportReport = { id: input.id, state: 'checked', fileName: input.fileName, ...report }
    const checked = { sheet: JSON.stringify(sheet), report: JSON.stringify(told), made_at: ctx.now() }
    const owner = { kind: r.kind, made_by: ownId(ctx) ?? '' }
    const { numInsertedOrUpdatedRows: kept } = await ctx.db
      .insertInto('register_imports')
      .values({
        county_id: importing.countyId,
        id: input.id,
        file_name: input.fileName,
        ...owner,
        ...checked,
        loaded_at: null,
      })
      .onConflict((known) =>
        known
          .columns(['id', 'county_id'])
          .doUpdateSet(checked)
          .where('register_imports.kind', '=', owner.kind)
          .where('register_imports.made_by', '=', owner.made_by)
          .where('register_imports.loaded_at', 'is', null),
      )
      .executeTakeFirstOrThrow()
    if (kept === 0n) throw problem('request.duplicate-key')
    return told
  } finally {
    tell(null)
  }
}

/**
 * Loads the good rows of a checked sheet in one transaction: all of them or none. What it does is planned anew, and must
 * come to what was shown. @throws access.not-found, registers.already-loaded, registers.sheet-changed
 */
export async function loadImport(ctx: Ctx, r: AnyRegister, id: string): Promise<ImportReport> {
  const importing = withPosts(ctx, r.imports)
  const tell = progressOf(ctx.house, id)
  try {
    return await inTransaction(importing, async (tx) => {
      const kept = await tx.db
        .selectFrom('register_imports')
        .selectAll()
        .where('id', '=', id)
        .where('kind', '=', r.kind)
        .where('made_by', '=', ownId(ctx) ?? '')
        .forUpdate()
        .executeTakeFirst()
      if (!kept) throw problem('access.not-found')
      if (kept.loaded_at !== null || kept.sheet === null) throw problem('registers.already-loaded')
      const sheet = kept.sheet as Sheet
      const before = kept.report as ImportReport
      const planning = { ...tx, countyId: importing.countyId }
      const total = sheet.rows.length
      const { changes, report } = await planImport(planning, r, sheet, (done) =>
        tell({ stage: 'checking', done, total }),
      )
      if (!isAsShown(before, report)) throw problem('registers.sheet-changed')
      const saving = (done: number) => tell({ stage: 'loading', done, total: changes.length })
      saving(0)
      await lockChanged(
        tx,
        r,
        changes.flatMap((c) => (c.before ? [{ id: c.before.id, version: c.before.version }] : [])),
      )
      await saveEntries(tx, r, changes, saving)
      const done: ImportReport = { ...before, ...report, state: 'loaded' }
      await tx.db
        .updateTable('register_imports')
        .set({ sheet: null, report: JSON.stringify(done), loaded_at: tx.now() })
        .where('id', '=', id)
        .execute()
      return done
    })
  } finally {
    tell(null)
  }
}

const isAsShown = (shown: ImportReport, now: Omit<ImportReport, 'id' | 'state' | 'fileName'>): boolean =>
  (['added', 'changed', 'same', 'rejected'] as const).every((name) => shown[name] === now[name])

/** Locks the rows that change, in one order; one that somebody changed meanwhile stops everything. */
async function lockChanged(tx: Ctx, r: AnyRegister, known: { id: string; version: number }[]): Promise<void> {
  if (known.length === 0) return
  const rows = await tx.db
    .selectFrom('register_entries')
    .select(['id', 'version'])
    .where((w) => w('id', '=', w.fn.any(w.val(known.map((each) => each.id)))))
    .where('kind', '=', r.kind)
    .orderBy('id')
    .forUpdate()
    .execute()
  const versions = new Map(rows.map((row) => [row.id, row.version]))
  if (known.some((each) => versions.get(each.id) !== each.version)) throw problem('registers.sheet-changed')
}

const running = new WeakMap<House, Map<string, ImportProgress>>()

function progressOf(house: House, id: string): (progress: ImportProgress | null) => void {
  const known = running.get(house) ?? new Map<string, ImportProgress>()
  running.set(house, known)
  return (progress) => {
    if (progress) known.set(id, progress)
    else known.delete(id)
  }
}

/** How far an import is that runs in this process; null when none does. */
export const importProgress = (ctx: Ctx, id: string): ImportProgress | null => running.get(ctx.house)?.get(id) ?? null
