// Every message id a kind speaks with, and its text in both languages.
import type { TSchema } from 'typebox'
import { marksOf } from '../fields.ts'
import type { AnyMatterKind, MatterKind } from '../kind.ts'
import type { Label } from '../label.ts'
import type { AnyRegister } from '../register-kind.ts'

/** Message id to text of a register: its name, its fields, their choices. */
export const registerMessages = (r: AnyRegister): Record<string, Label> =>
  Object.fromEntries([[r.kind, r.label], ...fieldMessages(r.kind, r.fields)])

/** Message id to text. The ids are what `whyNot`, events and the permission table use. */
export function messagesOf(k: AnyMatterKind): Record<string, Label> {
  const kind = k as MatterKind
  const entries: [string, Label][] = [[k.kind, k.label], ...fieldMessages(k.kind, kind.fields)]
  for (const [name, s] of Object.entries(kind.states)) {
    entries.push([`${k.kind}.state.${name}`, s.label])
    if (s.publicLabel) entries.push([`${k.kind}.public.${name}`, s.publicLabel])
  }
  for (const [name, t] of Object.entries(kind.transitions)) entries.push([`${k.kind}.do.${name}`, t.label])
  for (const [name, text] of Object.entries(kind.reasons)) entries.push([`${k.kind}.why.${name}`, text as Label])
  return Object.fromEntries(entries)
}

const fieldMessages = (kind: string, fields: Record<string, TSchema>): [string, Label][] =>
  Object.entries(fields).flatMap(([name, schema]) => {
    const marks = marksOf(schema, name)
    const choices = Object.entries(marks['x-choices'] ?? {})
    return [
      [`${kind}.field.${name}`, marks['x-label']] as [string, Label],
      ...choices.map(([value, text]): [string, Label] => [`${kind}.field.${name}.${value}`, text]),
    ]
  })
