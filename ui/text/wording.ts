// Bilingual text into one language, with numbers and names filled in.
import type { Label, Language } from '../../contract/label.ts'

/** What can be shown: a label, or a text that exists in one form only, such as a name. */
export type Wording = Label | string

export type Filling = Record<string, string | number>

// `{n}` is a value; `{n|day|days}` chooses by whether the value is one.
const slot = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g

/** The wording in a language. `wordingIn({zh: '{n} 天', en: '{n} {n|day|days}'}, 'en', {n: 1})` is `1 day`. */
export function wordingIn(wording: Wording | null | undefined, language: Language, filling?: Filling): string {
  if (wording === null || wording === undefined) return ''
  const text = typeof wording === 'string' ? wording : wording[language]
  if (!filling) return text
  return text.replace(slot, (whole, name: string, one?: string, many?: string) => {
    const value = filling[name]
    if (value === undefined) return whole
    if (one === undefined || many === undefined) return String(value)
    return Number(value) === 1 ? one : many
  })
}
