// The request bodies that follow from a kind: strict JSON Schema, exactly what is asked.
import Type, { type TProperties, type TSchema } from 'typebox'
import type { AnyMatterKind, MatterKind, Transition } from '../kind.ts'

const strict = { additionalProperties: false }
/** Versions 4 and 7 (RFC 9562): an id that the house computes, such as that of a due check, is nobody's to take first. */
const notComputed = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[47]'

/** How a matter arrives besides its fields; every opening takes these. */
export const intakeFields = {
  /** Made by the phone, so that a report made offline keeps its id. */
  id: Type.Optional(Type.String({ format: 'uuid', pattern: notComputed })),
  divisionId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  channel: Type.Optional(
    Type.Unsafe<Channel>({ type: 'string', enum: ['portal', 'phone', 'visit', 'field', 'open311', 'import', 'alarm'] }),
  ),
  deviceAt: Type.Optional(Type.String({ format: 'date-time' })),
} satisfies TProperties

export type Channel = 'portal' | 'phone' | 'visit' | 'field' | 'open311' | 'import' | 'alarm'

/** The body that opens a matter: `{ data, divisionId?, channel?, id?, deviceAt? }`. */
export const openBody = (k: AnyMatterKind): TSchema =>
  Type.Object({ data: fieldsBody(k, k.askedAtStart as string[]), ...intakeFields }, strict)

/** The fields of an opening alone, as a form asks for them. */
export const fieldsBody = (k: AnyMatterKind, names: readonly string[]): TSchema =>
  Type.Pick(Type.Object((k as MatterKind).fields), [...names], strict)

/** The body of one transition: `needs` required, `asks` optional, the version it was decided on. */
export const transitionBody = (t: Transition<string, TProperties>, k: AnyMatterKind): TSchema =>
  Type.Object({ data: transitionFields(t, k), version: Type.Integer({ minimum: 1 }), ...deviceTime }, strict)

const deviceTime = { deviceAt: Type.Optional(Type.String({ format: 'date-time' })) }

/** The fields of one transition alone. */
export function transitionFields(t: Transition<string, TProperties>, k: AnyMatterKind): TSchema {
  const fields = (k as MatterKind).fields
  const properties: TProperties = {}
  for (const name of t.needs ?? [])
    properties[name] = Type.Required(Type.Object({ v: asked(t, name, fields[name] as TSchema) })).properties.v
  for (const name of t.asks ?? []) properties[name] = Type.Optional(asked(t, name, fields[name] as TSchema))
  return Type.Object(properties, strict)
}

/** A list that is appended to is asked for one further entry at least, however many it must hold when it is whole. */
const asked = (t: Transition<string, TProperties>, name: string, schema: TSchema): TSchema =>
  t.appends?.includes(name as never) ? { ...schema, minItems: 1 } : schema
