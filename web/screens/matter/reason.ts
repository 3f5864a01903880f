// Why a step cannot be taken now, in words that name the way out: who takes it, or when.
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { takerLabel } from '../../../contract/posts.ts'
import type { Text } from '../../../ui/text/language.tsx'
import { findMessage } from '../../modules.ts'
import { type Step, statesOf, takersOf } from './actions.ts'
import { words } from './messages.ts'

/** The reason of a step that is closed. */
export function reasonOf(kind: AnyMatterKind, step: Step, text: Text, separator: string): string {
  const why = step.why ?? ''
  const said = text(findMessage(why) ?? why)
  if (why === 'access.not-your-post') {
    const posts = takersOf(kind, step.name).map((taker) => text(takerLabel(taker)))
    return `${said} (${text(words.takers, { posts: posts.join(separator) })})`
  }
  if (why === 'matters.wrong-state') {
    const states = statesOf(kind, step.name).map((state) => text((kind as MatterKind).states[state]?.label ?? state))
    return text(words.from, { states: states.join(separator) })
  }
  return said
}
