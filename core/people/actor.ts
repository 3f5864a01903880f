// Who asks: staff by their session, a machine by its token, otherwise the public. Remembered for a few seconds.
import { createHash } from 'node:crypto'
import type { Actor, HeldPost } from '../../contract/access.ts'
import type { Post } from '../../contract/posts.ts'
import { afterCommit, type Ctx, type House } from '../context.ts'
import { forgetHeld } from './held.ts'
import { findTokenAccount } from './token-account.ts'

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>
type Known = Extract<Actor, { type: 'staff' | 'machine' }>

interface Memory {
  actors: Map<string, { actor: Known; at: number }>
  /** Accounts that just changed, until when they are not remembered: a slower request may still bring the old state. */
  changed: Map<string, number>
}

const freshMs = 4000
const settlingMs = 2000
const mostRemembered = 20_000
const memories = new WeakMap<House, Memory>()
const sessions = new WeakMap<Actor, string>()
const withheld = new WeakSet<Actor>()

/** Who sent a request, by its headers. What they hold is at most five seconds old, and at once after a change here. */
export async function actorOf(house: House, headers: RequestHeaders): Promise<Actor> {
  const proof = proofOf(headers)
  if (proof === null) return { type: 'public' }
  const memory = memoryOf(house)
  const known = memory.actors.get(proof)
  const at = performance.now()
  if (known && at - known.at < freshMs) return known.actor
  memory.actors.delete(proof)
  const actor = await lookUp(house, headers)
  if (actor === null) return { type: 'public' }
  if ((memory.changed.get(actor.id) ?? 0) < performance.now()) {
    if (memory.actors.size >= mostRemembered) memory.actors.clear()
    memory.actors.set(proof, { actor, at })
  }
  return actor
}

/** The session by which an actor asks, if there is one. */
export const sessionOf = (actor: Actor): string | undefined => sessions.get(actor)

/** Whether a post of the actor does not count, because the session was opened with one factor only. */
export const lacksSecondFactor = (actor: Actor): boolean => withheld.has(actor)

/** Forgets what an account holds and whether it is signed in: at once, and again when the change is committed. */
export async function forgetActor(ctx: Pick<Ctx, 'house' | 'afterwards'>, accountId: string): Promise<void> {
  forgetAccount(ctx.house, accountId)
  await afterCommit(ctx as Ctx, async () => forgetAccount(ctx.house, accountId))
}

/** Forgets the session of a request, whose cookie changes with the answer. */
export function forgetSession(house: House, headers: RequestHeaders): void {
  const proof = proofOf(headers)
  const known = proof === null ? undefined : memoryOf(house).actors.get(proof)
  if (known) forgetAccount(house, known.actor.id)
}

function forgetAccount(house: House, accountId: string): void {
  forgetHeld({ house })
  const { actors, changed } = memoryOf(house)
  const at = performance.now()
  for (const [proof, { actor }] of actors) if (actor.id === accountId) actors.delete(proof)
  for (const [id, until] of changed) if (until < at) changed.delete(id)
  changed.set(accountId, at + settlingMs)
}

function memoryOf(house: House): Memory {
  const memory = memories.get(house) ?? { actors: new Map(), changed: new Map() }
  memories.set(house, memory)
  return memory
}

const tokenOf = (headers: RequestHeaders): string | null =>
  /^Bearer +(\S{1,200})$/i.exec(String(headers.authorization ?? ''))?.[1] ?? null

/** What a request proves itself by. All of its cookies, since which of two with one name counts is not ours to say. */
function proofOf(headers: RequestHeaders): string | null {
  const token = tokenOf(headers)
  if (headers.authorization !== undefined) return token === null ? null : digestOf(`token ${token}`)
  const cookie = String(headers.cookie ?? '')
  return cookie.includes('lianfang.session_token=') ? digestOf(`cookie ${cookie}`) : null
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64')

async function lookUp(house: House, headers: RequestHeaders): Promise<Known | null> {
  const token = tokenOf(headers)
  if (token !== null) return machineOf(house, token)
  const session = await house.auth.findSession(String(headers.cookie ?? ''))
  if (session === null) return null
  const { id, name, mustChangePassword } = session.account
  // Whoever still has a password that somebody else knows holds nothing yet.
  const held = mustChangePassword ? [] : await postsOf(house, id)
  const posts = session.isStrong ? held : held.filter(({ post }) => !house.needsSecondFactor.includes(post))
  const actor: Known = { type: 'staff', id, name, posts }
  if (posts.length < held.length) withheld.add(actor)
  sessions.set(actor, session.id)
  return actor
}

async function machineOf(house: House, token: string): Promise<Known | null> {
  const account = await findTokenAccount(house, token)
  return account ? { type: 'machine', ...account, posts: await postsOf(house, account.id) } : null
}

/** The posts an account holds now. */
async function postsOf(house: House, accountId: string): Promise<HeldPost[]> {
  const now = house.now()
  const rows = await house.db
    .selectFrom('posts_held')
    .select(['id', 'post', 'division_id', 'unit_id'])
    .where('account_id', '=', accountId)
    .where('accepted_at', 'is not', null)
    .where('from_at', '<=', now)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', now)]))
    .orderBy('from_at')
    .limit(50)
    .execute()
  return rows.flatMap((row) => {
    const division = house.divisions.tree.find(row.division_id)
    if (!division) return []
    const { id, countyId, path } = division
    return [{ id: row.id, post: row.post as Post, divisionId: id, countyId, path, unitId: row.unit_id }]
  })
}
