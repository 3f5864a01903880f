// Refusals as the browser handles them: RFC 9457 answers, and what goes wrong before there is any answer.
import { type FieldFault, sharedProblems } from '../../contract/errors.ts'
import { type Label, label } from '../../contract/label.ts'
import type { Wording } from '../text/wording.ts'

export interface Refusal {
  status: number
  /** `matters.stale`; `network` when the server was not reached. */
  code: string
  title: Wording
  detail: Wording | null
  errors: { field: string; message: Wording }[]
  extra: Record<string, unknown>
}

/** Thrown by `request`. The refusal is what screens show. */
export class RequestProblem extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.name = 'RequestProblem'
    this.refusal = refusal
  }
}

const unreached = label(
  '连不上服务器，填写的内容还在，请稍后重试',
  'The server cannot be reached. What you typed is kept; try again',
)
const unknown = label('服务器的回答无法识别，请重试', 'The answer of the server makes no sense; try again')

export const networkProblem = () =>
  new RequestProblem({ status: 0, code: 'network', title: unreached, detail: null, errors: [], extra: {} })

const known = ['type', 'title', 'titles', 'status', 'code', 'detail', 'details', 'errors', 'instance']

/** Reads an answer that is no success. What is not RFC 9457, such as a proxy's page, keeps its status. */
export function readProblem(status: number, body: unknown): RequestProblem {
  if (typeof body !== 'object' || body === null || !('code' in body))
    return new RequestProblem({ status, code: `http-${status}`, title: unknown, detail: null, errors: [], extra: {} })
  const b = body as Record<string, unknown>
  const code = String(b.code)
  const shared = (sharedProblems as Record<string, { title: Label }>)[code]?.title
  return new RequestProblem({
    status,
    code,
    title: wordingOf(b.titles) ?? shared ?? wordingOf(b.title) ?? unknown,
    detail: wordingOf(b.details) ?? wordingOf(b.detail) ?? null,
    errors: Array.isArray(b.errors) ? b.errors.map(readFault) : [],
    extra: Object.fromEntries(Object.entries(b).filter(([name]) => !known.includes(name))),
  })
}

function readFault(fault: Partial<FieldFault>): Refusal['errors'][number] {
  return { field: String(fault.field ?? ''), message: wordingOf(fault.message) ?? unknown }
}

function wordingOf(value: unknown): Wording | null {
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'object' && value !== null && 'zh' in value && 'en' in value) return value as Label
  return null
}

/** What to show of anything thrown. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof RequestProblem
    ? error.refusal
    : { status: 0, code: 'screen', title: unknown, detail: null, errors: [], extra: {} }

/** Faults by the name of the form's field: `data.place.lng` belongs to `place`. */
export function faultsByField(refusal: Refusal): Record<string, Wording> {
  const out: Record<string, Wording> = {}
  for (const { field, message } of refusal.errors) {
    const name = field.replace(/^data\./, '').split('.')[0] ?? ''
    out[name] ??= message
  }
  return out
}
