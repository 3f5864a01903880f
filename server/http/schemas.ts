// Shapes of answers for the description of the interface; contract/views.ts has the same for those who write TypeScript.
import Type, { type TSchema } from 'typebox'

const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()])
const text = Type.String()
const moment = Type.String({ format: 'date-time' })
const id = Type.String({ format: 'uuid' })
const LabelText = Type.Object({ zh: text, en: text })
const Person = Type.Object({ id: text, name: text })
const Named = Type.Object({ id, name: text })
const Numbered = Type.Object({ id, no: text })
const Point = Type.Object({ lng: Type.Number(), lat: Type.Number() }, { description: 'WGS84' })

const Division = Type.Object({
  id: Type.Integer(),
  level: text,
  code: text,
  name: text,
  path: text,
  names: Type.Array(text),
})

/** A refusal as RFC 9457 has it. */
export const Problem = Type.Object({
  type: Type.String({ description: 'urn:lianfang:problem:<code>' }),
  title: text,
  titles: LabelText,
  status: Type.Integer(),
  code: text,
  detail: Type.Optional(text),
  details: Type.Optional(LabelText),
  errors: Type.Optional(Type.Array(Type.Object({ field: text, message: LabelText }))),
})

/** What an upload is answered with. */
export const KeptFile = Type.Object({
  id,
  sort: Type.Unsafe<string>({ type: 'string', enum: ['photo', 'voice', 'document'] }),
  mediaType: text,
  bytes: Type.Integer(),
})

/** One matter, without the fields the reader may not see. */
export const Matter = Type.Object({
  id,
  kind: text,
  no: text,
  state: text,
  version: Type.Integer(),
  division: Division,
  point: orNull(Point),
  placed: Type.Boolean(),
  channel: text,
  openedAt: moment,
  openedBy: orNull(Person),
  deviceAt: orNull(moment),
  stateSince: moment,
  dueAt: orNull(moment),
  overdue: Type.Boolean(),
  answeredAt: orNull(moment),
  endedAt: orNull(moment),
  owner: orNull(Person),
  firstContact: orNull(Person),
  waitsFor: orNull(Type.Object({ post: text, division: Division })),
  unit: orNull(Named),
  mergedInto: orNull(Numbered),
  mergedHere: Type.Array(Numbered),
  links: Type.Array(Type.Object({ id, no: text, kind: text, why: text })),
  extension: orNull(Type.Object({}, { additionalProperties: true })),
  rating: orNull(Type.Integer()),
  data: Type.Object({}, { additionalProperties: true, description: 'Fields of the kind that the reader may see' }),
  can: Type.Object(
    {},
    {
      additionalProperties: { type: ['string', 'null'] } as unknown as TSchema,
      description: 'Each step and operation: null when it can be taken now, else the id of the reason why not',
    },
  ),
})

const Row = Type.Object({
  id,
  kind: text,
  no: text,
  state: text,
  version: Type.Integer(),
  headline: text,
  category: orNull(text),
  division: Type.Object({ id: Type.Integer(), name: text, names: Type.Array(text), level: text }),
  point: orNull(Point),
  placed: Type.Boolean(),
  channel: text,
  openedAt: moment,
  dueAt: orNull(moment),
  overdue: Type.Boolean(),
  owner: orNull(Person),
  unit: orNull(Named),
  waitsFor: orNull(text),
  mine: Type.Boolean(),
  merged: Type.Boolean(),
})

/** A page of a list. */
export const MatterPage = Type.Object({
  rows: Type.Array(Row),
  next: Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'The cursor of the next page' }),
})
