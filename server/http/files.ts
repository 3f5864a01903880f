// Files over HTTP: uploads of staff and of the public, and reading by those who may read the matter.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fieldProblem, Problem, problem } from '../../contract/errors.ts'
import { type Label, label } from '../../contract/label.ts'
import type { Who } from '../../contract/route.ts'
import type { Ctx, House } from '../../core/context.ts'
import { dropPrepared, type KeptFile, keepPrepared, photoQueue, prepareFile } from '../../core/files/keep.ts'
import { getFile, type StoredFile } from '../../core/files/read.ts'
import { extensions, largestUpload } from '../../core/files/sorts.ts'
import { readStored } from '../../core/files/store.ts'
import { once } from '../../core/requests/once.ts'
import { checkWho, contextOf, type FindActor, keyOf } from './mount.ts'

interface Upload {
  id: string
  path: string
  who: Who
  /** Uploads a minute from one account, or one address of the public. */
  limit: number
  /** PDF is let in too. */
  documents: boolean
  does: Label
}

const purpose = label('随事项附上的文件', 'Files that come with a matter')

/** The uploads there are. */
export const uploads: readonly Upload[] = [
  {
    id: 'files.upload',
    path: '/api/files',
    who: 'staff',
    limit: 240,
    documents: true,
    does: label('上传照片、语音或 PDF', 'Upload a photo, a voice note or a PDF'),
  },
  {
    id: 'files.public-upload',
    path: '/api/public/files',
    who: 'public',
    limit: 30,
    documents: false,
    does: label('随报告上传照片或语音', 'Upload a photo or a voice note with a report'),
  },
]

/** What reading a file is. */
export const reading = {
  id: 'files.read',
  path: '/api/files/:id',
  limit: 1200,
  does: label('读取文件', 'Read a file'),
} as const

/** Mounts uploads and reading. @fastify/multipart must be registered. */
export function mountFiles(app: FastifyInstance, house: House, actorOf: FindActor): void {
  for (const upload of uploads)
    app.post(upload.path, { config: { rateLimit: ratesOf(upload) } }, async (request, reply) => {
      const ctx = await contextOf(house, actorOf, request, { id: upload.id, purpose })
      await checkWho(ctx, upload.who)
      const kept = await takeUpload(ctx, request, upload)
      return reply.code(201).send(kept)
    })
  const config = { rateLimit: { max: reading.limit, timeWindow: minuteMs } }
  app.get<{ Params: { id: string } }>(reading.path, { config }, async (request, reply) => {
    const ctx = await contextOf(house, actorOf, request, { id: reading.id, purpose })
    await checkWho(ctx, 'staff')
    if (!/^[0-9a-f-]{36}$/i.test(request.params.id)) throw problem('access.not-found')
    const { 'if-none-match': known } = request.headers
    const file = await getFile(ctx, request.params.id, (sha256) => known === tagOf(sha256))
    return sendStored(house, file, request, reply)
  })
}

const minuteMs = 60_000

const ratesOf = ({ limit, who }: Upload) => ({
  max: limit,
  timeWindow: minuteMs,
  // Whoever is not signed in is counted by address, whatever cookie or token comes along.
  ...(who === 'public' ? { keyGenerator: (request: FastifyRequest) => request.ip } : {}),
})

// What the parts of a multipart body say around a file.
const envelopeBytes = 64_000

async function takeUpload(ctx: Ctx, request: FastifyRequest, { id, documents }: Upload): Promise<KeptFile> {
  photoQueue(ctx.house).checkRoom()
  // Said before a byte is read where the length is told; a body without a length is cut off as it comes.
  if (Number(request.headers['content-length'] ?? 0) > largestUpload + envelopeBytes) throw problem('input.too-large')
  const prepared = await readable(async () => {
    const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: largestUpload, files: 1 } })
    if (!part) throw fieldProblem('file', label('请附上一个文件', 'Attach one file'))
    return prepareFile(ctx, { stream: part.file, wasCut: () => part.file.truncated, documents })
  })
  const key = keyOf(request)
  if (key === null) return keepPrepared(ctx, prepared)
  const done = await once(ctx, key, { route: id, params: null, body: prepared.uploadSha256 }, async (tx) => ({
    status: 201,
    answer: await keepPrepared(tx, prepared),
  })).catch(async (fault) => {
    await dropPrepared(ctx, prepared)
    throw fault
  })
  const kept = done.answer as KeptFile
  if (kept.id !== prepared.id) await dropPrepared(ctx, prepared)
  return kept
}

/** A body that is no sound multipart, or that breaks off, is the sender's; refusals and our own faults stay as they are. */
export async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (fault) {
    const { code, message } = fault as { code?: unknown; message?: unknown }
    const isOfBody = (typeof code === 'string' && code.startsWith('FST_')) || isBroken.test(String(message))
    if (fault instanceof Problem || !isOfBody) throw fault
    throw fieldProblem('file', label('上传的内容不完整，请重试', 'The upload is incomplete or damaged; send it again'))
  }
}

// The words of @fastify/busboy and of streams for a body that is not what it says.
const isBroken = /multipart|boundary|unexpected end|premature|aborted|malformed|part terminated/i

const tagOf = (sha256: string): string => `"${sha256}"`

function sendStored(house: House, file: StoredFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isDocument = file.sort === 'document'
  const name = `${file.id}.${extensions[file.media_type] ?? 'bin'}`
  reply
    .type(file.media_type)
    .header('content-disposition', `${isDocument ? 'attachment' : 'inline'}; filename="${name}"`)
    .header('x-content-type-options', 'nosniff')
    // Kept by this reader's browser only, and shown again only after asking whether they still may.
    .header('cache-control', 'private, no-cache')
    .header('etag', tagOf(file.sha256))
    .header('accept-ranges', 'bytes')
    .header('content-security-policy', "default-src 'none'; sandbox")
  if (request.headers['if-none-match'] === tagOf(file.sha256)) return reply.code(304).send()
  const part = partOf(request.headers.range, file.bytes)
  if (part === null) return reply.header('content-length', file.bytes).send(readStored(house, file.id))
  return reply
    .code(206)
    .header('content-range', `bytes ${part.start}-${part.end}/${file.bytes}`)
    .header('content-length', part.end - part.start + 1)
    .send(readStored(house, file.id, part))
}

/** One range of bytes (RFC 9110 §14), which players of sound ask for; anything else gets the whole file. */
function partOf(range: string | undefined, bytes: number): { start: number; end: number } | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const start = match[1] === '' ? Math.max(0, bytes - Number(match[2])) : Number(match[1])
  const end = match[1] === '' || match[2] === '' ? bytes - 1 : Math.min(bytes - 1, Number(match[2]))
  return start <= end ? { start, end } : null
}
