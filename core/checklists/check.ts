// Checks the answers of a check against the version of the checklist it was made with.
import { fillIn } from '../../contract/checklist/answers.ts'
import type { Raw } from '../../contract/checklist/values.ts'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Ctx } from '../context.ts'
import { getVersion } from './store.ts'

export interface Answered {
  /** The kind of the check. */
  kind: string
  countyId: number
  /** The check as it is, with the version of its checklist. */
  before: Record<string, unknown>
  field: string
}

const mostBytes = 200_000

/** The answers as they are kept: what is not asked is left out, what is computed is there. @throws input.invalid by item */
export async function checkAnswers(ctx: Ctx, of: Answered, raw: Raw): Promise<Record<string, unknown>> {
  const round = [...ctx.house.rounds.values()].find((r) => r.check.kind === of.kind)
  if (!round) throw problem('access.not-found')
  if (JSON.stringify(raw).length > mostBytes) throw problem('input.too-large')
  const { form } = await getVersion(ctx, of.countyId, round.kind, Number(of.before.checklist))
  const { answers, faults } = fillIn(form, raw, ctx.now())
  const errors = Object.entries(faults).map(([path, message]) => ({ field: `data.${of.field}.${path}`, message }))
  if (errors.length > 0)
    throw problem('input.invalid', {
      errors,
      detail: label(`检查表有 ${errors.length} 项要改`, `${errors.length} items of the checklist need a look`),
    })
  return answers
}
