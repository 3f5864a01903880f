// Passkeys: the unlock of a device in place of a password.
import { KeyOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { Label } from '../../../contract/label.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty, Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { addPasskey, deletePasskey, listPasskeys } from '../../session/passkeys.ts'
import { deviceName } from './device-name.ts'
import { words } from './messages.ts'

export function Passkeys() {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const { message } = App.useApp()
  const attempt = useAttempt()
  const query = useQuery({ queryKey: ['account', 'passkeys'], queryFn: listPasskeys })
  const run = async (change: () => Promise<unknown>, said: Label) => {
    if (!(await attempt.run(change))) return
    void message.success(text(said))
    void client.invalidateQueries({ queryKey: ['account'] })
  }
  const add = () => addPasskey(deviceName(navigator.userAgent) ?? text(words.unnamed))
  return (
    <div className="form">
      <p className="lf-soft">{text(words.passkeyHint)}</p>
      {attempt.refusal ? <Refused refusal={attempt.refusal} /> : null}
      <Answered query={query} rows={3}>
        {(passkeys) =>
          passkeys.length === 0 ? (
            <Empty title={text(words.noPasskeys)} />
          ) : (
            <div>
              {passkeys.map((each) => (
                <div key={each.id} className="account-line">
                  <span>
                    <KeyOutlined /> {each.name ?? text(words.unnamed)}{' '}
                    <span className="lf-soft lf-numbers">{format.instant(each.createdAt, 'day')}</span>
                  </span>
                  <Button size="small" onClick={() => void run(() => deletePasskey(each.id), words.removed)}>
                    {text(words.remove)}
                  </Button>
                </div>
              ))}
            </div>
          )
        }
      </Answered>
      <div>
        <Button type="primary" icon={<KeyOutlined />} loading={attempt.busy} onClick={() => void run(add, words.added)}>
          {text(words.addPasskey)}
        </Button>
      </div>
    </div>
  )
}
