// Resolves where a matter is, once, when it is written: point or division to the ancestors that lists filter by.

import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { levels } from '../../contract/posts.ts'
import type { House } from '../context.ts'
import { cellOf } from '../geo/cells.ts'
import type { Placing } from './step.ts'

const county = levels.indexOf('county')

/**
 * The placing of a point, of a division, or of both (the point decides, unless it lies outside every division).
 * @throws input.outside, naming the field of the point, when it lies in no county we serve; input.unknown-division for an unknown id.
 */
export function placingOf(
  house: House,
  place: { divisionId?: number | undefined; point?: { lng: number; lat: number } | undefined },
  pointField = 'place',
): Placing {
  const { tree, places } = house.divisions
  const point = place.point
  if (place.divisionId !== undefined && tree.find(place.divisionId) === undefined)
    throw fieldProblem('divisionId', label('没有这个区划', 'There is no such division'), 'input.unknown-division')
  const found = point ? places.divisionAt(point.lng, point.lat) : place.divisionId
  if (found === undefined && point)
    throw fieldProblem(
      `data.${pointField}`,
      label(
        '这个位置不在辖区内，可以只选村再用文字说明',
        'This place is outside the area; choose the village and describe it instead',
      ),
      'input.outside',
    )
  if (found === undefined)
    throw fieldProblem('divisionId', label('请选择位置或村', 'Choose a place or a village'), 'input.unknown-division')
  return placingIn(house, found, point)
}

/** The placing in a known division. */
export function placingIn(house: House, divisionId: number, point?: { lng: number; lat: number }): Placing {
  const node = house.divisions.tree.get(divisionId)
  if (node.level < county || node.countyId === null)
    throw problem('input.unknown-division', {
      detail: label('事项须落到县或县以下', 'A matter belongs to a county or something below it'),
    })
  const ancestors = house.divisions.tree.ancestors(divisionId)
  const at = (level: number) => ancestors.find((a) => a.level === level)?.id ?? null
  return {
    countyId: node.countyId,
    divisionId,
    path: node.path,
    townshipId: at(county + 1),
    villageId: at(county + 2),
    gridId: at(county + 3),
    point: point ? { lng: point.lng, lat: point.lat, cell: cellOf(point.lng, point.lat) } : null,
  }
}
