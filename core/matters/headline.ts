// The headline of a matter in lists: what its reader may see of the field that the kind names.
import type { TSchema } from 'typebox'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'

const longest = 120

/** The headline among the data a reader sees, shortened; the words of a choice; empty when they may not read it. */
export function headlineOf(k: AnyMatterKind, visible: Record<string, unknown>): string {
  const name = k.headline as string
  const value = visible[name]
  if (typeof value !== 'string') return ''
  const choices = marksOf((k.fields as Record<string, TSchema>)[name], name)['x-choices']
  return choices?.[value]?.zh ?? [...value].slice(0, longest).join('')
}
