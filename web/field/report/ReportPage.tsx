// Reporting: what is reported most is there at once, the other kinds one tap away; sent at once into the queue.
import { useCallback } from 'react'
import { isOneTap, registerAbout } from '../../../contract/derive/about.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { mainKind } from '../../modules.ts'
import { useKnown, useOffline } from '../engine.tsx'
import { EntryTaps } from '../entry/EntryTaps.tsx'
import { askForSync } from '../install/worker.ts'
import { keptOrThrow } from '../kept.ts'
import { Screen } from '../parts/Screen.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { hashOf } from '../route.ts'
import { useDraft } from '../use-draft.ts'
import { go } from '../use-route.ts'
import { type Opening, type ReportDraft, ReportScreen } from './ReportScreen.tsx'

const words = { report: label('报告一件事', 'Report something') }

interface Props {
  /** The kinds that somebody may open, the usual one first. */
  kinds: readonly AnyMatterKind[]
  /** The kind that the address names. */
  asked: string | null
}

export function ReportPage({ kinds, asked }: Props) {
  const say = useText()
  const kind = kinds.find((each) => each.kind === asked) ?? kinds[0]
  if (kind && isOneTap(kind)) return <Taps kind={kind} kinds={kinds} />
  if (kind) return <OneKind key={kind.kind} kind={kind} kinds={kinds} />
  return (
    <Screen title={say(words.report)}>
      <Note>
        <p>{say(label('您的岗位不登记事项。', 'Your post opens no matters.'))}</p>
      </Note>
    </Screen>
  )
}

function OneKind({ kind, kinds }: { kind: AnyMatterKind; kinds: readonly AnyMatterKind[] }) {
  const offline = useOffline()
  const draft = useDraft<ReportDraft>(`report/${kind.kind}`)
  const { keep } = draft
  const onSend = useCallback(
    async ({ data, divisionId }: Opening) => {
      const id = keptOrThrow(
        await offline.report({ kind: kind.kind, data, ...(divisionId === null ? {} : { divisionId }) }),
      )
      keep(null)
      void offline.drain()
      void askForSync()
      go({ page: 'matter', id }, true)
    },
    [offline, kind, keep],
  )
  if (!draft.isRead) return <Waiting />
  return (
    <ReportScreen
      kind={kind}
      title={words.report}
      top={kinds.length > 1 && <KindTabs kinds={kinds} chosen={kind} />}
      draft={draft.value}
      onDraft={keep}
      standing={draft.standing}
      onSend={onSend}
    />
  )
}

/** A kind that asks for nothing but the entry: told by a tap at the place. */
function Taps({ kind, kinds }: { kind: AnyMatterKind; kinds: readonly AnyMatterKind[] }) {
  const say = useText()
  const entries = useKnown().entries.filter((entry) => entry.kind === registerAbout(kind))
  return (
    <Screen title={say(kind.label)}>
      {kinds.length > 1 && <KindTabs kinds={kinds} chosen={kind} />}
      <p className="hint">
        {say(
          label(
            '到了现场点一下，或扫墙上的二维码牌。没有网络也能记。',
            'Tap it at the place, or scan the plate on the wall. It works without a network.',
          ),
        )}
      </p>
      {entries.length === 0 && (
        <Note>
          <p>
            {say(
              label(
                '手机上还没有可以点的地方，请先在指挥台登记。',
                'There is nothing to tap yet; add it at the desk first.',
              ),
            )}
          </p>
        </Note>
      )}
      <EntryTaps kind={kind} entries={entries} />
    </Screen>
  )
}

/** What is reported: links, so that the phone's back button goes back to the other kind. */
function KindTabs({ kinds, chosen }: { kinds: readonly AnyMatterKind[]; chosen: AnyMatterKind }) {
  const say = useText()
  return (
    <nav className="tabs" aria-label={say(label('报告哪一类', 'What kind of thing'))}>
      {kinds.map((kind) => (
        <a
          key={kind.kind}
          href={hashOf({ page: 'report', kind: kind === mainKind ? null : kind.kind })}
          aria-current={kind === chosen ? 'page' : undefined}
        >
          {say(kind.label)}
        </a>
      ))}
    </nav>
  )
}
