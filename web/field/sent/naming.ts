// How a change of this phone is called: what was done, and to what.
import type { MatterKind } from '../../../contract/kind.ts'
import { type Label, label } from '../../../contract/label.ts'
import type { Wording } from '../../../ui/text/wording.ts'
import { findKind } from '../../modules.ts'
import { headlineOf } from '../matter/headline.ts'
import type { Command, Known } from '../offline/types.ts'

/** What was done, by the words of the definition. */
export function deedOf(command: Pick<Command, 'kind' | 'transition'>): Label {
  const kind = findKind(command.kind) as MatterKind | undefined
  if (command.transition === null)
    return kind ? label(`报告：${kind.label.zh}`, `Report: ${kind.label.en}`) : label('报告', 'Report')
  return kind?.transitions[command.transition]?.label ?? label(command.transition, command.transition)
}

/** To what: the headline of the matter, else what was written, else the entry it is about, else its number. */
export function subjectOf(command: Command, known: Known): Wording {
  const kind = findKind(command.kind) as MatterKind | undefined
  const local = known.matters.find(({ view }) => view.id === command.matterId)?.view
  const data = local?.data ?? command.mine?.data ?? (command.transition === null ? command.data : {})
  const about = known.entries.find((entry) => entry.id === data[String(kind?.about?.entry)])?.headline
  return (kind && headlineOf(kind, data)) || (about ?? command.receipt?.no ?? command.no ?? '')
}
