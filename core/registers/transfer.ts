// An entry that goes to another division: the giving side asks, the receiving side accepts, and never the same person.
import { v7 as uuidv7 } from 'uuid'
import { fieldProblem, problem, type SharedProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Post } from '../../contract/posts.ts'
import type { TransferView } from '../../contract/register-views.ts'
import { logRefusal } from '../access/log.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { notify } from '../notices/notices.ts'
import { holdersAt } from '../people/appoint.ts'
import { belowAny, ownId } from '../people/reach.ts'
import { findEntries, getRegister } from './load.ts'
import { placeIn } from './place.ts'
import { saveEntries } from './save.ts'
import { type Transfer, transferView, whyNotDecide } from './transfer-view.ts'
import { entryForStep } from './write.ts'

export interface TransferInput {
  version: number
  divisionId: number
  reason: string
}

/** Offers an entry to another division. It stays where it is until that side accepts. */
export async function offerTransfer(ctx: Ctx, kind: string, id: string, input: TransferInput): Promise<EntryRecord> {
  return inTransaction(ctx, async (tx) => {
    const { register: r, entry } = await entryForStep(tx, kind, id, { step: 'transfer', version: input.version })
    await checkNoTransfer(tx, entry)
    if (!tx.house.divisions.tree.find(input.divisionId))
      throw fieldProblem('divisionId', label('没有这个区划', 'There is no such division'), 'input.unknown-division')
    const to = placeIn(tx.house, r, input.divisionId)
    // Its row and its story stay together: another county begins its own.
    if (to.county_id !== entry.county_id)
      throw fieldProblem(
        'divisionId',
        label('不能移交到外县；请停用后由对方新增', 'It cannot go to another county; close it and let them add it'),
      )
    if (to.division_id === entry.division_id)
      throw fieldProblem('divisionId', label('它已经在这个区划', 'It is in this division already'))
    await tx.db
      .insertInto('register_transfers')
      .values({
        county_id: entry.county_id,
        id: uuidv7(),
        entry_id: id,
        from_division_id: entry.division_id,
        to_division_id: to.division_id,
        to_path: to.path,
        reason: input.reason,
        asked_by: ownId(tx) ?? '',
        asked_at: tx.now(),
        decided_by: null,
        decided_at: null,
      })
      .execute()
    const after = { ...entry, version: entry.version + 1, changed_at: tx.now() }
    const place = tx.house.divisions.tree.get(to.division_id)
    const data = { reason: input.reason, division: place.name }
    await saveEntries(tx, r, [{ before: entry, after, did: 'offered', data }])
    await tellReceivers(tx, Object.keys(r.keeps) as Post[], to.division_id, entry)
    return after
  })
}

async function tellReceivers(ctx: Ctx, keepers: Post[], divisionId: number, e: EntryRecord): Promise<void> {
  const above = ctx.house.divisions.tree.ancestors(divisionId)
  const asked = await holdersAt(
    ctx,
    keepers,
    above.map((d) => d.id),
  )
  const accountIds = [...new Set(asked.map((h) => h.accountId))].filter((id) => id !== ownId(ctx))
  const name = above.at(-1)?.name ?? ''
  await notify(ctx, {
    accountIds,
    countyId: above.at(-1)?.countyId as number,
    text: label(
      `“${e.headline}”拟移交到${name}，请接收或退回`,
      `“${e.headline}” is to go to ${name}: accept or refuse`,
    ),
    kind: e.kind,
  })
}

/** An entry that is on its way is not merged or offered again. @throws registers.in-transfer */
export async function checkNoTransfer(ctx: Ctx, e: EntryRecord): Promise<void> {
  const open = await ctx.db
    .selectFrom('register_transfers')
    .select('id')
    .where('entry_id', '=', e.id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (open) throw problem('registers.in-transfer')
}

type Decision = 'accepted' | 'refused'

/** Accepts or refuses a transfer. @throws access.not-found, matters.already-decided, matters.same-person, registers.same */
export async function decideTransfer(ctx: Ctx, transferId: string, decision: Decision): Promise<TransferView> {
  return inTransaction(ctx, async (tx) => {
    const { transfer, entry } = await lockedTransfer(tx, transferId)
    const r = getRegister(tx, entry.kind)
    const why = whyNotDecide(tx, r, transfer)
    if (why === 'access.not-your-post') throw await notFound(tx, entry)
    if (why !== null) throw problem(why as SharedProblem)
    const moved = decision === 'accepted' ? placeIn(tx.house, r, transfer.to_division_id) : {}
    const after = { ...entry, ...moved, version: entry.version + 1, changed_at: tx.now() }
    await saveEntries(tx, r, [{ before: entry, after, did: decision, data: { transferId } }])
    return transferView(tx, r, after, await end(tx, transfer, decision))
  })
}

/** Takes back an offer: whoever made it, or whoever keeps the entry. */
export async function withdrawTransfer(ctx: Ctx, kind: string, id: string, version: number): Promise<EntryRecord> {
  return inTransaction(ctx, async (tx) => {
    const { register: r, entry } = await entryForStep(tx, kind, id, { step: 'transfer', version })
    const open = await tx.db
      .selectFrom('register_transfers')
      .selectAll()
      .where('entry_id', '=', id)
      .where('state', '=', 'open')
      .forUpdate()
      .executeTakeFirst()
    if (!open) throw problem('matters.already-decided')
    await end(tx, open, 'withdrawn')
    const after = { ...entry, version: entry.version + 1, changed_at: tx.now() }
    await saveEntries(tx, r, [{ before: entry, after, did: 'withdrawn', data: { transferId: open.id } }])
    return after
  })
}

async function end(tx: Ctx, t: Transfer, state: Transfer['state']): Promise<Transfer> {
  const ended = { state, decided_by: ownId(tx), decided_at: tx.now() }
  await tx.db.updateTable('register_transfers').set(ended).where('id', '=', t.id).execute()
  return { ...t, ...ended }
}

async function lockedTransfer(tx: Ctx, id: string): Promise<{ transfer: Transfer; entry: EntryRecord }> {
  const known = await tx.db.selectFrom('register_transfers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!known) throw problem('access.not-found')
  // The entry before the transfer, in the order of everybody else.
  await tx.db.selectFrom('register_entries').select('id').where('id', '=', known.entry_id).forUpdate().execute()
  const [entry] = await findEntries(tx, [known.entry_id])
  const transfer = await tx.db
    .selectFrom('register_transfers')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!entry || !transfer) throw problem('access.not-found')
  return { transfer, entry }
}

async function notFound(tx: Ctx, e: EntryRecord) {
  await logRefusal(tx, { kind: e.kind, subjectIds: [e.id], countyId: e.county_id, why: 'access.not-found' })
  return problem('access.not-found')
}

/** Transfers that wait for the actor's side, the oldest first; at most 200. */
export async function waitingTransfers(ctx: Ctx): Promise<TransferView[]> {
  const posts = 'posts' in ctx.actor ? ctx.actor.posts : []
  const rows = await ctx.db
    .selectFrom('register_transfers')
    .selectAll()
    .where('state', '=', 'open')
    .where(belowAny('to_path', posts))
    .orderBy('asked_at')
    .limit(200)
    .execute()
  const entries = await findEntries(
    ctx,
    rows.map((row) => row.entry_id),
  )
  const views: TransferView[] = []
  for (const row of rows) {
    const entry = entries.find((each) => each.id === row.entry_id)
    const r = entry && ctx.house.registers.get(entry.kind)
    if (entry && r && whyNotDecide(ctx, r, row) !== 'access.not-your-post')
      views.push(await transferView(ctx, r, entry, row))
  }
  return views
}
