// Days and spans in plain words, always on the clock of Asia/Shanghai.
import { type Label, type Language, label } from '../../contract/label.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

const formats: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }),
}

/** `5月6日周三 17:30` or `Wed 6 May, 17:30`. */
export const moment = (iso: string, language: Language): string => formats[language].format(new Date(iso))

const dayFormats: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }),
}

/** A day `YYYY-MM-DD` as `5月6日周三` or `Wed 6 May`. */
export const dayText = (day: string, language: Language): string =>
  dayFormats[language].format(new Date(`${day}T00:00:00Z`))

/** How long until an instant, in the largest unit that fits; null once it has passed. */
export function remaining(iso: string, now: number): Label | null {
  const left = Date.parse(iso) - now
  if (left <= 0) return null
  const days = Math.floor(left / dayMs)
  if (days >= 1) return label(`还有 ${days} 天`, days === 1 ? '1 day left' : `${days} days left`)
  const hours = Math.floor(left / hourMs)
  if (hours >= 1) return label(`还有 ${hours} 小时`, hours === 1 ? '1 hour left' : `${hours} hours left`)
  return label('不到 1 小时', 'less than an hour left')
}
