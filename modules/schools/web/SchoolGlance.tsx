// On the page of a school: what it lacks inside, and what lies within 200 m of its boundary.
import { useQuery } from '@tanstack/react-query'
import { get } from '../../../ui/http/request.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import type { SchoolGlance as Glance, NearVenue, RoundsToday } from '../rules.ts'
import { trades } from '../venue.register.ts'
import { lawLines, peakLines } from './duty-lines.ts'
import { words } from './words.ts'
import './schools.css'

interface Props {
  id: string
  onOpen: (kind: string, id: string) => void
}

export function SchoolGlance({ id, onOpen }: Props) {
  const text = useText()
  const query = useQuery({
    queryKey: ['entries', 'glance', id],
    queryFn: ({ signal }) =>
      get<{ glance: Glance | null; near: NearVenue[] }>(`/api/schools/schools/${id}/glance`, {}, signal),
  })
  return (
    <>
      <section className="panel">
        <div className="panel-head">
          <h2>{text(words.inside)}</h2>
        </div>
        <div className="panel-body">
          <Answered query={query} rows={4}>
            {({ glance }) => (glance ? <Inside glance={glance} /> : null)}
          </Answered>
        </div>
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>{text(words.around)}</h2>
        </div>
        <div className="panel-body">
          <Answered query={query} rows={3}>
            {({ glance, near }) => <Around glance={glance} near={near} onOpen={onOpen} />}
          </Answered>
        </div>
      </section>
    </>
  )
}

function Inside({ glance }: { glance: Glance }) {
  const text = useText()
  const { guards, needed, shortfall, missed, findings, overdue, reports, rounds } = glance
  const walked = useRoundsText(rounds)
  const lines: [string, string, boolean][] = [
    [
      text(words.guards),
      `${text(words.guardsOf, { has: guards, needs: needed })}${shortfall > 0 ? ` · ${text(words.missing, { n: shortfall })}` : ''}`,
      shortfall > 0,
    ],
    [text(words.rounds), walked, (rounds?.unseen.length ?? 0) > 0],
    [text(words.checks), String(missed), missed > 0],
    [text(words.findings), text(words.findingsOf, { n: findings, late: overdue }), overdue > 0],
    [text(words.reports), String(reports), reports > 0],
    ...peakLines(glance, text),
    ...lawLines(glance, text),
  ]
  return (
    <dl className="glance">
      {lines.map(([what, says, isWrong]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd className={isWrong ? 'glance-wrong' : undefined}>{says}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How many rounds are made, when somebody last went past an area, and which areas nobody has seen. */
function useRoundsText(rounds: RoundsToday | null): string {
  const text = useText()
  const format = useFormat()
  if (rounds === null) return text(words.noAreas)
  const { done, needed, lastAt, unseen } = rounds
  return [
    text(words.roundsOf, { done, needs: needed }),
    ...(lastAt === null ? [] : [text(words.lastWalk, { at: format.instant(lastAt, 'time') })]),
    ...(unseen.length === 0 ? [] : [text(words.unseen, { names: unseen.join('、') })]),
  ].join(' · ')
}

function Around({
  glance,
  near,
  onOpen,
}: { glance: Glance | null; near: readonly NearVenue[] } & Pick<Props, 'onOpen'>) {
  const text = useText()
  if (glance && glance.venues === null) return <p className="lf-soft">{text(words.drawGround)}</p>
  if (near.length === 0) return <p className="lf-soft">{text(words.noVenue)}</p>
  return (
    <>
      <ul className="glance-near">
        {near.map((venue) => (
          <li key={venue.venueId}>
            <button type="button" className="glance-link" onClick={() => onOpen('schools.venue', venue.venueId)}>
              {venue.name}
            </button>
            <span className="lf-soft">{text(trades[venue.trade as keyof typeof trades] ?? venue.trade)}</span>
            <strong className="lf-numbers">{text(words.metres, { n: venue.metres.toFixed(1) })}</strong>
          </li>
        ))}
      </ul>
      <p className="lf-soft">{text(words.measured)}</p>
    </>
  )
}
