// One tap at the place and it is told: the entries of a register as large buttons, with when each was tapped last today.
import { useCallback, useState } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import type { EntryName } from '../../../contract/register-views.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { useKnown, useOffline } from '../engine.tsx'
import { askForSync } from '../install/worker.ts'
import { keptOrThrow } from '../kept.ts'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { type Tap, tapsToday } from './taps.ts'
import './entry.css'

interface Props {
  kind: AnyMatterKind
  entries: readonly EntryName[]
}

export function EntryTaps({ kind, entries }: Props) {
  const say = useText()
  const { outbox } = useKnown()
  const offline = useOffline()
  const attempt = useAttempt()
  const taps = tapsToday(outbox, kind, useNow())
  const [told, setTold] = useState<string | null>(null)
  const { run } = attempt
  const tell = useCallback(
    ({ id, headline }: EntryName) =>
      run(async () => {
        keptOrThrow(await offline.report({ kind: kind.kind, data: { [String(kind.about?.entry)]: id } }))
        setTold(headline)
        void offline.drain()
        void askForSync()
      }),
    [offline, kind, run],
  )
  return (
    <>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <p className="only-read" role="status">
        {told !== null && say(label(`已记下：${told}`, `Recorded: ${told}`))}
      </p>
      <ul className="entry-taps">
        {entries.map((entry) => (
          <li key={entry.id}>
            <button type="button" className="button entry-tap" disabled={attempt.busy} onClick={() => void tell(entry)}>
              <b>{entry.headline}</b>
              <LastTap tap={taps.get(entry.id)} />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function LastTap({ tap }: { tap: Tap | undefined }) {
  const say = useText()
  const format = useFormat()
  if (!tap) return <span>{say(label('今天还没到', 'Not yet today'))}</span>
  const at = format.instant(tap.lastAt, 'time')
  return (
    <span className="entry-tapped">
      <Icon name="check" />
      {say(label(`今天 ${tap.times} 次，最近 ${at}`, `${tap.times} today, last at ${at}`))}
    </span>
  )
}
