// What the engine would not keep, in words, and as a refusal that screens show like any other.
import { label } from '../../contract/label.ts'
import { RequestProblem } from '../../ui/http/problem.ts'
import type { Kept } from './offline/types.ts'

/** Why something was not kept, in words that say what to do. */
export const whyNotKept = (kept: Extract<Kept, { ok: false }>) =>
  kept.why === 'full'
    ? label(
        '手机存满了。清出一些空间再试，屏幕上的内容还在。',
        'The phone is full. Free some space and try again; the screen keeps what you typed.',
      )
    : label('没有存下。请再试一次。', 'It was not kept. Please try again.')

/** The id of what was kept. @throws RequestProblem with what to do when it was not. */
export function keptOrThrow(kept: Kept): string {
  if (kept.ok) return kept.id
  const title = whyNotKept(kept)
  throw new RequestProblem({ status: 0, code: `field.${kept.why}`, title, detail: null, errors: [], extra: {} })
}
