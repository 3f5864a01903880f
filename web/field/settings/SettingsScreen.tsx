// Settings: language, notices and quiet hours, this phone's name, locking, and leaving without losing what waits.
import { useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { Screen } from '../parts/Screen.tsx'

interface Props {
  who: string
  posts: readonly string[]
  waiting: number
  onLock: () => void
  onSignOut: () => Promise<void>
  children: React.ReactNode
}

export function SettingsScreen({ who, posts, waiting, onLock, onSignOut, children }: Props) {
  const say = useText()
  return (
    <Screen
      title={say(label('设置', 'Settings'))}
      actions={
        <button type="button" className="button button-first button-wide" onClick={onLock}>
          {say(label('马上锁上', 'Lock now'))}
        </button>
      }
    >
      <section className="block">
        <h2>{who}</h2>
        {posts.map((post) => (
          <p key={post}>{post}</p>
        ))}
      </section>
      <Languages />
      {children}
      <Leave waiting={waiting} onSignOut={onSignOut} />
    </Screen>
  )
}

function Languages() {
  const say = useText()
  const { language, setLanguage } = useLanguage()
  return (
    <section className="block">
      <h2>{say(label('语言', 'Language'))}</h2>
      <div className="languages">
        {(['zh', 'en'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            lang={each === 'zh' ? 'zh-CN' : 'en'}
            aria-pressed={each === language}
            onClick={() => setLanguage(each)}
          >
            {each === 'zh' ? '中文' : 'English'}
          </button>
        ))}
      </div>
    </section>
  )
}

/** Signing out empties the phone; what has not been sent yet would go with it, so it is said before, not after. */
function Leave({ waiting, onSignOut }: { waiting: number; onSignOut: () => Promise<void> }) {
  const say = useText()
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const leave = async () => {
    setBusy(true)
    await onSignOut().finally(() => setBusy(false))
  }
  return (
    <section className="block">
      <h2>{say(label('退出登录', 'Sign out'))}</h2>
      <p className="hint">
        {say(label('这部手机上的数据会全部清除。', 'Everything this app keeps on the phone is erased.'))}
      </p>
      {waiting > 0 && (
        <Note
          tone="mind"
          title={say(
            label(
              `还有 ${waiting} 件没有发出`,
              waiting === 1 ? '1 change is not sent yet' : `${waiting} changes are not sent yet`,
            ),
          )}
        >
          <p>{say(label('请先联网发出，再退出。', 'Send them first; then sign out.'))}</p>
        </Note>
      )}
      {!isAsked && (
        <button type="button" className="button" disabled={waiting > 0} onClick={() => setAsked(true)}>
          {say(label('退出登录', 'Sign out'))}
        </button>
      )}
      {isAsked && waiting === 0 && (
        <div className="row">
          <button type="button" className="button button-recording" disabled={isBusy} onClick={() => void leave()}>
            {say(label('退出并清除', 'Sign out and erase'))}
          </button>
          <button type="button" className="button" onClick={() => setAsked(false)}>
            {say(label('不退出', 'Stay'))}
          </button>
        </div>
      )}
    </section>
  )
}
