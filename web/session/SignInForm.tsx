// User name and password, then the code of an authenticator when the account has one; or a passkey.
import { KeyOutlined, LockOutlined, SafetyOutlined, UserOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Divider, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { FieldRow } from '../../ui/form/FieldRow.tsx'
import { useAttempt } from '../../ui/http/use-attempt.ts'
import { Refused } from '../../ui/states/States.tsx'
import { useText } from '../../ui/text/language.tsx'
import { words } from '../messages.ts'
import { giveBackupCode, giveCode, signIn, signInElsewhere } from './auth.ts'
import { setupQuery } from './session.ts'

interface Props {
  onSignedIn: () => void
  /** Filled in already, after the first set-up. */
  name?: string
}

export function SignInForm({ onSignedIn, name = '' }: Props) {
  const [needsCode, setNeedsCode] = useState(false)
  return needsCode ? (
    <CodeStep onSignedIn={onSignedIn} onBack={() => setNeedsCode(false)} />
  ) : (
    <PasswordStep onSignedIn={onSignedIn} onCode={() => setNeedsCode(true)} name={name} />
  )
}

function PasswordStep({ onSignedIn, onCode, name }: { onSignedIn: () => void; onCode: () => void; name: string }) {
  const text = useText()
  const [username, setUsername] = useState(name)
  const [password, setPassword] = useState('')
  const [isBlank, setIsBlank] = useState(false)
  const attempt = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsBlank(username.trim() === '' || password === '')
    if (username.trim() === '' || password === '') return
    void attempt.run(async () => {
      const { needsCode } = await signIn(username.trim(), password)
      if (needsCode) onCode()
      else onSignedIn()
    })
  }
  return (
    <form className="form" onSubmit={submit}>
      {attempt.refusal ? <Refused refusal={attempt.refusal} /> : null}
      <FieldRow id="username" label={text(words.username)} required>
        <Input
          id="username"
          size="large"
          prefix={<UserOutlined />}
          autoComplete="username webauthn"
          autoCapitalize="none"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </FieldRow>
      <FieldRow id="password" label={text(words.password)} required fault={isBlank ? text(words.fillBoth) : undefined}>
        <Input.Password
          id="password"
          size="large"
          prefix={<LockOutlined />}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </FieldRow>
      <Button type="primary" htmlType="submit" size="large" block loading={attempt.busy}>
        {text(words.signIn)}
      </Button>
      <OtherWays onSignedIn={onSignedIn} />
    </form>
  )
}

function OtherWays({ onSignedIn }: { onSignedIn: () => void }) {
  const text = useText()
  const attempt = useAttempt()
  const hasProvider = useQuery(setupQuery()).data?.oidc === true
  const byPasskey = () =>
    void attempt.run(async () => {
      const { signInByPasskey } = await import('./passkeys.ts')
      await signInByPasskey()
      onSignedIn()
    })
  return (
    <>
      <Divider plain>{text(words.or)}</Divider>
      {attempt.refusal ? <Refused refusal={attempt.refusal} /> : null}
      <Button size="large" block icon={<KeyOutlined />} loading={attempt.busy} onClick={byPasskey}>
        {text(words.withPasskey)}
      </Button>
      {hasProvider ? (
        <Button size="large" block icon={<SafetyOutlined />} onClick={() => void attempt.run(signInElsewhere)}>
          {text(words.withProvider)}
        </Button>
      ) : null}
    </>
  )
}

function CodeStep({ onSignedIn, onBack }: { onSignedIn: () => void; onBack: () => void }) {
  const text = useText()
  const [code, setCode] = useState('')
  const [isBackup, setIsBackup] = useState(false)
  const attempt = useAttempt()
  const verify = async (given: string) => {
    const went = await attempt.run(() => (isBackup ? giveBackupCode(given.trim()) : giveCode(given.trim())))
    if (went) onSignedIn()
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void verify(code)
      }}
    >
      {attempt.refusal ? <Refused refusal={attempt.refusal} /> : null}
      <FieldRow
        id="code"
        label={text(isBackup ? words.backupCode : words.code)}
        required
        hint={text(isBackup ? words.backupCodeHint : words.codeHint)}
      >
        <Input
          id="code"
          size="large"
          autoFocus
          autoComplete="one-time-code"
          inputMode={isBackup ? 'text' : 'numeric'}
          maxLength={isBackup ? 20 : 6}
          value={code}
          onChange={(event) => {
            setCode(event.target.value)
            if (!isBackup && /^\d{6}$/.test(event.target.value)) void verify(event.target.value)
          }}
        />
      </FieldRow>
      <Button type="primary" htmlType="submit" size="large" block loading={attempt.busy}>
        {text(words.goOn)}
      </Button>
      <div className="signin-links">
        <Button type="link" onClick={() => setIsBackup(!isBackup)}>
          {text(isBackup ? words.useAuthenticator : words.useBackupCode)}
        </Button>
        <Button type="link" onClick={onBack}>
          {text(words.back)}
        </Button>
      </div>
    </form>
  )
}
