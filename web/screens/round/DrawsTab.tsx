// The draws of surprise checks: bound by a hash before, told whole afterwards, computed again here by whoever wants to.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { whyUnsound } from '../../../contract/draw.ts'
import type { DrawView } from '../../../contract/round-views.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { drawsQuery } from '../../data/rounds.ts'
import { ToneTag } from '../../parts/ToneTag.tsx'
import { words } from './messages.ts'
import type { RoundTabProps } from './tabs.ts'

export function DrawsTab({ round }: RoundTabProps) {
  const text = useText()
  const query = useQuery(drawsQuery(round.kind))
  return (
    <Answered query={query} rows={8}>
      {(draws) =>
        draws.length === 0 ? (
          <Empty title={text(words.drawsNone)} hint={text(words.drawsNoneHint)} />
        ) : (
          <div className="draws">
            <p className="lf-soft round-note">{text(words.drawsHint)}</p>
            {draws.map((draw) => (
              <Draw key={draw.id} draw={draw} />
            ))}
          </div>
        )
      }
    </Answered>
  )
}

function Draw({ draw }: { draw: DrawView }) {
  const text = useText()
  const format = useFormat()
  const { revealed } = draw
  return (
    <section className="panel draw" aria-label={`${draw.from} — ${draw.to}`}>
      <div className="panel-head">
        <h2 className="lf-numbers">
          {draw.from} — {draw.to}
        </h2>
        {revealed ? (
          <Tag>{text(words.drawnOf, { of: revealed.ids.length, n: draw.count })}</Tag>
        ) : (
          <ToneTag tone="new">{text(words.bound)}</ToneTag>
        )}
      </div>
      <dl className="panel-body draw-facts">
        <dt>{text(words.commitment)}</dt>
        <dd>
          <code>{draw.commitment}</code>
          <span className="lf-soft"> {format.instant(draw.madeAt)}</span>
        </dd>
        {revealed ? (
          <>
            <dt>{text(words.seed)}</dt>
            <dd>
              <code>{revealed.seed}</code>
              <span className="lf-soft"> {format.instant(revealed.at)}</span>
            </dd>
            <dt>{text(words.drawnNames)}</dt>
            <dd>
              {revealed.drawn
                .map((id) => revealed.names[id] ?? text(words.elsewhere, { id: id.slice(0, 8) }))
                .join(text(words.and))}
            </dd>
          </>
        ) : null}
      </dl>
      {revealed ? <Proof draw={draw} revealed={revealed} /> : null}
    </section>
  )
}

type Found = 'ok' | 'commitment' | 'drawn' | 'not'

function Proof({ draw, revealed }: { draw: DrawView; revealed: NonNullable<DrawView['revealed']> }) {
  const text = useText()
  const [found, setFound] = useState<Found | null>(null)
  const told = { commitment: draw.commitment, count: draw.count, ...revealed }
  const compute = async () => {
    // Browsers keep SHA-256 for addresses with TLS and for this machine.
    if (!globalThis.crypto?.subtle) return setFound('not')
    setFound((await whyUnsound(told)) ?? 'ok')
  }
  return (
    <div className="panel-body draw-proof">
      <Button onClick={() => void compute()}>{text(words.recompute)}</Button>
      <Button onClick={() => saveText(`${draw.from}.txt`, [revealed.seed, ...revealed.ids.toSorted()].join('\n'))}>
        {text(words.material)}
      </Button>
      <span role="status" className="draw-found">
        {found === 'ok' ? <Alert type="success" showIcon title={text(words.computeOk)} /> : null}
        {found === 'not' ? <Alert type="info" showIcon title={text(words.computeNot)} /> : null}
        {found === 'commitment' || found === 'drawn' ? (
          <Alert type="error" showIcon title={text(words.computeBad[found])} />
        ) : null}
      </span>
      <p className="lf-soft draw-recipe">{text(words.recipe)}</p>
    </div>
  )
}

/** Seed and ids, one a line: what the hash is of, to the byte. */
function saveText(name: string, content: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
