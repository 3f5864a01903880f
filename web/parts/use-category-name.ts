// Names of categories: the kept list that a kind's category field points to.
import { useCallback, useMemo } from 'react'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { useList } from '../../ui/data/queries.ts'
import { useText } from '../../ui/text/language.tsx'

/** The kept list of a kind's categories, or null when it has none. */
export function categoryList(kind: AnyMatterKind): string | null {
  const field = (kind as MatterKind).categoryField
  if (field === undefined) return null
  return marksOf((kind as MatterKind).fields[field], field)['x-list'] ?? null
}

export function useCategoryName(kind: AnyMatterKind): (id: string | null) => string {
  const text = useText()
  const entries = useList(categoryList(kind)).data
  const names = useMemo(() => new Map(entries?.map((entry) => [entry.id, entry.label])), [entries])
  return useCallback((id) => (id === null ? '' : text(names.get(id) ?? id)), [names, text])
}
