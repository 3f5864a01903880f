// The two versions of a conflict: what somebody here meant the matter to be, and what the server has.
import type { MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { findKind } from '../../modules.ts'
import { differences } from '../../screens/matter/actions.ts'
import type { Command } from '../offline/types.ts'

export interface Line {
  field: string
  mine: unknown
  theirs: unknown
}

/** The matter as the person left it on this phone. */
function asLeft(command: Pick<Command, 'kind' | 'transition' | 'data'>, seen: MatterView): MatterView {
  const transition = (findKind(command.kind) as MatterKind | undefined)?.transitions[command.transition ?? '']
  return { ...seen, state: transition?.to ?? seen.state, data: { ...seen.data, ...command.data } }
}

/** Every fact in which the two differ; what follows of itself, such as a clock, is the server's to say. */
export const versionLines = (
  command: Pick<Command, 'kind' | 'transition' | 'data'>,
  seen: MatterView,
  theirs: MatterView,
): Line[] =>
  differences(asLeft(command, seen), theirs)
    .filter(({ field }) => field !== '@due')
    .map(({ field, before, now }) => ({ field, mine: before, theirs: now }))
