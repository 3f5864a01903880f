// The language of the screen, and the one function that turns a label into it.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from '../../contract/label.ts'
import { agoText, instantText, numberText, spanText } from './time.ts'
import { type Filling, type Wording, wordingIn } from './wording.ts'

const LanguageContext = createContext<{ language: Language; setLanguage: (language: Language) => void }>({
  language: 'zh',
  setLanguage: () => undefined,
})

// Chinese first: an English browser in a county office is no wish for English; a click is.
function rememberedLanguage(storageKey: string): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

interface Props {
  /** Where this browser remembers the choice. The public's face keeps its own. */
  storageKey?: string
  /** A wish that goes before what is remembered, such as that of a link. */
  wish?: Language | null
  children: ReactNode
}

export function LanguageProvider({ storageKey = 'lianfang.language', wish = null, children }: Props) {
  const [language, setLanguage] = useState(() => wish ?? rememberedLanguage(storageKey))
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(storageKey, language)
    } catch {
      // A browser that keeps nothing still shows both languages.
    }
  }, [language, storageKey])
  const value = useMemo(() => ({ language, setLanguage }), [language])
  return <LanguageContext.Provider value={value}>{children}</LanguageContext.Provider>
}

export const useLanguage = () => useContext(LanguageContext)

export type Text = (wording: Wording | null | undefined, filling?: Filling) => string

/** Turns a label into the language of the screen. */
export function useText(): Text {
  const { language } = useLanguage()
  return useCallback((wording, filling) => wordingIn(wording, language, filling), [language])
}

/** Times and numbers in the language of the screen. */
export function useFormat() {
  const { language } = useLanguage()
  return useMemo(
    () => ({
      instant: (at: string | Date | null | undefined, style?: Parameters<typeof instantText>[2]) =>
        instantText(at, language, style),
      span: (ms: number) => spanText(ms, language),
      ago: (at: string | Date, now: Date) => agoText(at, now, language),
      number: (n: number) => numberText(n, language),
    }),
    [language],
  )
}
