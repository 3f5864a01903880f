// Steps that came too late from a phone: kept beside the matter until a person says which version holds.
import { sql } from 'kysely'
import Type from 'typebox'
import { transitionFields } from '../../contract/derive/bodies.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import type { FieldConflictView } from '../../contract/field.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { MatterView } from '../../contract/views.ts'
import { logRefusal } from '../access/log.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { appendEvent } from '../events/append.ts'
import { answerTo } from '../matters/kind-routes.ts'
import { findMatters, type Loaded, loadMatter, readableAmong } from '../matters/load.ts'
import { matterEvent } from '../matters/save.ts'
import { takeTransition } from '../matters/transition.ts'
import { notify } from '../notices/notices.ts'
import { belowAny, heldBy, ownId } from '../people/reach.ts'
import { validator } from '../requests/validate.ts'
import { type Conflict, conflictView, maySettle, settlingPosts } from './conflict-view.ts'

export interface HandIn {
  /** That of the command. */
  id: string
  matterId: string
  transition: string
  data: Record<string, unknown>
  version: number
  deviceAt: string
}

const mostShown = 100

/**
 * Keeps a step that was refused as stale. Saying it twice changes nothing.
 * @throws access.not-found, matters.no-such-transition, field.no-conflict, input.invalid
 */
export async function handInConflict(ctx: Ctx, input: HandIn): Promise<FieldConflictView> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, input.matterId, { lock: true })
    const before = await findConflict(tx, input.id)
    if (before) {
      if (before.made_by !== ownId(tx) || before.matter_id !== input.matterId) throw problem('request.duplicate-key')
      return conflictView(tx, before, loaded)
    }
    checkData(loaded, input.transition, input.data)
    if (input.version >= loaded.matter.version) throw problem('field.no-conflict')
    const conflict = await keep(tx, loaded, input)
    await tell(tx, loaded, conflict, 'conflict-kept')
    await tellCentre(tx, loaded)
    return conflictView(tx, conflict, loaded)
  })
}

async function keep(tx: Ctx, { matter }: Loaded, input: HandIn): Promise<Conflict> {
  return tx.db
    .insertInto('field_conflicts')
    .values({
      county_id: matter.county_id,
      id: input.id,
      matter_id: matter.id,
      made_by: ownId(tx) ?? '',
      transition: input.transition,
      data: sql`${JSON.stringify(input.data)}::jsonb`,
      base_version: input.version,
      device_at: new Date(input.deviceAt),
      device_ahead_ms: tx.deviceAheadMs ?? null,
      at: tx.now(),
      settled_by: null,
      settled_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The fields of a step as its own route would check them. */
function checkData({ kind }: Loaded, transition: string, data: Record<string, unknown>): void {
  const t = (kind as MatterKind).transitions[transition]
  if (!t) throw problem('matters.no-such-transition')
  const checks = known.get(kind) ?? new Map<string, (data: unknown) => void>()
  known.set(kind, checks)
  const check = checks.get(transition) ?? validator(Type.Object({ data: transitionFields(t as never, kind) }))
  checks.set(transition, check)
  check({ data })
}

// Compiled once: compiling costs more than checking.
const known = new WeakMap<object, Map<string, (data: unknown) => void>>()

const findConflict = (ctx: Ctx, id: string): Promise<Conflict | undefined> =>
  ctx.db.selectFrom('field_conflicts').selectAll().where('id', '=', id).executeTakeFirst()

/** An event of the matter that leaves its row and its version as they are: what waits in other phones is not made stale. */
const tell = (tx: Ctx, { kind, matter }: Loaded, conflict: Conflict, did: string): Promise<void> =>
  appendEvent(
    { ...tx, ...ahead(conflict) },
    matterEvent(tx, kind, matter, matter, {
      did,
      deviceAt: conflict.device_at,
      data: { conflictId: conflict.id, transition: conflict.transition, baseVersion: conflict.base_version },
    }),
  )

const ahead = ({ device_ahead_ms }: Conflict) => (device_ahead_ms === null ? {} : { deviceAheadMs: device_ahead_ms })

const mostTold = 20

async function tellCentre(tx: Ctx, { matter }: Loaded): Promise<void> {
  if (matter.township_id === null) return
  const held = await tx.db
    .selectFrom('posts_held')
    .select('account_id')
    .distinct()
    .where('division_id', '=', matter.township_id)
    .where('post', '=', 'townshipCentre')
    .where('accepted_at', 'is not', null)
    .where('to_at', 'is', null)
    .limit(mostTold)
    .execute()
  const text = label(
    `${matter.no} 有一步离线办理和现在的情况不一致，请核对`,
    `${matter.no}: a step done offline does not fit what it is now; compare them`,
  )
  const accountIds = held.map((h) => h.account_id).filter((id) => id !== ownId(tx))
  await notify(tx, { accountIds, countyId: matter.county_id, text, push: text, matterId: matter.id, kind: matter.kind })
}

/** The open conflicts that the actor may settle, the oldest first; at most 100. `own`: only what they handed in. */
export async function openConflicts(ctx: Ctx, query: { matter?: string; own?: boolean }): Promise<FieldConflictView[]> {
  const own = sql<boolean>`c.made_by = ${ownId(ctx)}`
  const reach = query.own ? own : sql<boolean>`(${own} or ${belowAny('m.path', heldBy(ctx, ...settlingPosts))})`
  const ofMatter = query.matter === undefined ? sql`true` : sql`c.matter_id = ${query.matter}::uuid`
  const { rows } = await sql<Conflict>`select c.* from field_conflicts c
    join matters m on m.id = c.matter_id and m.county_id = c.county_id
    where c.state = 'open' and ${reach} and ${ofMatter} order by c.at, c.id limit ${mostShown}`.execute(ctx.db)
  const matters = await findMatters(
    ctx,
    rows.map((row) => row.matter_id),
  )
  const readable = new Map((await readableAmong(ctx, matters)).map((loaded) => [loaded.matter.id, loaded]))
  const views: FieldConflictView[] = []
  for (const row of rows) {
    const loaded = readable.get(row.matter_id)
    if (loaded) views.push(await conflictView(ctx, row, loaded))
  }
  return views
}

export interface Settling {
  choice: 'kept' | 'applied'
  /** The present version, as whoever settles saw it. */
  version?: number
  data?: Record<string, unknown>
}

/**
 * Settles a conflict: the matter stays as it is, or the step is taken now, as whoever settles may take it.
 * @throws access.not-found, field.settled, matters.stale, whatever the step is refused for
 */
export async function settleConflict(ctx: Ctx, id: string, input: Settling): Promise<FieldConflictView> {
  return inTransaction(ctx, async (tx) => {
    const known = await findConflict(tx, id)
    if (!known) throw problem('access.not-found')
    // The matter's row is what everybody waits for who changes anything about it.
    const loaded = await loadMatter(tx, known.matter_id, { lock: true })
    const conflict = (await findConflict(tx, id)) as Conflict
    await checkSettler(tx, conflict, loaded)
    if (conflict.state !== 'open') throw problem('field.settled')
    const present = input.choice === 'applied' ? await apply(tx, conflict, loaded, input) : undefined
    const settled = { state: input.choice, settled_by: ownId(tx), settled_at: tx.now() }
    await tx.db
      .updateTable('field_conflicts')
      .set({ ...settled, data: sql`'{}'::jsonb` })
      .where('id', '=', id)
      .execute()
    const after = present ? await reloaded(tx, loaded) : loaded
    await tell(tx, after, conflict, `conflict-${input.choice}`)
    return conflictView(tx, { ...conflict, ...settled }, after, present)
  })
}

async function checkSettler(tx: Ctx, conflict: Conflict, loaded: Loaded): Promise<void> {
  if (maySettle(tx, conflict, loaded)) return
  const { kind, id, county_id } = loaded.matter
  await logRefusal(tx, { kind, subjectIds: [id], countyId: county_id, why: 'access.not-your-post' })
  throw problem('access.not-your-post')
}

async function apply(tx: Ctx, conflict: Conflict, loaded: Loaded, input: Settling): Promise<MatterView> {
  if (input.version === undefined)
    throw fieldProblem('version', label('请核对现在的版本', 'Say which version you compared with'))
  const data = input.data ?? conflict.data
  checkData(loaded, conflict.transition, data)
  const done = { data, version: input.version, deviceAt: conflict.device_at.toISOString() }
  const ofPhone = { ...tx, ...ahead(conflict), alsoFilesOf: conflict.made_by }
  const after = await takeTransition(ofPhone, loaded.matter.kind, loaded.matter.id, conflict.transition, done)
  return (await answerTo(tx, after)) as MatterView
}

/** The row as the step left it, whoever may read it now. */
async function reloaded(tx: Ctx, before: Loaded): Promise<Loaded> {
  const clock: Ctx = { ...tx, actor: { type: 'clock' } }
  const { matter } = await loadMatter(clock, before.matter.id)
  return { ...before, matter }
}
