// Refusals in the form of GeoReport v2: a code and a sentence that names the parameter, in both languages.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { fieldProblem, type Problem, problem } from '../../../contract/errors.ts'
import { type Label, label } from '../../../contract/label.ts'
import type { Log } from '../../../core/context.ts'
import { problemOf } from '../../http/problems.ts'
import { type Format, sendDocument, xmlOf } from './answer.ts'

/** A parameter is wrong or missing: 400. */
export const wrong = (parameter: string, zh: string, en: string): Problem => fieldProblem(parameter, label(zh, en))

/** What a parameter names does not exist: 404. */
export const unknown = (parameter: string, zh: string, en: string): Problem =>
  fieldProblem(parameter, label(zh, en), 'access.not-found')

/** The key is missing or not valid, or does not allow it: 403. */
export const forbidden = (zh: string, en: string): Problem =>
  problem('access.not-your-post', { errors: [{ field: 'api_key', message: label(zh, en) }] })

// The standard knows 400, 403 and 404; "too often" and "not now" are worth telling apart from a mistake.
const statuses: Record<number, number> = { 401: 403, 403: 403, 404: 404, 429: 429, 500: 500, 503: 503 }

/** Sends whatever was thrown as `<errors><error><code/><description/></error></errors>`. */
export function sendErrors(log: Log, thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const p = problemOf(thrown, log, { requestId: request.id, route: request.routeOptions?.url ?? '' })
  const code = statuses[p.notes.status] ?? 400
  const format: Format = /\.json(\?|$)/.test(request.url) ? 'json' : 'xml'
  const rows = sentencesOf(p).map((description) => ({ code, description }))
  if (code === 429 || code === 503) reply.header('retry-after', String(p.detail.extra?.retryAfterS ?? 30))
  reply.code(code)
  return sendDocument(reply, format, format === 'json' ? JSON.stringify(rows) : xmlOf({ errors: { error: rows } }))
}

function sentencesOf(p: Problem): string[] {
  const { errors, detail } = p.detail
  if (errors?.length) return errors.map(({ field, message }) => `${field === '' ? '' : `${field}: `}${both(message)}`)
  return [both(detail ?? p.notes.title)]
}

const both = ({ zh, en }: Label): string => `${zh} / ${en}`
