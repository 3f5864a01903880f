// The one place where refusals and faults become answers: RFC 9457, no stack trace, nothing of the inside.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problem } from '../../contract/errors.ts'
import type { Log } from '../../core/context.ts'

/** The body of a problem as RFC 9457 has it; `title` in English, both languages in `titles`. */
export const problemBody = (p: Problem) => ({
  type: `urn:lianfang:problem:${p.code}`,
  title: p.notes.title.en,
  titles: p.notes.title,
  status: p.notes.status,
  code: p.code,
  ...(p.detail.detail ? { detail: p.detail.detail.en, details: p.detail.detail } : {}),
  ...(p.detail.errors ? { errors: p.detail.errors } : {}),
  ...(p.detail.extra ?? {}),
})

// PostgreSQL's classes for "not now": connection trouble, resources (a full disk is 53100), operator intervention.
const unavailable = /^(08|53|57P0|58)/
const statementTimeout = '57014'

/** Turns whatever was thrown into a Problem; our own mistakes become `server.fault` and are logged with their stack. */
export function problemOf(thrown: unknown, log: Log, facts: object): Problem {
  if (thrown instanceof Problem) return thrown
  const e = thrown as { code?: unknown; statusCode?: unknown; message?: unknown; stack?: unknown }
  const code = typeof e.code === 'string' ? e.code : ''
  if (unavailable.test(code) || code === statementTimeout || isConnectionFault(code, String(e.message))) {
    log.warn({ ...facts, code }, 'the database did not answer')
    return problem('server.busy')
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || e.statusCode === 413) return problem('input.too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problem('input.not-this-type')
  if (typeof e.statusCode === 'number' && e.statusCode >= 400 && e.statusCode < 500)
    return problem(
      e.statusCode === 404 ? 'access.not-found' : e.statusCode === 429 ? 'access.too-many' : 'input.invalid',
    )
  // 22P05 and 22021: text that PostgreSQL cannot hold, such as a NUL; a JSON body can smuggle one past a schema.
  if (code === '22P05' || code === '22021' || code === '22P02') return problem('input.invalid')
  log.error({ ...facts, fault: String(e.stack ?? thrown) }, 'a fault on our side')
  return problem('server.fault')
}

const isConnectionFault = (code: string, message: string): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
  /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool|server closed/i.test(message)

/** Sends a problem. */
export function sendProblem(reply: FastifyReply, p: Problem): FastifyReply {
  if (p.notes.status === 503 || p.notes.status === 429) {
    const seconds = p.detail.extra?.retryAfterS
    reply.header('retry-after', String(seconds ?? (p.notes.status === 503 ? 5 : 30)))
  }
  return reply
    .code(p.notes.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(p)))
}

/** The error handler of the app. */
export const problemHandler = (log: Log) => (thrown: unknown, request: FastifyRequest, reply: FastifyReply) =>
  sendProblem(reply, problemOf(thrown, log, { requestId: request.id, route: request.routeOptions?.url ?? '' }))
