// The second step of signing in: set up with a QR code drawn here, taken off with the password.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import type { Label } from '../../../contract/label.ts'
import type { OwnAccountView } from '../../../contract/people.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { get } from '../../../ui/http/request.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { QrCode } from '../../parts/QrCode.tsx'
import { endSecondStep, giveCode, type SecondStepSetUp, startSecondStep } from '../../session/auth.ts'
import { words } from './messages.ts'

export function SecondStep() {
  const text = useText()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [setUp, setSetUp] = useState<SecondStepSetUp | null>(null)
  const query = useQuery({
    queryKey: ['account', 'own'],
    queryFn: ({ signal }) => get<OwnAccountView>('/api/account', {}, signal),
  })
  const finish = () => {
    setSetUp(null)
    void message.success(text(words.done))
    void client.invalidateQueries({ queryKey: ['account'] })
    void client.invalidateQueries({ queryKey: ['me'] })
  }
  return (
    <Answered query={query} rows={4}>
      {({ secondFactor }) =>
        setUp ? (
          <Enrol setUp={setUp} onDone={finish} />
        ) : (
          <div className="form account-form">
            <Alert
              type={secondFactor ? 'success' : 'info'}
              showIcon
              title={text(secondFactor ? words.secondOn : words.secondOff)}
              description={text(words.secondHint)}
            />
            <Confirm
              action={secondFactor ? words.disable : words.enable}
              onPassword={async (password) => {
                if (!secondFactor) return setSetUp(await startSecondStep(password))
                await endSecondStep(password)
                finish()
              }}
            />
          </div>
        )
      }
    </Answered>
  )
}

function Confirm({ action, onPassword }: { action: Label; onPassword: (password: string) => Promise<void> }) {
  const text = useText()
  const [password, setPassword] = useState('')
  const attempt = useAttempt()
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void attempt.run(() => onPassword(password))
      }}
    >
      <FieldRow
        id="confirm"
        label={text(words.confirmPassword)}
        required
        fault={attempt.refusal ? text(attempt.refusal.title) : undefined}
      >
        <Input.Password
          id="confirm"
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </FieldRow>
      <div>
        <Button type="primary" htmlType="submit" loading={attempt.busy}>
          {text(action)}
        </Button>
      </div>
    </form>
  )
}

function Enrol({ setUp, onDone }: { setUp: SecondStepSetUp; onDone: () => void }) {
  const text = useText()
  const [code, setCode] = useState('')
  const attempt = useAttempt()
  const secret = new URL(setUp.totpURI).searchParams.get('secret') ?? ''
  return (
    <form
      className="form"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await attempt.run(() => giveCode(code.trim()))) onDone()
      }}
    >
      <div className="account-qr">
        <QrCode content={setUp.totpURI} size={200} label={text(words.qrLabel)} />
        <div className="form">
          <div>
            <strong>{text(words.scan)}</strong>
            <p className="lf-soft">
              {text(words.orType)} <code>{secret}</code>
            </p>
          </div>
          <FieldRow
            id="totp"
            label={text(words.typeCode)}
            required
            fault={attempt.refusal ? text(attempt.refusal.title) : undefined}
          >
            <Input
              id="totp"
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </FieldRow>
        </div>
      </div>
      <div>
        <strong>{text(words.backup)}</strong>
        <p className="lf-soft">{text(words.backupHint)}</p>
        <div className="account-codes">
          {setUp.backupCodes.map((each) => (
            <span key={each}>{each}</span>
          ))}
        </div>
      </div>
      <div>
        <Button type="primary" htmlType="submit" loading={attempt.busy} title={text(desk.goOn)}>
          {text(words.finish)}
        </Button>
      </div>
    </form>
  )
}
