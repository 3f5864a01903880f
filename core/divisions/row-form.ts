// What can be wrong with a row by itself.
import { type Label, label } from '../../contract/label.ts'
import type { SourceRow } from './source.ts'

const dayForm = /^\d{4}-\d{2}-\d{2}$/
const codeForm = /^[0-9A-Za-z]{1,20}$/
const longestName = 60
const deepestLevel = 7

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = dayForm.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Why a name cannot be a division's, or null. */
export function whyNotName(name: string): Label | null {
  if (name.trim() === '') return label('缺少名称', 'The name is missing')
  if (name.length > longestName) return label(`名称超过 ${longestName} 字`, `The name is longer than ${longestName}`)
  return /\p{Cc}/u.test(name) ? label('名称含有控制字符', 'The name has control characters') : null
}

/** Why a row cannot be a division, wherever it belongs, or null. */
export function whyNotRow(row: SourceRow): Label | null {
  const { code, level } = row
  if (!codeForm.test(code)) return label(`代码不合格式:${code}`, `Not a code: ${code}`)
  const nameless = whyNotName(row.name)
  if (nameless) return nameless
  if (!Number.isInteger(level) || level < 0 || level > deepestLevel)
    return label('级别须为 0(全国)至 7(微网格)', 'The level must be 0 (nation) to 7 (micro-grid)')
  for (const day of [row.validFrom, row.validTo])
    if (day !== null && !isDay(day)) return label(`日期须为 YYYY-MM-DD:${day}`, `Not a day (YYYY-MM-DD): ${day}`)
  if (row.validFrom && row.validTo && row.validTo <= row.validFrom)
    return label('停用日期须晚于启用日期', 'It must end after it begins')
  if (row.previousCode !== null && (!codeForm.test(row.previousCode) || row.previousCode === code))
    return label(`旧代码不合格式:${row.previousCode}`, `Not a previous code: ${row.previousCode}`)
  return null
}
