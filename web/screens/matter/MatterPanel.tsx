// One matter: what, where, whose, how long it has; then the details, the story, and what can be done.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { refusalOf } from '../../../ui/http/problem.ts'
import { LazyPlaceMap } from '../../../ui/map/LazyPlaceMap.tsx'
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { toneColours, toneOf } from '../../../ui/theme/tone.ts'
import { matterQuery } from '../../data/matters.ts'
import { panels } from '../../panels.ts'
import { areaDivision, useMe } from '../../session/session.ts'
import type { Offered } from './actions.ts'
import { FieldConflicts } from './FieldConflicts.tsx'
import { MatterActions } from './MatterActions.tsx'
import { MatterClock } from './MatterClock.tsx'
import { filledFields, MatterFields } from './MatterFields.tsx'
import { MatterHead } from './MatterHead.tsx'
import { MatterPath } from './MatterPath.tsx'
import { MatterPeople } from './MatterPeople.tsx'
import { MatterRelated } from './MatterRelated.tsx'
import { MatterStory } from './MatterStory.tsx'
import { MatterTasks } from './MatterTasks.tsx'
import { words } from './messages.ts'
import { OperationModal } from './OperationModal.tsx'
import { StepModal } from './StepModal.tsx'
import './matter.css'

interface Props {
  kind: AnyMatterKind
  id: string
  layout: 'drawer' | 'page'
  /** A step that is wanted at once, from a row's button. */
  firstStep?: string | null
  /** Beside the number: closing the drawer, opening the page. */
  corner?: ReactNode
}

export function MatterPanel({ kind, id, layout, firstStep = null, corner }: Props) {
  const text = useText()
  const query = useQuery(matterQuery(kind, id))
  if (query.data) return <Shown kind={kind} matter={query.data} layout={layout} firstStep={firstStep} corner={corner} />
  if (query.isError)
    return (
      <div>
        <div className="matter-corner">{corner}</div>
        {refusalOf(query.error).status === 404 ? (
          <Empty title={text(words.notFound)} />
        ) : (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        )}
      </div>
    )
  return (
    <div>
      <div className="matter-corner">{corner}</div>
      <Loading rows={10} />
    </div>
  )
}

type Doing = { step: string } | { operation: Offered } | null

function Shown({ kind, matter, layout, firstStep, corner }: Omit<Props, 'id'> & { matter: MatterView }) {
  const text = useText()
  const [doing, setDoing] = useState<Doing>(firstStep && matter.can[firstStep] === null ? { step: firstStep } : null)
  const close = useCallback(() => setDoing(null), [])
  const onStep = useCallback((step: string) => setDoing({ step }), [])
  const onOperation = useCallback((operation: Offered) => setDoing({ operation }), [])
  const isEnded = (kind as MatterKind).states[matter.state]?.end !== undefined
  return (
    <article className={`matter matter-${layout}`}>
      <MatterHead kind={kind} matter={matter} corner={corner} />
      <FieldConflicts kind={kind} matter={matter} />
      <div className="matter-body">
        <div className="matter-facts">
          <MatterClock kind={kind} matter={matter} isEnded={isEnded} />
          <MatterPeople matter={matter} />
          <MatterPlace kind={kind} matter={matter} />
        </div>
        <div className="matter-main">
          <MatterPath kind={kind} matter={matter} />
          <MatterTasks matter={matter} />
          {filledFields(kind, matter).length > 0 ? (
            <section className="matter-section">
              <h3>{text(words.details)}</h3>
              <MatterFields kind={kind} matter={matter} />
            </section>
          ) : null}
          <ModulePanel kind={kind} matter={matter} />
          <MatterRelated kind={kind} matter={matter} />
          <section className="matter-section">
            <h3>{text(words.story)}</h3>
            <MatterStory kind={kind} id={matter.id} />
          </section>
        </div>
      </div>
      <div className="matter-foot">
        <MatterActions kind={kind} matter={matter} onStep={onStep} onOperation={onOperation} />
      </div>
      {doing && 'step' in doing ? <StepModal kind={kind} matter={matter} step={doing.step} onClose={close} /> : null}
      {doing && 'operation' in doing ? (
        <OperationModal kind={kind} matter={matter} operation={doing.operation} onClose={close} />
      ) : null}
    </article>
  )
}

/** What the module of the kind adds, for those who may read the story. */
function ModulePanel({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const own = panels[kind.kind]
  if (!own || !(own.needs in matter.data)) return null
  return <own.Panel id={matter.id} version={matter.version} />
}

function MatterPlace({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const me = useMe()
  const areaId = areaDivision(me)?.id ?? null
  if (!matter.point) return null
  return (
    <div className="matter-map">
      <LazyPlaceMap areaId={areaId} points={[{ ...matter.point, colour: toneColours[toneOf(kind, matter.state)] }]} />
    </div>
  )
}
