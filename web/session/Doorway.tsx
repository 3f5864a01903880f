// The page before the desk: its name, what it is, and the form somebody comes in by.
import type { ReactNode } from 'react'
import { useText } from '../../ui/text/language.tsx'
import { words } from '../messages.ts'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { Mark } from '../shell/Mark.tsx'
import './doorway.css'

export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  const text = useText()
  return (
    <div className="doorway">
      <aside className="doorway-side">
        <div className="doorway-brand">
          <Mark size={44} />
          <span>{text(words.product)}</span>
        </div>
        <h1>{text(words.slogan)}</h1>
        <p>{text(words.sloganMore)}</p>
        <ul>
          <li>{text(words.promiseOwner)}</li>
          <li>{text(words.promiseClock)}</li>
          <li>{text(words.promiseNever)}</li>
        </ul>
      </aside>
      <main className="doorway-main">
        <div className="doorway-language">
          <LanguageSwitch />
        </div>
        <div className="doorway-form">
          <h2>{title}</h2>
          {children}
        </div>
      </main>
    </div>
  )
}
