// Everything this phone did: what needs somebody, what waits, and what the server has, each with its receipt.
import { useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useKnown, useOffline, useSnapshot } from '../engine.tsx'
import type { Command } from '../offline/types.ts'
import { Screen } from '../parts/Screen.tsx'
import { SentItem } from './SentItem.tsx'

/** An old phone draws so many receipts at once; the rest come on demand. */
const pageItems = 30

export function SentScreen() {
  const say = useText()
  const offline = useOffline()
  const { contact } = useSnapshot()
  const { outbox } = useKnown()
  const [shown, setShown] = useState(pageItems)
  const needing = outbox.filter(({ state }) => state === 'refused' || state === 'conflict')
  // In the order in which they will be sent.
  const waiting = outbox.filter(({ state }) => state === 'waiting' || state === 'sending').reverse()
  const accepted = outbox.filter(({ state }) => state === 'accepted')
  return (
    <Screen
      title={say(label('已发送', 'Sent'))}
      {...(waiting.length > 0
        ? {
            actions: (
              <button
                type="button"
                className="button button-first button-send"
                disabled={contact.isBusy}
                onClick={() => void offline.contact()}
              >
                <Icon name="send" />
                {contact.isBusy ? say(label('正在发送…', 'Sending…')) : say(label('现在发送', 'Send now'))}
              </button>
            ),
          }
        : {})}
    >
      <Heap title={say(label('要您看一下', 'Needs you'))} commands={needing} />
      <Heap title={say(label('还没发出', 'Not sent yet'))} commands={waiting} />
      <Heap title={say(label('服务器已收到', 'The server has these'))} commands={accepted.slice(0, shown)} />
      {accepted.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + pageItems)}>
          {say(label('再显示一些', 'Show more'))}
        </button>
      )}
      {outbox.length === 0 && (
        <p className="empty">{say(label('这部手机还没有办过什么。', 'Nothing has been done on this phone yet.'))}</p>
      )}
    </Screen>
  )
}

function Heap({ title, commands }: { title: string; commands: readonly Command[] }) {
  if (commands.length === 0) return null
  return (
    <section className="waits">
      <h2>
        {title} ({commands.length})
      </h2>
      <ul className="waits">
        {commands.map((command) => (
          <li key={command.id}>
            <SentItem command={command} />
          </li>
        ))}
      </ul>
    </section>
  )
}
