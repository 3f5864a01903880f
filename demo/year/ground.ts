// The ground of a county: its villages, how much happens in each, and points inside them, some places more than others.
import { levels } from '../../contract/posts.ts'
import type { House } from '../../core/context.ts'
import type { Division } from '../../core/divisions/tree.ts'
import { boundsOf, type Shape } from '../../core/geo/shape.ts'
import type { DemoCounty } from '../counties.ts'
import type { Chance } from '../random.ts'

export interface Point {
  lng: number
  lat: number
}

export interface Village {
  division: Division
  /** How much happens here, against the other villages of the county. */
  weight: number
  /** Streets, markets and stairwells rather than fields and paths. */
  isTown: boolean
  /** A point inside it. */
  draw(chance: Chance): Point
  /** A point inside it, at most so many metres from another. */
  near(chance: Chance, point: Point, metres: number): Point
}

const villageLevel = levels.indexOf('village')
const degreeM = 111_320
const hotSpots = 4
const hotShare = 0.65
const hotRadiusM = 220
const mostTries = 400

/** The villages of a county. `shapes` holds their polygons by id; one without a polygon is not used. */
export function villagesOf(
  house: Pick<House, 'divisions'>,
  county: DemoCounty,
  shapes: ReadonlyMap<number, Shape>,
  chance: Chance,
): Village[] {
  const { tree } = house.divisions
  const node = tree.findByCode(county.code)
  if (!node) return []
  return tree.below(node.id).flatMap((division) => {
    const shape = shapes.get(division.id)
    if (division.level !== villageLevel || !shape) return []
    const isSeat = division.code.startsWith(county.seat)
    const isTown = isSeat && /(社区|居委会)$/.test(division.name)
    const weight = (isTown ? 9 : isSeat ? 2.2 : /居委会$/.test(division.name) ? 2.5 : 1) * (0.6 + chance.next() * 0.9)
    return [{ division, weight, isTown, ...pointsIn(house, division, shape, chance) }]
  })
}

function pointsIn(house: Pick<House, 'divisions'>, division: Division, shape: Shape, chance: Chance) {
  const [west, south, east, north] = boundsOf(shape)
  const { tree, places } = house.divisions
  const isHere = (lng: number, lat: number) => {
    const found = places.divisionAt(lng, lat)
    return found !== undefined && tree.isWithin(found, division.id)
  }
  const anywhere = (stream: Chance): Point => {
    for (let i = 0; i < mostTries; i++) {
      const [lng, lat] = [west + stream.next() * (east - west), south + stream.next() * (north - south)]
      if (isHere(lng, lat)) return rounded(lng, lat)
    }
    throw new Error(`no point found inside ${division.name}`)
  }
  const near = (stream: Chance, point: Point, metres: number): Point => {
    for (let i = 0; i < mostTries; i++) {
      const [angle, far] = [stream.next() * 2 * Math.PI, Math.sqrt(stream.next()) * metres]
      const lat = point.lat + (Math.sin(angle) * far) / degreeM
      const lng = point.lng + (Math.cos(angle) * far) / (degreeM * Math.cos((point.lat * Math.PI) / 180))
      if (isHere(lng, lat)) return rounded(lng, lat)
    }
    return point
  }
  const hot = Array.from({ length: hotSpots }, () => anywhere(chance))
  const draw = (stream: Chance) =>
    stream.isHit(hotShare) ? near(stream, stream.pick(hot), hotRadiusM) : anywhere(stream)
  return { draw, near }
}

// Six decimals are a hand's breadth; a finger on a map is no better.
const rounded = (lng: number, lat: number): Point => ({
  lng: Math.round(lng * 1e6) / 1e6,
  lat: Math.round(lat * 1e6) / 1e6,
})
