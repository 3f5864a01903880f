// A text in both languages. Every visible word of a definition is one of these, so none can be missing.

/** A visible text. `zh` is shown first; `en` is complete, not a gloss. */
export interface Label {
  zh: string
  en: string
}

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** Makes a bilingual text. Both are required by type, and neither may be blank. */
export function label(zh: string, en: string): Label {
  if (zh.trim() === '' || en.trim() === '') throw new Error(`a label needs both languages: "${zh}" / "${en}"`)
  return { zh, en }
}

const between = ' / '

/** A label as one text, Chinese first, for what is kept once and shown in either language. */
export const oneText = ({ zh, en }: Label): string => (zh === en ? zh : `${zh}${between}${en}`)

/** The label that such a text was made of; a text of one language is itself in both. */
export function bothOf(text: string): Label {
  const [zh = text, en = text, ...more] = text.split(between)
  return more.length === 0 ? { zh, en } : { zh: text, en: text }
}

/** The part of such a text in a language. */
export const textIn = (text: string, language: Language): string => bothOf(text)[language]
