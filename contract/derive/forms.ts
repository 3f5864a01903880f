// What a form, a detail page and an import sheet need to know of a kind's fields.
import type { TSchema } from 'typebox'
import { isOptional, marksOf, type Privacy, recordFields, type Widget } from '../fields.ts'
import type { AnyMatterKind, MatterKind } from '../kind.ts'
import type { Label } from '../label.ts'

export interface FormField {
  name: string
  label: Label
  hint: Label | null
  widget: Widget
  privacy: Privacy
  required: boolean
  choices: Record<string, Label> | null
  /** The kept list that offers the values. */
  list: string | null
  /** The register whose entries are the values. */
  register: string | null
  /** A division that may lie in another county. */
  anywhere?: true
  /** Says the same in both languages: `bothOf` takes it apart. */
  both?: true
  schema: TSchema
}

/** What has fields: a kind of matter, a register, a round. */
export interface Fielded {
  kind: string
  fields: Record<string, TSchema>
}

/** Describes fields of a kind in the order given. `required` names those that must be filled. */
export const formFields = (
  k: Fielded,
  names: readonly string[],
  required: readonly string[] = requiredOf(k, names),
): FormField[] => names.map((name) => describeField(name, k.fields[name] as TSchema, required.includes(name)))

/** Describes one field by its schema. */
export function describeField(name: string, schema: TSchema, required: boolean): FormField {
  const marks = marksOf(schema, name)
  return {
    name,
    label: marks['x-label'],
    hint: marks['x-hint'] ?? null,
    widget: marks['x-widget'],
    privacy: marks['x-privacy'],
    required,
    choices: marks['x-choices'] ?? null,
    list: marks['x-list'] ?? null,
    register: marks['x-register'] ?? null,
    ...(marks['x-both'] ? { both: true as const } : {}),
    ...(marks['x-anywhere'] ? { anywhere: true as const } : {}),
    schema,
  }
}

/** The fields of a record (or of the records in a list), in their order; none for any other field. */
export const recordForm = (schema: TSchema): FormField[] =>
  Object.entries(recordFields(schema) ?? {}).map(([name, of]) => describeField(name, of, !isOptional(of)))

/** The form that opens a matter. */
export const openForm = (k: AnyMatterKind): FormField[] => formFields(k, k.askedAtStart as string[])

/** The form of one transition: what it needs, then what it asks. */
export function transitionForm(k: AnyMatterKind, transition: string): FormField[] {
  const t = (k as MatterKind).transitions[transition]
  if (!t) return []
  const needs = (t.needs ?? []) as string[]
  return formFields(k, [...needs, ...((t.asks ?? []) as string[])], needs)
}

function requiredOf(k: Fielded, names: readonly string[]): string[] {
  return names.filter((name) => !isOptional(k.fields[name]))
}
