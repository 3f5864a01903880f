// Keeps an upload: recognised by content, photos drawn anew, hashed as it is stored, loose until a matter names it.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { v7 as uuidv7 } from 'uuid'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type Ctx, type House, inTransaction } from '../context.ts'
import { actorId } from '../events/append.ts'
import { homeCounty } from '../lists/home.ts'
import { boundedQueue, type Queue } from './queue.ts'
import { largestUpload, mostBytes, recogniseFile } from './sorts.ts'
import { dropAside, dropIncoming, receive, removeStored, settle, writeAside } from './store.ts'

/** What is told of a file that was kept. */
export interface KeptFile {
  id: string
  sort: 'photo' | 'voice' | 'document'
  mediaType: string
  bytes: number
}

/** An upload that is ready to be kept: its content lies aside, flushed. */
export interface PreparedFile extends KeptFile {
  sha256: string
  /** Of the upload as it came: tells a retry from another file under the same key. */
  uploadSha256: string
  width: number | null
  height: number | null
}

// Two photos at once are what two processors can draw; twenty more wait a few seconds.
const atOnce = 2
const mostWaiting = 20
const queues = new WeakMap<House, Queue>()

/** The queue in which photos of a house are drawn. */
export function photoQueue(house: House): Queue {
  const known = queues.get(house) ?? boundedQueue(atOnce, mostWaiting)
  queues.set(house, known)
  return known
}

/**
 * Takes an upload in without keeping it yet: end with `keepPrepared` or `dropPrepared`. `documents` also lets PDF in.
 * @throws input.too-large, input.not-this-type, server.busy; then nothing is left behind
 */
export async function prepareFile(
  ctx: Ctx,
  upload: { stream: Readable; wasCut(): boolean; documents: boolean },
): Promise<PreparedFile> {
  const { house } = ctx
  const id = uuidv7({ msecs: ctx.now().getTime() })
  try {
    const path = await receive(house, id, upload.stream)
    if (upload.wasCut()) throw tooLarge(largestUpload)
    return await prepareReceived(ctx, { id, path, documents: upload.documents })
  } finally {
    await dropIncoming(house, id)
  }
}

/**
 * The same for an upload that lies at `path` already, and stays there. It is prepared under the name `id`.
 * @throws input.too-large, input.not-this-type, server.busy; then nothing is left behind
 */
export async function prepareReceived(
  { house }: Ctx,
  upload: { id: string; path: string; documents: boolean },
): Promise<PreparedFile> {
  const { id, path } = upload
  const recognised = await recogniseFile(path, upload)
  const { size } = await stat(path)
  if (size > mostBytes[recognised.sort]) throw tooLarge(mostBytes[recognised.sort])
  const uploadSha256 = await hashOf(path)
  const drawn =
    recognised.sort === 'photo'
      ? await photoQueue(house).run(async () => (await import('./photo.ts')).redrawPhoto(path, recognised.cameAs))
      : { content: await readFile(path), width: null, height: null }
  await writeAside(house, id, drawn.content)
  return {
    id,
    sort: recognised.sort,
    mediaType: recognised.mediaType,
    bytes: drawn.content.length,
    sha256: createHash('sha256').update(drawn.content).digest('hex'),
    uploadSha256,
    width: drawn.width,
    height: drawn.height,
  }
}

/** Read in pieces: uploads that wait for their turn are on the disk, not in memory. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const tooLarge = (bytes: number) =>
  problem('input.too-large', {
    detail: label(`文件不能超过${bytes / 1_000_000}MB`, `The file is larger than ${bytes / 1_000_000} MB`),
  })

/** Keeps a prepared file: its row and its name come together. @throws server.busy; then it is dropped */
export async function keepPrepared(ctx: Ctx, file: PreparedFile): Promise<KeptFile> {
  try {
    const countyId = await countyOf(ctx)
    await inTransaction(ctx, async (tx) => {
      await tx.db
        .insertInto('files')
        .values({
          county_id: countyId,
          id: file.id,
          sort: file.sort,
          media_type: file.mediaType,
          bytes: file.bytes,
          sha256: file.sha256,
          width: file.width,
          height: file.height,
          matter_id: null,
          made_by: actorId(tx.actor),
          made_at: tx.now(),
        })
        .execute()
      await settle(ctx.house, file.id)
    })
    return { id: file.id, sort: file.sort, mediaType: file.mediaType, bytes: file.bytes }
  } catch (fault) {
    await dropPrepared(ctx, file)
    throw fault
  }
}

/** Lets go of a prepared file that is not wanted after all. */
export async function dropPrepared(ctx: Ctx, file: PreparedFile): Promise<void> {
  await dropAside(ctx.house, file.id)
  await removeStored(ctx.house, file.id).catch(() => undefined)
}

/** The county a file of the actor belongs to until a matter names it. */
export const countyOf = async (ctx: Ctx): Promise<number> => {
  const { actor } = ctx
  const held = 'posts' in actor ? actor.posts.find((post) => post.countyId !== null)?.countyId : undefined
  return held ?? (await homeCounty(ctx))
}
