// A retry never doubles: the first answer to a key is kept in the transaction of the change, and given again.
import { createHmac } from 'node:crypto'
import { problem } from '../../contract/errors.ts'
import { appendRows, type Ctx, inTransaction } from '../context.ts'
import { noRows } from '../db/group-writer.ts'
import { actorId } from '../events/append.ts'
import { canonical } from '../events/digest.ts'
import { openAnswer, sealAnswer } from './seal.ts'

export interface KeptAnswer {
  status: number
  answer: unknown
}

export interface KeyedRequest {
  route: string
  params: unknown
  body: unknown
  /** Fields of the answer that are not kept, such as a first password. */
  shownOnce?: readonly string[]
}

const uniqueViolation = '23505'

/** Runs a change once for its key. A second request with the same key and content gets the first answer. */
export async function once(
  ctx: Ctx,
  key: string,
  request: KeyedRequest,
  change: (ctx: Ctx) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const hash = hashOf(ctx, request)
  const before = await findAnswer(ctx, actorOf(ctx), key, hash)
  if (before) return before
  try {
    return await inTransaction(ctx, async (tx) => {
      const done = await change(tx)
      await appendRows(tx, { keys: [keyRow(tx, key, hash, done, request.shownOnce)] })
      return done
    })
  } catch (fault) {
    // What speaks against it may be the change itself, made a moment ago by the same request sent twice: a phone whose line
    // broke asks again while its first question still waits for the row, and must not be told that it came too late.
    const first = await findAnswer(ctx, actorOf(ctx), key, hash)
    if (first) return first
    throw fault
  }
}

/**
 * The same for a change that only appends: its rows and its key are written together, in a group with those of others.
 * The key is asked for only when something speaks against the change, since that may be the change itself.
 */
export async function onceAppended(
  ctx: Ctx,
  key: string | null,
  request: KeyedRequest,
  change: (ctx: Ctx) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const pending = noRows()
  const hash = key === null ? '' : hashOf(ctx, request)
  try {
    const done = await change({ ...ctx, pending })
    if (key !== null) pending.keys.push(keyRow(ctx, key, hash, done, request.shownOnce))
    await ctx.house.writer.write(pending)
    return done
  } catch (fault) {
    const first = key === null ? undefined : await findAnswer(ctx, actorOf(ctx), key, hash)
    if (first) return first
    throw (fault as { code?: string }).code === uniqueViolation ? problem('request.duplicate-key') : fault
  }
}

const actorOf = (ctx: Ctx): string => actorId(ctx.actor) ?? ctx.actor.type

// Keyed: a body may hold a password, which nobody shall find by trying words against the table.
const hashOf = (ctx: Ctx, { shownOnce: _, ...request }: KeyedRequest): string =>
  createHmac('sha256', ctx.house.secret).update(canonical(request)).digest('hex')

const keyRow = (ctx: Ctx, key: string, hash: string, done: KeptAnswer, shownOnce: readonly string[] = []) => ({
  county_id: null,
  actor: actorOf(ctx),
  key,
  request_hash: hash,
  status: done.status,
  answer: sealAnswer(ctx.house.secret, JSON.parse(JSON.stringify(done.answer ?? null, hiding(shownOnce)))),
  at: ctx.now(),
})

const hiding = (fields: readonly string[]) => (name: string, value: unknown) => (fields.includes(name) ? null : value)

async function findAnswer(ctx: Ctx, actor: string, key: string, hash: string): Promise<KeptAnswer | undefined> {
  const kept = await ctx.db
    .selectFrom('request_keys')
    .select(['request_hash', 'status', 'answer'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!kept) return undefined
  if (kept.request_hash !== hash) throw problem('request.duplicate-key')
  return { status: kept.status, answer: openAnswer(ctx.house.secret, kept.answer as { sealed: string }) }
}
