// One's own account: sessions, password, second step, passkeys.
import { useParams } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../../ui/text/language.tsx'
import { ScreenTabs } from '../../parts/ScreenTabs.tsx'
import { type AccountTab, accountTabs, paths } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { words } from './messages.ts'
import { Passkeys } from './Passkeys.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondStep } from './SecondStep.tsx'
import { Sessions } from './Sessions.tsx'
import './account.css'

const panes: Record<AccountTab, ReactNode> = {
  sessions: <Sessions />,
  password: <PasswordForm />,
  second: <SecondStep />,
  passkeys: <Passkeys />,
}

export function AccountScreen() {
  const text = useText()
  const me = useMe()
  const go = useGo()
  const { tab } = useParams({ strict: false })
  const shown = accountTabs.find((each) => each === tab) ?? 'sessions'
  return (
    <div className="screen account">
      <div className="screen-head">
        <h1>{text(words.title)}</h1>
      </div>
      {me.mustChangePassword ? (
        <Alert type="warning" showIcon title={text(words.mustChange)} className="account-must" />
      ) : null}
      {me.lacksSecondFactor ? (
        <Alert type="warning" showIcon title={text(words.lacksSecond)} className="account-must" />
      ) : null}
      <ScreenTabs
        label={text(words.title)}
        tabs={accountTabs.map((each) => ({ key: each, label: text(words[each]) }))}
        shown={shown}
        onChange={(next) => go(paths.account(next))}
      />
      {panes[shown]}
    </div>
  )
}
