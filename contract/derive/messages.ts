// Every message id a kind speaks with, and its text in both languages.
import type { TSchema } from 'typebox'
import { marksOf } from '../fields.ts'
import type { AnyMatterKind, MatterKind } from '../kind.ts'
import type { Label } from '../label.ts'

/** Message id to text. The ids are what `whyNot`, events and the permission table use. */
export function messagesOf(k: AnyMatterKind): Record<string, Label> {
  const kind = k as MatterKind
  const entries: [string, Label][] = [[k.kind, k.label]]
  for (const [name, schema] of Object.entries(kind.fields)) {
    const marks = marksOf(schema as TSchema, name)
    entries.push([`${k.kind}.field.${name}`, marks['x-label']])
    for (const [value, text] of Object.entries(marks['x-choices'] ?? {}))
      entries.push([`${k.kind}.field.${name}.${value}`, text])
  }
  for (const [name, s] of Object.entries(kind.states)) {
    entries.push([`${k.kind}.state.${name}`, s.label])
    if (s.publicLabel) entries.push([`${k.kind}.public.${name}`, s.publicLabel])
  }
  for (const [name, t] of Object.entries(kind.transitions)) entries.push([`${k.kind}.do.${name}`, t.label])
  for (const [name, text] of Object.entries(kind.reasons)) entries.push([`${k.kind}.why.${name}`, text as Label])
  return Object.fromEntries(entries)
}
