// How a checklist of the demo is filled in: mostly in order, sometimes not, so that there are findings and advice.
import { type Checklist, type Item, isSection, type Question } from '../../contract/checklist/form.ts'
import type { Chance } from '../random.ts'

const faultShare = 0.06

/** Answers to every question that is asked; choices named yes and no, as the module's own checklists have them. */
export function answersTo(form: Checklist, chance: Chance): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  const visit = (items: readonly Item[]) => {
    for (const item of items) {
      if (isSection(item)) visit(item.items)
      else answer(item, chance, answers)
    }
  }
  visit(form.items)
  return answers
}

function answer(q: Question, chance: Chance, answers: Record<string, unknown>): void {
  if (q.type === 'select_multiple') answers[q.name] = (q.choices ?? []).map(({ name }) => name)
  if (q.type === 'select_one') answers[q.name] = chance.isHit(faultShare) ? 'no' : chance.isHit(0.9) ? 'yes' : 'none'
}
