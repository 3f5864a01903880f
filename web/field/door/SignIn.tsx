// User name and password, then the code of an authenticator when the account has one. Needs the network.
import { type FormEvent, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from '../../messages.ts'
import { giveBackupCode, giveCode, signIn } from '../../session/auth.ts'
import { RefusalNote } from '../parts/RefusalNote.tsx'

interface Props {
  /** Filled in already when this phone knows whose it is. */
  name?: string
  onSignedIn: () => Promise<void>
}

export function SignIn({ name = '', onSignedIn }: Props) {
  const [needsCode, setNeedsCode] = useState(false)
  return needsCode ? (
    <CodeStep onSignedIn={onSignedIn} onBack={() => setNeedsCode(false)} />
  ) : (
    <PasswordStep name={name} onSignedIn={onSignedIn} onCode={() => setNeedsCode(true)} />
  )
}

function PasswordStep({ name = '', onSignedIn, onCode }: Props & { onCode: () => void }) {
  const say = useText()
  const [username, setUsername] = useState(name)
  const [password, setPassword] = useState('')
  const [isBlank, setBlank] = useState(false)
  const attempt = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isMissing = username.trim() === '' || password === ''
    setBlank(isMissing)
    if (isMissing) return
    void attempt.run(async () => {
      const { needsCode } = await signIn(username.trim(), password)
      if (needsCode) onCode()
      else await onSignedIn()
    })
  }
  return (
    <form className="door-form" onSubmit={submit}>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <Field title={say(words.username)}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={username}
            onChange={(e) => setUsername(e.target.value)}
          />
        )}
      </Field>
      <Field title={say(words.password)} fault={isBlank ? say(words.fillBoth) : undefined}>
        {(wiring) => (
          <input
            {...wiring}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-first button-send" disabled={attempt.busy}>
        {attempt.busy ? say(label('正在登录…', 'Signing in…')) : say(words.signIn)}
      </button>
    </form>
  )
}

function CodeStep({ onSignedIn, onBack }: { onSignedIn: () => Promise<void>; onBack: () => void }) {
  const say = useText()
  const [code, setCode] = useState('')
  const [isBackup, setBackup] = useState(false)
  const attempt = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt.run(async () => {
      await (isBackup ? giveBackupCode(code.trim()) : giveCode(code.trim()))
      await onSignedIn()
    })
  }
  return (
    <form className="door-form" onSubmit={submit}>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <Field
        title={say(isBackup ? words.backupCode : words.code)}
        hint={say(isBackup ? words.backupCodeHint : words.codeHint)}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            inputMode={isBackup ? 'text' : 'numeric'}
            autoComplete="one-time-code"
            maxLength={isBackup ? 20 : 6}
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-first button-send" disabled={attempt.busy || code.trim() === ''}>
        {say(words.goOn)}
      </button>
      <div className="row">
        <button type="button" className="button" onClick={() => setBackup(!isBackup)}>
          {say(isBackup ? words.useAuthenticator : words.useBackupCode)}
        </button>
        <button type="button" className="button" onClick={onBack}>
          {say(words.back)}
        </button>
      </div>
    </form>
  )
}
