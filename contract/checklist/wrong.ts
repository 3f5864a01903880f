// What is wrong with one answer: its type, its choices, whether it had to be there, its own condition.
import { type Label, label } from '../label.ts'
import { asTruth, evaluate, type Scope } from './evaluate.ts'
import { most, type Question } from './form.ts'
import { compiled } from './values.ts'

const missing = label('请填写这一项', 'This must be answered')
const unknownChoice = label('没有这个选项', 'There is no such choice')
const notText = label(`请填写文字，不超过 ${most.text} 个字`, `Text of at most ${most.text} characters`)

/** What is wrong with an answer as it was typed, or null. */
export function whyWrong(q: Question, raw: unknown, scope: Scope): Label | null {
  if (q.type === 'note') return null
  if (raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0))
    return isRequired(q, scope) ? missing : null
  const wrong = wrongType(q, raw)
  if (wrong) return wrong
  if (q.constraint === undefined || asTruth(evaluate(compiled(q.constraint), scope))) return null
  return q.constraintMessage ?? label('答案不符合要求', 'The answer does not meet the condition')
}

/** A photo helps where words do not, and is never required. */
const isRequired = (q: Question, scope: Scope): boolean =>
  q.type !== 'image' &&
  q.required !== undefined &&
  (q.required === true || asTruth(evaluate(compiled(q.required), scope)))

function wrongType(q: Question, raw: unknown): Label | null {
  switch (q.type) {
    case 'integer':
      return Number.isSafeInteger(raw) ? null : label('请填写整数', 'A whole number is needed')
    case 'decimal':
      return typeof raw === 'number' && Number.isFinite(raw) ? null : label('请填写数字', 'A number is needed')
    case 'select_one':
      return isChoice(q, raw) ? null : unknownChoice
    case 'select_multiple':
      return Array.isArray(raw) && raw.length <= most.choices && raw.every((each) => isChoice(q, each))
        ? null
        : unknownChoice
    case 'date':
      return isDate(raw) ? null : label('请填写日期', 'A date is needed')
    case 'time':
      return typeof raw === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(raw)
        ? null
        : label('请填写时间', 'A time is needed')
    case 'geopoint':
      return isPoint(raw) ? null : label('请选择位置', 'A place is needed')
    case 'image':
      return Array.isArray(raw) && raw.length <= mostPhotos && raw.every((each) => typeof each === 'string')
        ? null
        : label(`最多 ${mostPhotos} 张照片`, `At most ${mostPhotos} photos`)
    default:
      return typeof raw === 'string' && raw.length <= most.text ? null : notText
  }
}

/** Photos of one item. */
export const mostPhotos = 6

const isChoice = (q: Question, raw: unknown): boolean => (q.choices ?? []).some(({ name }) => name === raw)

const isDate = (raw: unknown): boolean =>
  typeof raw === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(raw) &&
  !Number.isNaN(Date.parse(`${raw}T00:00:00Z`)) &&
  new Date(`${raw}T00:00:00Z`).toISOString().startsWith(raw)

function isPoint(raw: unknown): boolean {
  if (raw === null || typeof raw !== 'object') return false
  const { lng, lat } = raw as { lng?: unknown; lat?: unknown }
  return typeof lng === 'number' && typeof lat === 'number' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90
}
