// What went wrong, in words that say what to do next. Nothing typed is lost in any of these cases.
import { type Label, label } from '../../contract/label.ts'

export interface Trouble {
  /** The code of the refusal, or `offline`, `slow`. */
  code: string
  says: Label
  /** Faults of single fields, by the dotted name the server uses. */
  fields: { field: string; says: Label }[]
  /** True when the answer is unknown: the server may have saved it, so the same request must be sent again. */
  unknown: boolean
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; trouble: Trouble }

const words: Record<string, Label> = {
  offline: label(
    '现在没有网络。您写的都还在手机里，有网后再试一次。',
    'There is no network now. What you wrote is kept on this phone; try again when you are online.',
  ),
  slow: label(
    '网络太慢，还没有收到回复。请再试一次，不会重复登记。',
    'The network is slow and no answer came. Try again; it will not be registered twice.',
  ),
  'access.too-many': label('操作太频繁。请等一分钟再试。', 'Too many tries. Wait a minute, then try again.'),
  'server.busy': label(
    '系统正忙，还没有保存。请过一分钟再试。',
    'The system is busy; nothing was saved. Try again in a minute.',
  ),
  'server.fault': label(
    '系统出了问题，还没有保存。请过一会儿再试；急事请打 110、119、120。',
    'Something broke on our side; nothing was saved. Try again later; if it is urgent call 110, 119 or 120.',
  ),
  'input.too-large': label('文件太大。请去掉一张照片再试。', 'The file is too large. Remove a photo and try again.'),
  'input.not-this-type': label(
    '这个文件不能用。请删掉它，或换一张照片。',
    'This file cannot be used. Remove it or choose another photo.',
  ),
  'input.outside': label(
    '这个点不在本县。请重新点位置，或选「用文字说明」。',
    'This point is outside the county. Place it again, or choose "describe it".',
  ),
  'matters.stale': label(
    '刚刚有新的进展。请看过最新情况再选。',
    'Something new has just happened. Look at the latest before choosing.',
  ),
}

const isLabel = (value: unknown): value is Label =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

const asLabel = (value: unknown): Label | null =>
  isLabel(value) ? value : typeof value === 'string' && value !== '' ? { zh: value, en: value } : null

/** Trouble on the way, before or without an answer. */
export const onTheWay = (code: 'offline' | 'slow'): Trouble => ({
  code,
  says: words[code] as Label,
  fields: [],
  unknown: true,
})

/** Reads a refusal (RFC 9457). Our own sentence wins, since it says what to do; else the server's. */
export function readProblem(status: number, body: unknown): Trouble {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const code = typeof problem.code === 'string' ? problem.code : codeOfStatus(status)
  const errors = Array.isArray(problem.errors) ? (problem.errors as Record<string, unknown>[]) : []
  const fields = errors.flatMap((e) => {
    const says = asLabel(e.message)
    return typeof e.field === 'string' && says ? [{ field: e.field, says }] : []
  })
  return {
    code,
    says: words[code] ?? asLabel(problem.titles) ?? asLabel(problem.title) ?? (words['server.fault'] as Label),
    fields,
    unknown: status >= 502,
  }
}

const codeOfStatus = (status: number): string =>
  ({ 404: 'access.not-found', 413: 'input.too-large', 415: 'input.not-this-type', 429: 'access.too-many' })[status] ??
  (status === 502 || status === 503 || status === 504 ? 'server.busy' : 'server.fault')
