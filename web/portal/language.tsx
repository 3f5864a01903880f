// The language of the portal: Chinese first, complete English, remembered on the phone.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Label, Language } from '../../contract/label.ts'
import { readText, writeText } from './storage.ts'

interface Speaking {
  language: Language
  setLanguage: (language: Language) => void
}

const storeKey = 'lianfang.portal.language'
const Speech = createContext<Speaking>({ language: 'zh', setLanguage: () => undefined })

const firstLanguage = (): Language => {
  const asked = new URLSearchParams(location.search).get('lang') ?? readText(storeKey)
  return asked === 'en' ? 'en' : 'zh'
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    writeText(storeKey, language)
  }, [language])
  const value = useMemo(() => ({ language, setLanguage }), [language])
  return <Speech.Provider value={value}>{children}</Speech.Provider>
}

export const useLanguage = (): Speaking => useContext(Speech)

/** The function that says a label in the reader's language. */
export function useSay(): (words: Label) => string {
  const { language } = useContext(Speech)
  return (words) => words[language]
}
