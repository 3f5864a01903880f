// The built web: hashed files for a year, pages always fresh, and every address of a face answered by its entry.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pageWithNonce } from './security.ts'

const yearS = 31_536_000

/** Serves the folder. */
export async function mountWeb(app: FastifyInstance, webDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webDir,
    index: ['index.html'],
    setHeaders: (reply, path) => {
      const isHashed = path.includes(`${join(webDir, 'assets')}`)
      reply.header('cache-control', isHashed ? `public, max-age=${yearS}, immutable` : 'no-cache')
    },
  })
  for (const url of ['/', '/index.html']) app.get(url, (_, reply) => sendDesk(reply, webDir))
}

/** Whether a request without a route is one for a page of a face. */
export const asksForPage = ({ method, url }: FastifyRequest): boolean =>
  method === 'GET' && !/^\/(api|files|open311|ogc|metrics|healthz|assets)\b/.test(pathOf(url))

/** Sends the entry of the face that an address belongs to: the portal's `/p`, the field app's `/f`, the desk's all others. */
export function sendEntry(
  request: FastifyRequest,
  reply: FastifyReply,
  webDir: string,
): FastifyReply | Promise<unknown> {
  const face = /^\/([pf])(\/|$)/.exec(pathOf(request.url))?.[1]
  if (face === undefined) return sendDesk(reply, webDir)
  return reply.type(html).header('cache-control', 'no-cache').sendFile(`${face}/index.html`)
}

const html = 'text/html; charset=utf-8'
const pathOf = (url: string): string => url.split('?')[0] ?? '/'

/** The desk's component library writes its styles while it runs; they are let in by a word that only this page knows. */
async function sendDesk(reply: FastifyReply, webDir: string): Promise<FastifyReply> {
  const { page, policy } = pageWithNonce(await readFile(join(webDir, 'index.html'), 'utf8'))
  return reply.type(html).header('cache-control', 'no-store').header('content-security-policy', policy).send(page)
}
