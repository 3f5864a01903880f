// The story of a matter as a picture: how long it was in each state, what happened on the way, and what is still due.
import { useQuery } from '@tanstack/react-query'
import { Tooltip } from 'antd'
import { useMemo } from 'react'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { serverNow } from '../../../ui/clock/now.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { toneColours, toneOf } from '../../../ui/theme/tone.ts'
import { timelineQuery } from '../../data/matters.ts'
import { findMessage } from '../../modules.ts'
import { words } from './messages.ts'
import { type Path, pathOf } from './path.ts'
import './path.css'

export function MatterPath({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const entries = useQuery(timelineQuery(matter.id)).data
  const path = useMemo(() => (entries ? pathOf(matter, entries, serverNow()) : null), [entries, matter])
  // A matter that has not moved yet has no path to show.
  if (path === null || path.spans.length < 2) return null
  return <Drawn kind={kind} path={path} />
}

function Drawn({ kind, path }: { kind: AnyMatterKind; path: Path }) {
  const text = useText()
  const format = useFormat()
  const stateName = (state: string) => text((kind as MatterKind).states[state]?.label ?? state)
  const told = path.spans.map((span) => `${stateName(span.state)} ${format.instant(span.at, 'day')}`)
  return (
    <figure className="path" aria-label={text(words.path)}>
      <div className="path-track" role="img" aria-label={told.join(' → ')}>
        {path.spans.map((span, i) => (
          <Tooltip key={span.at} title={`${stateName(span.state)} · ${format.instant(span.at)}`}>
            <span
              className="path-span"
              style={{
                ...within(span),
                background: toneColours[toneOf(kind, span.state)],
                opacity: shade(i, path.spans.length),
              }}
            />
          </Tooltip>
        ))}
        {path.marks.map((mark) => (
          <Tooltip
            key={`${mark.at} ${mark.did}`}
            title={`${text(nameOf(kind, mark.did))} · ${format.instant(mark.at)}`}
          >
            <span
              className={`path-mark${mark.isLate ? ' path-late' : ''}`}
              style={{ insetInlineStart: pc(mark.from) }}
            />
          </Tooltip>
        ))}
        {path.dues.map((due) => (
          <Tooltip key={`${due.at} ${due.what}`} title={`${due.what || text(words.due)} · ${format.instant(due.at)}`}>
            <span className={`path-due${due.isLate ? ' path-late' : ''}`} style={{ insetInlineStart: pc(due.from) }} />
          </Tooltip>
        ))}
        {path.now === null ? null : <span className="path-now" style={{ insetInlineStart: pc(path.now) }} />}
      </div>
      <figcaption className="path-legend">
        {path.spans.map((span) => (
          <span key={span.at}>
            <i style={{ background: toneColours[toneOf(kind, span.state)] }} aria-hidden="true" />
            {stateName(span.state)} <time className="lf-soft lf-numbers">{format.instant(span.at, 'day')}</time>
          </span>
        ))}
        {path.dues.length > 0 ? (
          <span>
            <i className="path-due-sign" aria-hidden="true" />
            {text(words.pathDue, { n: path.dues.length })}
          </span>
        ) : null}
      </figcaption>
    </figure>
  )
}

/** States of one tone are told apart: the later, the stronger. */
const shade = (i: number, all: number): number => 0.5 + (0.5 * (i + 1)) / all

const pc = (share: number): string => `${(share * 100).toFixed(2)}%`
const within = ({ from, to }: { from: number; to: number }) => ({
  insetInlineStart: pc(from),
  width: `max(3px, ${pc(to - from)})`,
})

const nameOf = (kind: AnyMatterKind, did: string) =>
  findMessage(`${kind.kind}.do.${did}`) ?? (words.event as Record<string, { zh: string; en: string }>)[did] ?? did
