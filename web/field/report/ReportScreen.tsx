// A report in three taps: what, where, send. Words, photos and voice may be added and are never required.
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { FormField } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { type Label, label } from '../../../contract/label.ts'
import { useForm } from '../../../ui/form/use-form.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { CategoryTiles } from '../../../ui/phone/CategoryTiles.tsx'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useOffer } from '../form/offer.tsx'
import { PhoneForm } from '../form/PhoneForm.tsx'
import { KeptLine } from '../parts/KeptLine.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { Screen } from '../parts/Screen.tsx'
import type { DraftStanding } from '../use-draft.ts'
import { PlaceStep, type Where } from './PlaceStep.tsx'
import { dataOf, isBegun, type Plan, planOf } from './plan.ts'

/** What is kept of an unsent report, so that a killed tab loses nothing. */
export interface ReportDraft {
  values: Record<string, unknown>
  divisionId: number | null
}

export interface Opening {
  data: Record<string, unknown>
  divisionId: number | null
}

interface Props {
  kind: AnyMatterKind
  title: Label
  /** Stands above the first question. */
  top?: ReactNode
  draft: ReportDraft | null
  onDraft: (draft: ReportDraft | null) => void
  standing: DraftStanding
  onSend: (opening: Opening) => Promise<void>
}

export function ReportScreen({ kind, title, top, draft, onDraft, standing, onSend }: Props) {
  const say = useText()
  const attempt = useAttempt()
  const plan = useMemo(() => planOf(kind), [kind])
  const fields = useMemo(() => [...plan.needed, ...plan.more], [plan])
  const form = useForm(fields, draft?.values ?? {}, attempt.refusal)
  const [divisionId, setDivisionId] = useState(draft?.divisionId ?? null)
  const [fault, setFault] = useState<Label | null>(null)
  const { values, touched, set } = form
  const { nameOfEntry } = useOffer()
  const category = plan.category ? (values[plan.category.name] as string | undefined) : undefined
  // Before the next touch, not after the next painting: what is on the screen is on its way to the phone's disk.
  useLayoutEffect(() => {
    if (touched || divisionId !== null) onDraft(isBegun(values) || divisionId !== null ? { values, divisionId } : null)
  }, [values, divisionId, touched, onDraft])

  const placeName = plan.place?.name
  const where = { point: (placeName ? (values[placeName] ?? null) : null) as Where['point'], divisionId }
  const onWhere = useCallback(
    (next: Where) => {
      setFault(null)
      setDivisionId(next.divisionId)
      if (placeName) set(placeName, next.point ?? undefined)
    },
    [placeName, set],
  )
  const send = () => {
    const gap = gapIn(plan.category !== null && category === undefined, where)
    setFault(gap)
    if (gap || !form.check()) return
    const data = dataOf(kind, values, category === undefined ? '' : (nameOfEntry(category)?.zh ?? category))
    void attempt.run(() => onSend({ data, divisionId }))
  }
  return (
    <Screen
      title={say(title)}
      actions={
        <>
          {fault && (
            <p className="fault" role="alert">
              {say(fault)}
            </p>
          )}
          <KeptLine standing={standing} />
          <button type="button" className="button button-first button-send" disabled={attempt.busy} onClick={send}>
            <Icon name="send" />
            {say(label('发送', 'Send'))}
          </button>
        </>
      }
    >
      {top}
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      {plan.category && <WhatStep field={plan.category} chosen={category ?? null} onChoose={set} />}
      {plan.place && (plan.category === null || category !== undefined) && (
        <PlaceStep where={where} onChange={onWhere} />
      )}
      <PhoneForm fields={plan.needed} form={form} />
      {(plan.category === null || category !== undefined) && plan.more.length > 0 && (
        <details className="more" open={plan.more.some((field) => values[field.name] !== undefined)}>
          <summary>{say(moreWords(plan))}</summary>
          <PhoneForm fields={plan.more} form={form} />
        </details>
      )}
    </Screen>
  )
}

const told: readonly FormField['widget'][] = ['files', 'paragraph', 'text', 'contact']

/** What may be added: photos and words go without saying, anything else is named. */
function moreWords({ more }: Plan): Label {
  if (more.every(({ widget }) => told.includes(widget)))
    return label('再加照片、文字或语音（可不加）', 'Add photos, words or a voice note (optional)')
  const names = more.slice(0, 3).map((field) => field.label)
  return label(
    `再补充${names.map(({ zh }) => zh).join('、')}等（可不填）`,
    `Add more: ${names.map(({ en }) => en.toLowerCase()).join(', ')} … (optional)`,
  )
}

function gapIn(lacksCategory: boolean, where: Where): Label | null {
  if (lacksCategory) return label('请先选是什么事', 'First choose what it is')
  if (where.point === null && where.divisionId === null)
    return label('请点「就在这里」，或在地图上点，或选村', 'Tap “Right here”, tap the map, or choose a village')
  return null
}

interface WhatProps {
  field: { name: string; list: string | null }
  chosen: string | null
  onChoose: (name: string, id: string | undefined) => void
}

/** Once chosen the tiles fold into one line: the next tap is then in reach. */
function WhatStep({ field, chosen, onChoose }: WhatProps) {
  const say = useText()
  const { entriesOf, nameOfEntry } = useOffer()
  const [isChanging, setChanging] = useState(false)
  if (chosen !== null && !isChanging)
    return (
      <div className="chosen">
        <Icon name="check" />
        <b>{say(nameOfEntry(chosen) ?? chosen)}</b>
        <button type="button" className="button" onClick={() => setChanging(true)}>
          {say(label('换一个', 'Change'))}
        </button>
      </div>
    )
  return (
    <section className="second">
      <h2>{say(label('是什么事', 'What is it'))}</h2>
      <CategoryTiles
        entries={entriesOf(field.list ?? '')}
        chosen={chosen}
        onChoose={(id) => {
          setChanging(false)
          onChoose(field.name, id)
        }}
      />
    </section>
  )
}
