// An entry's row as the engine handles it: where it lies, what it is called, what is missing, and what finds it.
import { dayAfter, dayOf, instantOf, readSpan } from '../../contract/calendar.ts'
import { isShapeWidget, marksOf } from '../../contract/fields.ts'
import type { EntryFacts } from '../../contract/register-access.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { plateDigest } from '../events/digest.ts'
import { codeText } from '../matters/codes.ts'
import { searchVector } from '../search/words.ts'

/** The columns that make an `EntryRecord`: all but the search words. */
export const entryColumns = [
  'id',
  'county_id',
  'kind',
  'code',
  'version',
  'division_id',
  'path',
  'township_id',
  'village_id',
  'grid_id',
  'unit_id',
  'headline',
  'same_as',
  'lng',
  'lat',
  'data',
  'shapes',
  'missing',
  'made_at',
  'confirmed_at',
  'closed_on',
  'merged_into',
  'changed_at',
] as const satisfies readonly (keyof EntryRecord)[]

/** What access needs of an entry. */
export const entryFacts = (e: EntryRecord): EntryFacts => ({
  path: e.path,
  unitId: e.unit_id,
  closed: e.closed_on !== null,
  merged: e.merged_into !== null,
})

/** The code on the plate of an entry. Twelve signs; sixty bits that only this house can make. */
export const plateCode = (secret: string, entryId: string): string => codeText(plateDigest(secret, entryId))

/** All values of an entry, words and shapes. */
export const valuesOf = (e: Pick<EntryRecord, 'data' | 'shapes'>): Record<string, unknown> => ({
  ...e.data,
  ...e.shapes,
})

/** The values of an entry that its register still has a field for: what an older version asked for is not carried on. */
export const declaredValues = (r: AnyRegister, e: Pick<EntryRecord, 'data' | 'shapes'>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(valuesOf(e)).filter(([name]) => name in r.fields))

/** Where the words end and the shapes begin: they are kept in two columns. */
export function splitValues(r: AnyRegister, values: Record<string, unknown>): Pick<EntryRecord, 'data' | 'shapes'> {
  const isShape = (name: string) => isShapeWidget(marksOf(r.fields[name], name)['x-widget'])
  const names = Object.keys(values).filter((name) => values[name] !== undefined)
  const pick = (wanted: boolean) =>
    Object.fromEntries(names.filter((name) => isShape(name) === wanted).map((name) => [name, values[name]]))
  return { data: pick(false), shapes: pick(true) }
}

/** What follows from the values of an entry. */
export function derivedColumns(
  r: AnyRegister,
  values: Record<string, unknown>,
): Pick<EntryRecord, 'headline' | 'same_as' | 'unit_id' | 'missing'> {
  const isThere = (name: string) => values[name] !== undefined && values[name] !== ''
  return {
    headline: String(values[r.headline] ?? ''),
    same_as: sameAs(r, values),
    unit_id: r.unitField ? ((values[r.unitField] as string | undefined) ?? null) : null,
    missing: r.complete.filter((name) => !isThere(name)),
  }
}

/** What tells entries apart, as one text to compare. */
export const sameAs = (r: AnyRegister, values: Record<string, unknown>): string =>
  JSON.stringify(r.unique.map((name) => sameText(values[name])))

// Two schools that differ in a space or a full-width bracket are one school.
const sameText = (value: unknown): unknown =>
  typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/g, '').toLowerCase() : (value ?? null)

/** The search words of an entry: its code and its open texts. Sealed fields are never searchable. */
export function searchable(r: AnyRegister, e: Pick<EntryRecord, 'code' | 'data'>): string {
  const texts = Object.entries(r.fields).flatMap(([name, schema]) => {
    const { 'x-privacy': privacy, 'x-widget': widget } = marksOf(schema, name)
    const value = e.data[name]
    return privacy === 'open' && (widget === 'text' || widget === 'paragraph') && typeof value === 'string'
      ? [value]
      : []
  })
  return searchVector([e.code, ...texts].join('\n'), '')
}

/** An entry confirmed before this moment is stale. */
export const staleBefore = (r: AnyRegister, now: Date): Date =>
  instantOf(dayAfter(dayOf(now), -readSpan(r.freshFor).count))
