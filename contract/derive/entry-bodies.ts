// The request bodies that follow from a register: strict JSON Schema, exactly what is asked.
import Type, { type TProperties, type TSchema } from 'typebox'
import { isOptional } from '../fields.ts'
import type { entrySteps } from '../register-access.ts'
import type { AnyRegister } from '../register-kind.ts'

const strict = { additionalProperties: false }
const version = Type.Integer({ minimum: 1 })
const divisionId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const reason = Type.String({ minLength: 2, maxLength: 500 })

/** The words and shapes of an entry. */
export const entryData = (r: AnyRegister): TSchema => Type.Object(r.fields as TProperties, strict)

/** The body that adds an entry: `{ data, divisionId? }`; without a division, its point or its shape says where it is. */
export const addEntryBody = (r: AnyRegister): TSchema =>
  Type.Object(
    {
      id: Type.Optional(Type.String({ format: 'uuid' })),
      data: entryData(r),
      divisionId: Type.Optional(divisionId),
    },
    strict,
  )

/** The body that changes an entry: only the fields that change, and names of optional ones that are emptied. */
export function changeEntryBody(r: AnyRegister): TSchema {
  const emptied = Object.keys(r.fields).filter((name) => isOptional(r.fields[name]))
  const clears =
    emptied.length === 0
      ? {}
      : {
          clears: Type.Optional(
            Type.Array(Type.Unsafe<string>({ type: 'string', enum: emptied }), { maxItems: emptied.length }),
          ),
        }
  return Type.Object({ data: Type.Partial(Type.Object(r.fields as TProperties), strict), ...clears, version }, strict)
}

/** Bodies of the other steps: the same for every register. */
export const entryStepBodies = {
  confirm: Type.Object({ version }, strict),
  close: Type.Object({ version, reason }, strict),
  reopen: Type.Object({ version, reason }, strict),
  /** Into which entry, and which of this one's fields the other takes over. */
  merge: Type.Object(
    {
      version,
      into: Type.String({ format: 'uuid' }),
      intoVersion: version,
      takes: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 200, uniqueItems: true })),
    },
    strict,
  ),
  unmerge: Type.Object({ version }, strict),
  transfer: Type.Object({ version, divisionId, reason }, strict),
} as const satisfies Record<Exclude<(typeof entrySteps)[number], 'change' | 'link'>, TSchema>
