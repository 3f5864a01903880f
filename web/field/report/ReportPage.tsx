// Reporting: the kind first when somebody may open several, then what this kind asks; sent at once into the queue.
import { useCallback, useState } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { type Label, label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useOffline } from '../engine.tsx'
import { askForSync } from '../install/worker.ts'
import { keptOrThrow } from '../kept.ts'
import { Screen } from '../parts/Screen.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { useDraft } from '../use-draft.ts'
import { go } from '../use-route.ts'
import { type Opening, type ReportDraft, ReportScreen } from './ReportScreen.tsx'

const words = { report: label('报告一件事', 'Report something') }

export function ReportPage({ kinds }: { kinds: readonly AnyMatterKind[] }) {
  const say = useText()
  const [chosen, setChosen] = useState<AnyMatterKind | undefined>(kinds.length === 1 ? kinds[0] : undefined)
  if (chosen)
    return <OneKind key={chosen.kind} kind={chosen} title={kinds.length === 1 ? words.report : chosen.label} />
  return (
    <Screen title={say(words.report)}>
      {kinds.length === 0 && (
        <Note>
          <p>{say(label('您的岗位不登记事项。', 'Your post opens no matters.'))}</p>
        </Note>
      )}
      {kinds.map((kind) => (
        <button key={kind.kind} type="button" className="button button-send" onClick={() => setChosen(kind)}>
          {say(kind.label)}
        </button>
      ))}
    </Screen>
  )
}

function OneKind({ kind, title }: { kind: AnyMatterKind; title: Label }) {
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
    <ReportScreen kind={kind} title={title} draft={draft.value} onDraft={keep} isLost={draft.isLost} onSend={onSend} />
  )
}
