// A change that proves itself by a cookie must come from a page of ours: any site can make a browser send the cookie along.
import type { FastifyInstance } from 'fastify'
import { problem } from '../../contract/errors.ts'
import { ourOrigins } from '../../core/people/auth-settings.ts'
import { originOf } from './origin.ts'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses changes with our cookie that do not say they come from here, by Origin (RFC 6454), which every browser sends
 * with a change, or by Sec-Fetch-Site. A request with a token has no cookie that counts.
 */
export function refuseOtherSites(app: FastifyInstance, publicUrl: string): void {
  app.addHook('onRequest', async (request) => {
    const { headers } = request
    if (harmless.has(request.method) || headers.authorization !== undefined) return
    if (!headers.cookie?.includes('lianfang.session_token=')) return
    const { origin } = headers
    const isOurs =
      origin === undefined
        ? headers['sec-fetch-site'] === 'same-origin'
        : ourOrigins({ baseUrl: publicUrl, trustedOrigins: [] }, originOf(request)).includes(origin)
    if (!isOurs) throw problem('people.other-site')
  })
}
