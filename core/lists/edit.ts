// Changes of a kept list by the administrators of a county: add, rename, switch off, order. Nothing is ever deleted.
import { v5 as uuidv5 } from 'uuid'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { type Label, label } from '../../contract/label.ts'
import type { ListEntryView } from '../../contract/views.ts'
import { afterCommit, type Ctx, inTransaction } from '../context.ts'
import { appendEvent } from '../events/append.ts'
import { administeredCounty } from '../people/reach.ts'
import { entryView, forgetLists, listEntries } from './lists.ts'

// Any constant: events name their subject by UUID, entries have names.
const namespace = '5d0f3c1e-8f2b-4a54-9a39-6f0f1c2f7a10'
const mostEntries = 500

/** All entries of a list in the actor's county. @throws access.not-found, access.not-your-post */
export async function keptEntries(ctx: Ctx, list: string): Promise<ListEntryView[]> {
  checkList(ctx, list)
  return listEntries(ctx, await administeredCounty(ctx), list)
}

/** Adds an entry at the end, or below another. @throws access.not-found, access.not-your-post, input.invalid */
export async function addEntry(
  ctx: Ctx,
  list: string,
  entry: { label: Label; under?: string; text?: string },
): Promise<ListEntryView[]> {
  return changing(ctx, list, async (tx, countyId) => {
    const known = await currentEntries(tx, countyId, list)
    if (known.length >= mostEntries) throw fieldProblem('label', label('名录已满', 'The list is full'))
    const notes = textNotes(tx, list, entry.text)
    const parent = known.find((e) => e.id === entry.under)
    if (entry.under !== undefined && (!parent || parent.under !== null))
      throw fieldProblem('under', label('没有这个上级选项', 'There is no such entry to stand under'))
    const taken = known.map((e) => Number(/^own-(\d+)$/.exec(e.id)?.[1] ?? 0))
    const id = `own-${Math.max(0, ...taken) + 1}`
    await tx.db
      .insertInto('list_entries')
      .values({
        county_id: countyId,
        list,
        id,
        under: entry.under ?? null,
        label: JSON.stringify(soundLabel(entry.label)) as never,
        notes: JSON.stringify(notes) as never,
        position: Math.max(-1, ...known.map((e) => e.position)) + 1,
      })
      .execute()
    await tell(tx, 'added', countyId, list, id)
  })
}

/** Renames an entry, writes its text, switches it off or on; what was filed under it keeps it. @throws access.not-found, input.invalid */
export async function changeEntry(
  ctx: Ctx,
  list: string,
  id: string,
  change: { label?: Label; active?: boolean; text?: string },
): Promise<ListEntryView[]> {
  return changing(ctx, list, async (tx, countyId) => {
    const known = (await currentEntries(tx, countyId, list)).find((e) => e.id === id)
    if (!known) throw problem('access.not-found')
    await tx.db
      .updateTable('list_entries')
      .set({
        label: JSON.stringify(change.label ? soundLabel(change.label) : known.label) as never,
        active: change.active ?? known.active,
        notes: JSON.stringify({ ...known.notes, ...textNotes(tx, list, change.text) }) as never,
      })
      .where('county_id', '=', countyId)
      .where('list', '=', list)
      .where('id', '=', id)
      .execute()
    await tell(tx, 'changed', countyId, list, id)
  })
}

/** Puts the entries of a list in order; all of them are named. @throws input.invalid */
export async function orderEntries(ctx: Ctx, list: string, ids: readonly string[]): Promise<ListEntryView[]> {
  return changing(ctx, list, async (tx, countyId) => {
    const known = await currentEntries(tx, countyId, list)
    const isSame = ids.length === known.length && known.every((e) => ids.includes(e.id))
    if (!isSame) throw fieldProblem('ids', label('名录刚刚变过，请重新排序', 'The list has changed; order it again'))
    for (const [position, id] of ids.entries())
      await tx.db
        .updateTable('list_entries')
        .set({ position })
        .where('county_id', '=', countyId)
        .where('list', '=', list)
        .where('id', '=', id)
        .execute()
    await tell(tx, 'ordered', countyId, list, '')
  })
}

function checkList(ctx: Ctx, list: string): void {
  if (!ctx.house.lists.has(list)) throw problem('access.not-found')
}

async function changing(
  ctx: Ctx,
  list: string,
  change: (tx: Ctx, countyId: number) => Promise<void>,
): Promise<ListEntryView[]> {
  checkList(ctx, list)
  return inTransaction(ctx, async (tx) => {
    const countyId = await administeredCounty(tx)
    await change(tx, countyId)
    await afterCommit(tx, async () => forgetLists(tx))
    return (await currentEntries(tx, countyId, list)).map(entryView)
  })
}

/** The rows as they are in this transaction, locked. */
const currentEntries = (ctx: Ctx, countyId: number, list: string) =>
  ctx.db
    .selectFrom('list_entries')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('list', '=', list)
    .orderBy('position')
    .forUpdate()
    .execute()

/** The text of an entry among its notes. @throws input.invalid where the entries of the list carry none */
function textNotes(ctx: Ctx, list: string, text: string | undefined): { text?: string } {
  if (text === undefined) return {}
  if (!ctx.house.lists.get(list)?.hasTexts)
    throw fieldProblem('text', label('这个名录的选项没有正文', 'The entries of this list carry no text'))
  return { text: text.trim() }
}

function soundLabel({ zh, en }: Label): Label {
  const sound = { zh: zh.trim(), en: en.trim() }
  if (sound.zh === '' || sound.en === '')
    throw fieldProblem('label', label('中文和英文都要填', 'Both languages are needed'))
  return sound
}

const tell = (ctx: Ctx, did: string, countyId: number, list: string, id: string): Promise<void> =>
  appendEvent(ctx, {
    type: `lists.entry.${did}`,
    subjectKind: 'lists.entry',
    subjectId: uuidv5(`${countyId}/${list}/${id}`, namespace),
    countyId,
    path: ctx.house.divisions.tree.get(countyId).path,
    data: { list, id },
  })
