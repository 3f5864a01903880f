// Uploads in pieces as phones send them: tus 1.0, its core and creation, with our own refusals (decision 13).
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { fileIdHeader } from '../../contract/field.ts'
import { type Label, label } from '../../contract/label.ts'
import type { Ctx, House } from '../../core/context.ts'
import { largestUpload } from '../../core/files/sorts.ts'
import { beginUpload, continueUpload, getUpload, type UploadState } from '../../core/files/uploads.ts'
import { checkWho, contextOf, type FindActor } from './mount.ts'

const version = '1.0.0'
const pieceType = 'application/offset+octet-stream'
const collection = '/api/files/uploads'
const purpose = label('随事项附上的文件', 'Files that come with a matter')

interface TusRoute {
  id: string
  method: HTTPMethods & ('POST' | 'HEAD' | 'PATCH')
  path: string
  does: Label
  /** Requests a minute from one account. */
  limit: number
  /** What a client sends besides `Tus-Resumable`, and gets. */
  asks: readonly string[]
  status: number
  answers: readonly string[]
}

/** What the protocol consists of. */
export const tusRoutes = {
  begin: {
    id: 'files.begin-upload',
    method: 'POST',
    path: collection,
    does: label('开始分段上传', 'Begin an upload in pieces'),
    limit: 240,
    asks: ['Upload-Length', 'Upload-Metadata'],
    status: 201,
    answers: ['Location'],
  },
  ask: {
    id: 'files.ask-upload',
    method: 'HEAD',
    path: `${collection}/:id`,
    does: label('查询已传多少', 'Ask how much of an upload is there'),
    limit: 1200,
    asks: [],
    status: 200,
    answers: ['Upload-Offset', 'Upload-Length', 'Upload-File-Id'],
  },
  goOn: {
    id: 'files.continue-upload',
    method: 'PATCH',
    path: `${collection}/:id`,
    does: label('续传一段', 'Go on with an upload'),
    limit: 2400,
    asks: ['Upload-Offset'],
    status: 204,
    answers: ['Upload-Offset', 'Upload-File-Id'],
  },
} as const satisfies Record<string, TusRoute>

/** Mounts them, in a scope of their own: only here a body is left to be read as it comes. */
export function mountTus(app: FastifyInstance, house: House, actorOf: FindActor): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(pieceType, (_request, stream, done) => done(null, stream))
    scope.addHook('onRequest', async (_request, reply) => void reply.header('tus-resumable', version))
    const mount = (
      route: TusRoute,
      handle: (ctx: Ctx, request: FastifyRequest, reply: FastifyReply) => Promise<void>,
    ) =>
      scope.route({
        method: route.method,
        url: route.path,
        config: { rateLimit: { max: route.limit, timeWindow: 60_000 } },
        async handler(request, reply) {
          const ctx = await contextOf(house, actorOf, request, { id: route.id, purpose })
          await checkWho(ctx, 'staff')
          if (request.headers['tus-resumable'] !== version) throw problem('field.upload-protocol')
          await handle(ctx, request, reply)
          return reply.code(route.status).send()
        },
      })
    scope.options(collection, (_request, reply) => tellProtocol(reply))
    mount(tusRoutes.begin, begin)
    mount(tusRoutes.ask, async (ctx, request, reply) => {
      tell(reply.header('cache-control', 'no-store'), await getUpload(ctx, idOf(request)))
    })
    mount(tusRoutes.goOn, goOn)
  })
}

/** What a client of tus may ask before it begins. */
const tellProtocol = (reply: FastifyReply) =>
  reply.code(204).headers({ 'tus-version': version, 'tus-extension': 'creation', 'tus-max-size': largestUpload }).send()

async function begin(ctx: Ctx, { headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const bytes = numberOf(headers, 'upload-length')
  if (bytes === 0) throw fieldProblem('upload-length', label('文件是空的', 'The file is empty'))
  if (bytes > largestUpload)
    throw problem('input.too-large', {
      detail: label(
        `文件不能超过${largestUpload / 1_000_000}MB`,
        `The file is larger than ${largestUpload / 1_000_000} MB`,
      ),
    })
  const id = idIn(headers['upload-metadata'])
  await beginUpload(ctx, { id, bytes })
  reply.header('location', `${collection}/${id}`)
}

async function goOn(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const offset = numberOf(request.headers, 'upload-offset')
  const stream = request.body as Readable | undefined
  if (!stream)
    throw fieldProblem('content-type', label(`内容类型应为 ${pieceType}`, `The type of the content is ${pieceType}`))
  tell(reply, await continueUpload(ctx, idOf(request), { offset, stream }))
}

function tell(reply: FastifyReply, { offset, bytes, fileId }: UploadState): void {
  reply.headers({ 'upload-offset': offset, 'upload-length': bytes })
  if (fileId !== null) reply.header(fileIdHeader, fileId)
}

function numberOf(headers: FastifyRequest['headers'], name: 'upload-length' | 'upload-offset'): number {
  const said = headers[name]
  if (typeof said !== 'string' || !/^\d{1,15}$/.test(said))
    throw fieldProblem(name, label('应为字节数', 'A number of bytes is needed'))
  return Number(said)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function idOf({ params }: FastifyRequest): string {
  const { id } = params as { id: string }
  if (!uuid.test(id)) throw problem('access.not-found')
  return id
}

/** The id in `Upload-Metadata`: pairs of a name and a value in base64, separated by commas. */
function idIn(metadata: unknown): string {
  const pairs = typeof metadata === 'string' ? metadata.split(',').map((pair) => pair.trim().split(' ')) : []
  const [, value = ''] = pairs.find(([name]) => name === 'id') ?? []
  const id = Buffer.from(value, 'base64').toString('latin1')
  if (!uuid.test(id))
    throw fieldProblem(
      'upload-metadata',
      label('应含 id：手机生成的 UUID 第 7 版，以 base64 表示', 'It holds id: a UUID version 7 in base64'),
    )
  return id
}
