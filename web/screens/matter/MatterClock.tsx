// The clock of a matter, and the question for more time when there is one.
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { ClockBar } from '../../../ui/clock/ClockBar.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { MatterExtension } from './MatterExtension.tsx'
import { words } from './messages.ts'

export function MatterClock({ kind, matter, isEnded }: { kind: AnyMatterKind; matter: MatterView; isEnded: boolean }) {
  const text = useText()
  const format = useFormat()
  const state = text((kind as MatterKind).states[matter.state]?.label ?? matter.state)
  return (
    <section className="matter-clock" aria-label={text(words.clock)}>
      {isEnded ? (
        <p className="matter-ended">
          {text(words.endedAt)} <span className="lf-numbers">{format.instant(matter.endedAt)}</span>
        </p>
      ) : (
        <ClockBar from={matter.stateSince} dueAt={matter.dueAt} />
      )}
      <p className="lf-soft">
        {text(words.since, { state })} <span className="lf-numbers">{format.instant(matter.stateSince)}</span>
        {matter.answeredAt ? (
          <>
            {' · '}
            {text(words.answeredAt)} <span className="lf-numbers">{format.instant(matter.answeredAt)}</span>
          </>
        ) : null}
      </p>
      {matter.extension && !isEnded ? <MatterExtension kind={kind} matter={matter} /> : null}
    </section>
  )
}
