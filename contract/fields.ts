// The vocabulary of fields. Each is a JSON Schema with `x-` notes that the form,
// the access policy, the search index and the statistics read.
import Type, { type Static, type TProperties, type TSchema } from 'typebox'
import { type Label, label } from './label.ts'
import { type Post, posts } from './posts.ts'

/**
 * Who sees a field: everyone who sees the matter (`open`), the posts the kind opens personal
 * fields to (`personal`), or the few it opens sealed fields to (`sealed`).
 */
export type Privacy = 'open' | 'personal' | 'sealed'

/** How the form shows a field; the schema alone cannot tell a category from a unit. */
export type Widget =
  | 'text'
  | 'paragraph'
  | 'choice'
  | 'category'
  | 'unit'
  | 'division'
  | 'point'
  | 'boundary'
  | 'line'
  | 'entry'
  | 'date'
  | 'moment'
  | 'time'
  | 'number'
  | 'yes'
  | 'contact'
  | 'files'
  | 'list'
  | 'record'
  | 'checklist'

export interface FieldNotes {
  label: Label
  privacy?: Privacy
  /** Filterable in lists; an expression index is made for it. */
  indexed?: boolean
  /** One line under the field that says what to write, or why it is asked. */
  hint?: Label
}

/** The notes as they stand in a schema. */
export interface FieldMarks {
  'x-label': Label
  'x-privacy': Privacy
  'x-indexed': boolean
  'x-widget': Widget
  'x-hint'?: Label
  'x-choices'?: Record<string, Label>
  'x-list'?: string
  /** The kind of register whose entries it names. */
  'x-register'?: string
  /** A division that may lie in another county. */
  'x-anywhere'?: boolean
  /** What a number counts, such as yuan. */
  'x-unit'?: Label
  /** A text that says the same in both languages, `中文 / English`. */
  'x-both'?: boolean
  /** How a text of a fixed form looks, for the line that says what is wrong. */
  'x-example'?: string
}

/** Every note keyword, for validators that must be told of them. */
export const noteKeywords = [
  'x-label',
  'x-privacy',
  'x-indexed',
  'x-widget',
  'x-hint',
  'x-choices',
  'x-list',
  'x-register',
  'x-unit',
  'x-example',
  'x-posts',
  'x-anywhere',
  'x-both',
]

const notes = (n: FieldNotes, widget: Widget) => ({
  title: n.label.en,
  'x-label': n.label,
  'x-privacy': n.privacy ?? 'open',
  'x-indexed': n.indexed ?? false,
  'x-widget': widget,
  ...(n.hint ? { 'x-hint': n.hint } : {}),
})

// Control characters have no place in a text that is printed, exported and read aloud; tab and line feed do.
const printable = '^[^\\u0000-\\u0008\\u000B-\\u001F\\u007F]*$'

/** One line of text of at most `max` characters (UTF-16 units, as JSON Schema counts them). */
export const text = (n: FieldNotes & { max: number }) =>
  Type.String({ ...notes(n, 'text'), minLength: 1, maxLength: n.max, pattern: printable })

/** A text that the system writes in both languages at once (`oneText`); screens tell one of them. */
export const bothText = (n: FieldNotes & { max: number }) => Type.String({ ...text(n), 'x-both': true })

/**
 * A code of a fixed form, such as the ten digits of a school. `pattern` matches the whole of it; leading zeros count.
 */
export const code = (n: FieldNotes & { pattern: string; example: string }) =>
  Type.String({
    ...notes(n, 'text'),
    minLength: 1,
    maxLength: 60,
    pattern: `^(?:${n.pattern})$`,
    'x-example': n.example,
  })

/** The telephone of an office or a duty room, never of a person: landline, mobile, 400 number or short code. */
export const officePhone = (n: FieldNotes) =>
  code({
    ...n,
    pattern: '0\\d{2,3}-?\\d{7,8}(?:-\\d{1,6})?|1[3-9]\\d{9}|[48]00-?\\d{3}-?\\d{4}|[19]\\d{2,5}',
    example: '0745-6221110',
  })

/** Several lines of text of at most `max` characters. */
export const paragraph = (n: FieldNotes & { max: number }) =>
  Type.String({ ...notes(n, 'paragraph'), minLength: 1, maxLength: n.max, pattern: printable })

/** One of a few fixed values, each with its label. */
export const choice = <const C extends Record<string, Label>>(choices: C, n: FieldNotes) =>
  Type.Unsafe<keyof C & string>({
    ...notes(n, 'choice'),
    type: 'string',
    enum: Object.keys(choices),
    'x-choices': choices,
  })

/** The id of an entry of a list that the county's administrators keep, such as `reports.categories`. */
export const category = (list: string, n: FieldNotes) =>
  Type.String({
    ...notes(n, 'category'),
    'x-list': list,
    minLength: 1,
    maxLength: 60,
    pattern: '^[a-z][a-zA-Z0-9.-]*$',
  })

/** The id of a unit: a department, station, school or firm. */
export const unitRef = (n: FieldNotes) => Type.String({ ...notes(n, 'unit'), format: 'uuid' })

/** The id of a division of the tree; with `anywhere` it may lie in another county. */
export const divisionRef = (n: FieldNotes & { anywhere?: boolean }) =>
  Type.Integer({
    ...notes(n, 'division'),
    ...(n.anywhere ? { 'x-anywhere': true } : {}),
    minimum: 1,
    maximum: 2_147_483_647,
  })

/** A day, `YYYY-MM-DD`, on the calendar of Asia/Shanghai. */
export const date = (n: FieldNotes) => Type.String({ ...notes(n, 'date'), format: 'date' })

/** A moment, ISO 8601: a day and a time on it. */
export const moment = (n: FieldNotes) => Type.String({ ...notes(n, 'moment'), format: 'date-time' })

/** A whole number between two bounds, both allowed. */
export const integer = (n: FieldNotes & { min: number; max: number }) =>
  Type.Integer({ ...notes(n, 'number'), minimum: n.min, maximum: n.max })

/** A number with at most `digits` digits after the point, between two bounds. */
export const decimal = (n: FieldNotes & { min: number; max: number; digits: 1 | 2 | 3; unit?: Label }) =>
  Type.Number({
    ...notes(n, 'number'),
    minimum: n.min,
    maximum: n.max,
    multipleOf: 10 ** -n.digits,
    ...(n.unit ? { 'x-unit': n.unit } : {}),
  })

/** An amount in yuan, to the fen. */
export const money = (n: FieldNotes & { max: number }) =>
  decimal({ ...n, min: 0, digits: 2, unit: label('元', 'yuan') })

/** A time of day, `HH:MM`, on the clock of Asia/Shanghai. */
export const time = (n: FieldNotes) =>
  Type.String({ ...notes(n, 'time'), pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$', 'x-example': '07:30' })

/** The post that answers for something in its place: an office, never whoever holds it today. */
export const postRef = (n: FieldNotes & { of: readonly [Post, ...Post[]] }) =>
  Type.Unsafe<Post>({
    ...notes(n, 'choice'),
    type: 'string',
    enum: [...n.of],
    'x-choices': Object.fromEntries(n.of.map((post) => [post, posts[post].label])),
  })

/** The id of an entry of a register, such as the school a gate belongs to. */
export const entryRef = (register: string, n: FieldNotes) =>
  Type.String({ ...notes(n, 'entry'), 'x-register': register, format: 'uuid' })

/** Yes or no. */
export const yes = (n: FieldNotes) => Type.Boolean(notes(n, 'yes'))

/** A place in WGS84 degrees. Edges convert GCJ-02 and BD-09 before they get here. */
export const point = (n: FieldNotes) =>
  Type.Object(
    { lng: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) },
    { ...notes(n, 'point'), additionalProperties: false },
  )

const position = Type.Array(Type.Number(), { minItems: 2, maxItems: 3 })
// What lies within these is for core/geo/check.ts to judge, which says where it is wrong.
const most = { positions: 20_000, rings: 200 } as const

/** The border of a ground: a GeoJSON Polygon or MultiPolygon in WGS84, checked for crossings when it comes in. */
export const boundary = (n: FieldNotes) =>
  Type.Object(
    {
      type: Type.Unsafe<'Polygon' | 'MultiPolygon'>({ type: 'string', enum: ['Polygon', 'MultiPolygon'] }),
      coordinates: Type.Array(Type.Array(Type.Unknown()), { minItems: 1, maxItems: most.rings }),
    },
    { ...notes(n, 'boundary'), additionalProperties: false },
  )

/** A stretch of railway, pipeline or road: a GeoJSON LineString in WGS84. */
export const line = (n: FieldNotes) =>
  Type.Object(
    {
      type: Type.Unsafe<'LineString'>({ type: 'string', enum: ['LineString'] }),
      coordinates: Type.Array(position, { minItems: 2, maxItems: most.positions }),
    },
    { ...notes(n, 'line'), additionalProperties: false },
  )

/** A way to reach somebody, kept inside this matter only: there is no register of people to point at. */
export const contact = (n: FieldNotes) =>
  Type.Object(
    {
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: printable })),
      phone: Type.Optional(Type.String({ pattern: '^[0-9+][0-9 -]{4,19}$' })),
    },
    { ...notes({ privacy: 'sealed', ...n }, 'contact'), additionalProperties: false, minProperties: 1 },
  )

/** Ids of stored files (photos, voice notes, signed copies). Photos are never required. */
export const files = (n: FieldNotes & { max: number }) =>
  Type.Array(Type.String({ format: 'uuid' }), { ...notes(n, 'files'), maxItems: n.max, uniqueItems: true })

/** The answers of a checklist: what they may be is in the checklist, which `core/checklists` asks. */
export const answers = (n: FieldNotes) =>
  Type.Unsafe<Record<string, unknown>>({
    ...notes({ privacy: 'personal', ...n }, 'checklist'),
    type: 'object',
    maxProperties: 400,
  })

/** A list of one sort of thing, with its least and greatest length. */
export const listOf = <S extends TSchema>(item: S, n: FieldNotes & { min?: number; max: number }) =>
  Type.Array(item, { ...notes(n, 'list'), minItems: n.min ?? 0, maxItems: n.max })

/** Several fields that belong together, as the entries of a list: one session, one party, one obligation. */
export const record = <const F extends TProperties>(fields: F, n: FieldNotes) =>
  Type.Object(fields, { ...notes(n, 'record'), additionalProperties: false })

/** Marks a field as one that may stay empty when it is asked for. */
export const optional = Type.Optional

/** The notes of a field, or a clear fault when a schema was made without this vocabulary. */
export function marksOf(schema: TSchema | undefined, name: string): FieldMarks {
  const marks = schema as (TSchema & Partial<FieldMarks>) | undefined
  if (!marks?.['x-label']) throw new Error(`field ${name} was not made by contract/fields.ts`)
  return marks as FieldMarks
}

/** The fields of a record, or of the records that a list holds; null for any other field. */
export function recordFields(schema: TSchema): Record<string, TSchema> | null {
  const { items } = schema as { items?: TSchema & Partial<FieldMarks> }
  const of = (items?.['x-label'] ? items : schema) as TSchema & Partial<FieldMarks> & { properties?: TProperties }
  return of['x-widget'] === 'record' ? (of.properties ?? {}) : null
}

/** Widgets whose values are shapes on the ground, kept apart from the words of an entry. */
export const isShapeWidget = (widget: Widget): boolean => widget === 'boundary' || widget === 'line'

/** Whether a field may stay empty. */
export const isOptional = (schema: TSchema | undefined): boolean =>
  (schema as { '~optional'?: true } | undefined)?.['~optional'] === true

export type Point = Static<ReturnType<typeof point>>
export type Contact = Static<ReturnType<typeof contact>>
