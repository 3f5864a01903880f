// Where an entry lies: its point, the middle of its shape, and the division it belongs to.
import { fieldProblem, problem } from '../../contract/errors.ts'
import { marksOf, type Point } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { levels } from '../../contract/posts.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { House } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { labelPoint } from '../geo/measure.ts'
import type { Position, Shape } from '../geo/shape.ts'

export type EntryPlace = Pick<
  EntryRecord,
  'county_id' | 'division_id' | 'path' | 'township_id' | 'village_id' | 'grid_id'
>

const county = levels.indexOf('county')

/** The point an entry is drawn at: its own, or one inside its border, or the middle of its line. Null: it has none. */
export function pointOf(r: AnyRegister, values: Record<string, unknown>): Point | null {
  const own = r.placeField ? (values[r.placeField] as Point | undefined) : undefined
  if (own) return own
  for (const [name, schema] of Object.entries(r.fields)) {
    const { 'x-widget': widget } = marksOf(schema, name)
    const value = values[name]
    if (value === undefined) continue
    const middle = widget === 'boundary' ? labelPoint(value as Shape) : widget === 'line' ? middleOf(value) : undefined
    if (middle) return { lng: middle[0], lat: middle[1] }
  }
  return null
}

function middleOf(value: unknown): Position | undefined {
  const { coordinates } = value as { coordinates: Position[] }
  return coordinates[Math.floor(coordinates.length / 2)]
}

/**
 * The place of a new entry: the division that is named, or the one its point lies in, never deeper than the register's
 * level. A point must lie in the county of the division.
 * @throws input.unknown-division, input.outside naming the field
 */
export function placeEntry(
  house: House,
  r: AnyRegister,
  { divisionId, point }: { divisionId?: number | undefined; point: Point | null },
): EntryPlace {
  const { tree, places } = house.divisions
  if (divisionId !== undefined && !tree.find(divisionId))
    throw fieldProblem('divisionId', label('没有这个区划', 'There is no such division'), 'input.unknown-division')
  const at = point ? places.divisionAt(point.lng, point.lat) : undefined
  const found = divisionId ?? at
  if (found === undefined && !point)
    throw fieldProblem(
      'divisionId',
      label('请选择区划或位置', 'Choose a division or a place'),
      'input.unknown-division',
    )
  if (found === undefined) throw outside(r)
  const placed = placeIn(house, r, found)
  if (point) checkCounty(house, r, placed.county_id, point)
  return placed
}

/** A place inside one county must stay in it: a changed point does not carry an entry away. @throws input.outside */
export function checkCounty(house: House, r: AnyRegister, countyId: number, point: Point): void {
  const at = house.divisions.places.divisionAt(point.lng, point.lat)
  if (at === undefined || house.divisions.tree.get(at).countyId !== countyId) throw outside(r)
}

const outside = (r: AnyRegister) =>
  fieldProblem(
    r.placeField ? `data.${r.placeField}` : 'divisionId',
    label(
      '这个位置不在本县；请核对经度、纬度是否填反，坐标系是否为 WGS84',
      'This place is not in the county; check that longitude and latitude are not exchanged and that it is WGS84',
    ),
    'input.outside',
  )

/** The place in a known division, at the register's level or above. @throws input.unknown-division above the counties */
export function placeIn(house: House, r: AnyRegister, divisionId: number): EntryPlace {
  const deepest = levels.indexOf(r.level)
  const ancestors = house.divisions.tree.ancestors(divisionId).filter((d) => d.level <= deepest)
  const node = ancestors.at(-1)
  if (!node || node.level < county || node.countyId === null)
    throw problem('input.unknown-division', {
      detail: label('条目须落到县或县以下', 'An entry belongs to a county or something below it'),
    })
  const at = (level: number) => ancestors.find((a) => a.level === level)?.id ?? null
  return {
    county_id: node.countyId,
    division_id: node.id,
    path: node.path,
    township_id: at(county + 1),
    village_id: at(county + 2),
    grid_id: at(county + 3),
  }
}
