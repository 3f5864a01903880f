// Where the account is signed in, and the way to end it there.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import type { SessionView } from '../../../contract/people.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { get } from '../../../ui/http/request.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { deviceName } from './device-name.ts'
import { words } from './messages.ts'

export function Sessions() {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  const client = useQueryClient()
  const { message } = App.useApp()
  const query = useQuery({
    queryKey: ['account', 'sessions'],
    queryFn: ({ signal }) => get<SessionView[]>('/api/account/sessions', {}, signal),
  })
  const command = useCommand(() => {
    void message.success(text(words.ended))
    void client.invalidateQueries({ queryKey: ['account', 'sessions'] })
  })
  return (
    <Answered query={query} rows={4}>
      {(sessions) => (
        <>
          {command.refusal ? <Refused refusal={command.refusal} /> : null}
          {sessions.map((session) => (
            <div key={session.id} className="account-line">
              <div>
                <strong>{deviceName(session.device) ?? text(words.unknownDevice)}</strong>{' '}
                {session.current ? <Tag color="success">{text(words.thisOne)}</Tag> : null}
                <div className="lf-soft lf-numbers">
                  {session.address ?? '—'} · {text(words.started)} {format.instant(session.startedAt)} ·{' '}
                  {text(words.seen)} {format.ago(session.seenAt, now)}
                </div>
              </div>
              {session.current ? null : (
                <Button
                  size="small"
                  loading={command.busy}
                  onClick={() => void command.send(`/api/account/sessions/${session.id}`, undefined, 'DELETE')}
                >
                  {text(words.end)}
                </Button>
              )}
            </div>
          ))}
          {sessions.length > 1 ? (
            <Button
              danger
              style={{ marginTop: 16 }}
              loading={command.busy}
              onClick={() => void command.send('/api/account/sessions', undefined, 'DELETE')}
            >
              {text(words.endOthers)}
            </Button>
          ) : null}
        </>
      )}
    </Answered>
  )
}
