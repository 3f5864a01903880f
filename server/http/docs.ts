// The interface in writing: OpenAPI for programs, and a page for people that loads nothing from anywhere.
import type { FastifyInstance } from 'fastify'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { AnyRoute } from '../../contract/route.ts'
import { docsPage, pageScript, pageStyle } from './docs-page.ts'
import { openApi } from './openapi.ts'
import { handWrittenPolicy } from './security.ts'

/** What the page may load: itself. */
export const docsPolicy = handWrittenPolicy({ style: pageStyle, script: pageScript })

/** Mounts /api/openapi.json and /api/docs. */
export function mountDocs(
  app: FastifyInstance,
  routes: readonly AnyRoute[],
  kinds: readonly AnyMatterKind[],
  publicUrl: string,
): void {
  // Written when first read: a start does not wait for it.
  let written: { document: string; page: string } | undefined
  const writing = () => {
    const document = openApi(routes, kinds, publicUrl)
    return { document: JSON.stringify(document), page: docsPage(document) }
  }
  app.get('/api/openapi.json', async (_, reply) => {
    written ??= writing()
    return reply.header('access-control-allow-origin', '*').type('application/json').send(written.document)
  })
  app.get('/api/docs', async (_, reply) => {
    written ??= writing()
    return reply.type('text/html; charset=utf-8').header('content-security-policy', docsPolicy).send(written.page)
  })
}
