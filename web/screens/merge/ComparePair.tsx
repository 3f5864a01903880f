// Two matters beside each other, with the distance, the time between them and how alike their words are.
import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import type { MatterRow } from '../../../contract/views.ts'
import { LazyPlaceMap } from '../../../ui/map/LazyPlaceMap.tsx'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { matterQuery, type Proposal } from '../../data/matters.ts'
import { findKind, mainKind } from '../../modules.ts'
import { areaDivision, useMe } from '../../session/session.ts'
import { MatterClock } from '../matter/MatterClock.tsx'
import { MatterFields } from '../matter/MatterFields.tsx'
import { MatterHead } from '../matter/MatterHead.tsx'
import { MatterPeople } from '../matter/MatterPeople.tsx'
import { words } from './messages.ts'
import '../matter/matter.css'

const earlierColour = '#1c5a86'
const laterColour = '#b4440f'

// Matters proposed for a merge lie within a few hundred metres; the map shows a little more.
const pairDegrees = 0.006

export function ComparePair({ proposal }: { proposal: Proposal }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const { earlier, later, metres, likeness } = proposal
  const apartMs = Date.parse(later.openedAt) - Date.parse(earlier.openedAt)
  const points = [
    ...(earlier.point ? [{ ...earlier.point, colour: earlierColour }] : []),
    ...(later.point ? [{ ...later.point, colour: laterColour }] : []),
  ]
  return (
    <>
      <div className="merge-facts">
        <div>
          <span className="lf-soft">{text(words.metres)}</span>
          <strong className="lf-numbers">{metres === null ? '—' : text(words.metresValue, { n: metres })}</strong>
        </div>
        <div>
          <span className="lf-soft">{text(words.apart)}</span>
          <strong className="lf-numbers">{format.span(apartMs)}</strong>
        </div>
        <div>
          <span className="lf-soft">{text(words.likeness)}</span>
          <Progress
            percent={Math.round(likeness * 100)}
            size="small"
            status="normal"
            aria-label={text(words.likeness)}
          />
        </div>
        {points.length > 0 ? (
          <div className="merge-map">
            <LazyPlaceMap areaId={areaDivision(me)?.id ?? null} points={points} roomDegrees={pairDegrees} />
          </div>
        ) : null}
      </div>
      <div className="merge-pair">
        <Side row={earlier} title={text(words.earlier)} colour={earlierColour} />
        <Side row={later} title={text(words.later)} colour={laterColour} />
      </div>
    </>
  )
}

function Side({ row, title, colour }: { row: MatterRow; title: string; colour: string }) {
  const kind = findKind(row.kind) ?? mainKind
  const query = useQuery(matterQuery(kind, row.id))
  return (
    <section className="panel merge-side">
      <h2 style={{ color: colour, borderColor: colour }}>{title}</h2>
      <Answered query={query}>
        {(matter) => (
          <>
            <MatterHead kind={kind} matter={matter} />
            <div className="matter-body">
              <MatterClock kind={kind} matter={matter} isEnded={matter.endedAt !== null} />
              <MatterPeople matter={matter} />
              <MatterFields kind={kind} matter={matter} />
            </div>
          </>
        )}
      </Answered>
    </section>
  )
}
