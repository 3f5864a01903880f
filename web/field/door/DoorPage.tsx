// The page before the app is open: a sign that says whose it is, one thing to do, and both languages.
import type { ReactNode } from 'react'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { Screen } from '../parts/Screen.tsx'

export function DoorPage({ title, children }: { title: string; children: ReactNode }) {
  const say = useText()
  const { language, setLanguage } = useLanguage()
  return (
    <div className="door">
      <header className="door-head">
        <Icon name="brand" />
        <p>{say(label('联防 · 外勤', 'Lianfang field'))}</p>
      </header>
      <main>
        <Screen title={title}>
          {children}
          <button
            type="button"
            className="button"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {language === 'zh' ? 'English' : '中文'}
          </button>
        </Screen>
      </main>
    </div>
  )
}
