// Where a scanned plate leads: the entry on the wall, and what somebody of this post opens about it. Known without a network.
import { isOneTap, registerAbout } from '../../../contract/derive/about.ts'
import { label } from '../../../contract/label.ts'
import type { EntryName } from '../../../contract/register-views.ts'
import { alarm } from '../../../modules/schools/alarm.matter.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { findRegister, kinds } from '../../modules.ts'
import { mayOpen } from '../../session/session.ts'
import { useKnown } from '../engine.tsx'
import { Screen } from '../parts/Screen.tsx'
import { hashOf } from '../route.ts'
import { EntryTaps } from './EntryTaps.tsx'

const plain = (code: string): string => code.replaceAll('-', '').toUpperCase()

export function EntryPage({ code }: { code: string }) {
  const say = useText()
  const { entries } = useKnown()
  const entry = entries.find((each) => plain(each.code) === plain(code))
  if (entry) return <Known entry={entry} />
  return (
    <Screen
      title={say(label('这块牌子不在手机上', 'This plate is not on the phone'))}
      back={{ page: 'tasks', heap: 'mine' }}
    >
      <Note>
        <p>
          {say(
            label(
              '它可能属于别的单位，或是刚刚新增。有网络时在设置里同步一次再扫。',
              'It may belong to another unit, or be new. Synchronise once in the settings, then scan again.',
            ),
          )}
        </p>
      </Note>
    </Screen>
  )
}

function Known({ entry }: { entry: EntryName }) {
  const say = useText()
  const { me } = useKnown()
  const about = kinds.filter((kind) => kind !== alarm && mayOpen(me, kind) && registerAbout(kind) === entry.kind)
  return (
    <Screen title={entry.headline} back={{ page: 'tasks', heap: 'mine' }}>
      <p className="lead">{say(findRegister(entry.kind)?.label ?? entry.kind)}</p>
      {about.map((kind) =>
        isOneTap(kind) ? (
          <EntryTaps key={kind.kind} kind={kind} entries={[entry]} />
        ) : (
          <a key={kind.kind} className="button button-wide" href={hashOf({ page: 'report', kind: kind.kind })}>
            {say(kind.label)}
          </a>
        ),
      )}
    </Screen>
  )
}
