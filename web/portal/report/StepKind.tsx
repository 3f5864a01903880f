// Step 1: the kind of thing, in two taps.
import { CategoryTiles } from '../../../ui/phone/CategoryTiles.tsx'
import type { StartView } from '../api.ts'
import { Emergency } from '../parts/Emergency.tsx'
import { StepButtons } from '../parts/StepButtons.tsx'
import { go } from '../use-route.ts'
import { useDraft } from './draft-context.tsx'

export function StepKind({ start }: { start: StartView }) {
  const { draft, change } = useDraft()
  const chosen = start.categories.find((entry) => entry.active && entry.id === draft.category)
  const choose = (category: string) => {
    change({ category })
    go({ page: 'report', step: 'account' })
  }
  return (
    <>
      <CategoryTiles entries={start.categories} chosen={draft.category} onChoose={choose} />
      <Emergency />
      <StepButtons back={{ page: 'start' }} {...(chosen ? { onNext: () => choose(chosen.id) } : {})} />
    </>
  )
}
