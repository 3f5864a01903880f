// The story of a matter, newest first: what happened, by whom, with what it filled in.
import type { ReactNode } from 'react'
import type { TimelineEntry } from '../../contract/views.ts'
import { words } from '../messages.ts'
import { useFormat, useText } from '../text/language.tsx'
import type { Wording } from '../text/wording.ts'
import './timeline.css'

interface Props {
  entries: readonly TimelineEntry[]
  /** What an entry is called, and the colour of its dot. */
  nameOf: (entry: TimelineEntry) => Wording
  colourOf: (entry: TimelineEntry) => string
  postOf: (entry: TimelineEntry) => Wording | null
  /** The fields a step filled in. */
  detailsOf: (entry: TimelineEntry) => ReactNode
}

// A phone's clock may be a little off without anybody caring.
const worthSayingMs = 90_000

export function Timeline({ entries, nameOf, colourOf, postOf, detailsOf }: Props) {
  const text = useText()
  const format = useFormat()
  const newestFirst = [...entries].sort((a, b) =>
    a.at === b.at ? Number(b.seq) - Number(a.seq) : a.at < b.at ? 1 : -1,
  )
  return (
    <ol className="timeline">
      {newestFirst.map((entry) => {
        const post = postOf(entry)
        const isLaterThanDone =
          entry.deviceAt !== null && Math.abs(Date.parse(entry.at) - Date.parse(entry.deviceAt)) > worthSayingMs
        return (
          <li key={entry.seq} className="timeline-entry">
            <span className="timeline-dot" style={{ background: colourOf(entry) }} aria-hidden="true" />
            <div className="timeline-head">
              <strong>{text(nameOf(entry))}</strong>
              <time className="lf-soft lf-numbers" dateTime={entry.at}>
                {format.instant(entry.at)}
              </time>
            </div>
            <div className="lf-soft">
              {entry.by?.name ?? (post ? text(post) : text(words.system))}
              {entry.by && post && text(post) !== entry.by.name ? ` · ${text(post)}` : ''}
              {isLaterThanDone ? ` · ${text(words.onDevice, { at: format.instant(entry.deviceAt) })}` : ''}
            </div>
            {entry.note ? <p className="timeline-note">{entry.note}</p> : null}
            {detailsOf(entry)}
          </li>
        )
      })}
    </ol>
  )
}
