// Instants, days and lengths of time in words. Everything is on the clock of Asia/Shanghai, wherever the browser is.
import type { Language } from '../../contract/label.ts'
import { type Label, label } from '../../contract/label.ts'
import { wordingIn } from './wording.ts'

const zone = 'Asia/Shanghai'
const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

type Style = 'day' | 'minute' | 'second' | 'clock' | 'month' | 'short' | 'time'

const styles: Record<Style, Intl.DateTimeFormatOptions> = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  minute: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false },
  second: {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  },
  short: { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false },
  time: { hour: '2-digit', minute: '2-digit', hour12: false },
  month: { year: 'numeric', month: 'long' },
}

const made = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, style: Style): Intl.DateTimeFormat {
  const key = `${language}/${style}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(locales[language], { ...styles[style], timeZone: zone })
  made.set(key, known)
  return known
}

/** An instant in words, or an empty text when there is none. */
export function instantText(at: string | Date | null | undefined, language: Language, style: Style = 'minute'): string {
  if (at === null || at === undefined) return ''
  const date = typeof at === 'string' ? new Date(at) : at
  if (Number.isNaN(date.getTime())) return ''
  return formatter(language, style).format(date)
}

const words: Record<'day' | 'hour' | 'minute' | 'moment', Label> = {
  day: label('{n}天', '{n} {n|day|days}'),
  hour: label('{n}小时', '{n} h'),
  minute: label('{n}分钟', '{n} min'),
  moment: label('不到1分钟', 'under a minute'),
}

/** A length of time in at most two parts: `2天3小时`, `3 h 20 min`. Signs are dropped. */
export function spanText(ms: number, language: Language): string {
  const all = Math.abs(ms)
  const days = Math.floor(all / dayMs)
  const hours = Math.floor((all % dayMs) / hourMs)
  const minutes = Math.floor((all % hourMs) / minuteMs)
  const part = (unit: keyof typeof words, n: number) => wordingIn(words[unit], language, { n })
  const parts: string[] = []
  if (days > 0) parts.push(part('day', days))
  if (hours > 0 && days < 10) parts.push(part('hour', hours))
  if (days === 0 && minutes > 0) parts.push(part('minute', minutes))
  if (parts.length === 0) return wordingIn(words.moment, language)
  return parts.slice(0, 2).join(language === 'zh' ? '' : ' ')
}

const ago = label('{span}前', '{span} ago')

/** How long ago: `3小时前`, `2 days ago`. What lies ahead of the clock counts as just now. */
export const agoText = (at: string | Date, now: Date, language: Language): string =>
  wordingIn(ago, language, { span: spanText(Math.max(0, now.getTime() - new Date(at).getTime()), language) })

/** A count with separators: `41,959`. */
export const numberText = (n: number, language: Language): string => new Intl.NumberFormat(locales[language]).format(n)
