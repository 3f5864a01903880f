// Makes the demonstration geometry: village cells inside published county outlines, townships as groups of them, grids.
import type { CountyList } from '../../core/divisions/source.ts'
import { checkPolygon } from '../../core/geo/check.ts'
import { areaM2, centroidOf } from '../../core/geo/measure.ts'
import { type Position, partsOf, type Ring } from '../../core/geo/shape.ts'
import { exclaves, gridded, townshipsNear } from '../../demo/places.ts'
import { cut } from './cells.ts'
import { chanceFrom, seedOf } from './chance.ts'
import { joined, matched, sharedBorders, type Tile } from './mosaic.ts'
import { type Cell, nameCells } from './naming.ts'
import { type CountyOutline, readOutlines } from './outlines.ts'
import { group } from './townships.ts'
import { wiggled } from './wiggle.ts'

type County = CountyList['counties'][number]

// A degree of longitude in degrees of latitude, at 27.2° north.
const cos = 0.889
const planar = ([lng, lat]: Position): Position => [lng * cos, lat]
// Cells that meet at a corner only are no neighbours.
const leastBorderM = 150

/** By code of a village, or of a grid where villages have them: its shape. */
export function makeGeometry({ counties }: CountyList): Map<string, Tile['shape']> {
  const outlines = readOutlines(counties)
  const cells = counties.flatMap((county) => cellsOf(county, outlineFor(outlines, county.code)))
  const whole = joined(matched(cells), isSameCounty)
  const borders = sharedBorders(whole)
  const placed = counties.flatMap((county) => placeTownships(county, whole, borders))
  const names = nameCells(
    placed,
    counties.flatMap((county) => county.townships),
    borders,
  )
  const villages = whole.map(({ owner, shape }) => ({ owner: names.get(owner) as string, shape }))
  const tiles = joined(matched(villages.flatMap(gridsOf)), (a, b) => a.slice(0, 12) === b.slice(0, 12))
  const bent = wiggled(tiles, (code) => code.slice(0, 6))
  return new Map(bent.toSorted((a, b) => (a.owner < b.owner ? -1 : 1)).map(({ owner, shape }) => [owner, sound(shape)]))
}

function sound(shape: Tile['shape']): Tile['shape'] {
  const checked = checkPolygon(shape)
  if (!checked.shape) throw new Error(checked.faults.map((fault) => fault.message.en).join('; '))
  return checked.shape
}

const isSameCounty = (a: string, b: string) => a.slice(0, 6) === b.slice(0, 6)

function outlineFor(outlines: CountyOutline[], code: string): CountyOutline {
  const outline = outlines.find((o) => o.code === code)
  if (!outline) throw new Error(`there is no outline for ${code}`)
  return outline
}

const villagesIn = (townships: County['townships']) => townships.reduce((sum, t) => sum + t.villages.length, 0)

/** Owners are `<county>/<part>/<cell>` until they have names. */
function cellsOf({ code, townships }: County, { seat, parts }: CountyOutline): Tile[] {
  return parts.flatMap((rings, part) => {
    const here = townships.filter((t) => (exclaves[t.code] ?? 0) === part)
    return cut(rings, {
      count: villagesIn(here),
      chance: chanceFrom(seedOf(`${code}/${part}`)),
      rounds: 8,
      density: part === 0 ? denserAround(seat, rings) : () => 1,
    }).map((piece) => ({
      owner: `${code}/${part}/${piece.cell}`,
      shape: { type: 'Polygon', coordinates: piece.rings },
    }))
  })
}

/** Villages are smaller around the town: four times as many at its middle, as elsewhere some kilometres out. */
function denserAround(seat: Position, rings: Ring[]): (lng: number, lat: number) => number {
  const radius = Math.sqrt(areaM2({ type: 'Polygon', coordinates: rings })) / 1_000_000
  const [x, y] = planar(seat)
  return (lng, lat) => 1 + 3 * Math.exp(-((lng * cos - x) ** 2 + (lat - y) ** 2) / radius ** 2)
}

function placeTownships({ code, townships }: County, whole: Tile[], borders: Map<string, Map<string, number>>): Cell[] {
  const apart = townships.filter((t) => exclaves[t.code] !== undefined)
  const others = townships.filter((t) => !apart.includes(t))
  const isApart = (tile: Tile) => !tile.owner.startsWith(`${code}/0/`)
  const own = whole.filter((tile) => tile.owner.startsWith(`${code}/`))
  const main = own.filter((tile) => !isApart(tile))
  const numbers = new Map(main.map((tile, i) => [tile.owner, i]))
  const neighbours = main.map((tile) =>
    [...(borders.get(tile.owner) ?? [])].flatMap(([other, metres]) => {
      const n = numbers.get(other)
      return n === undefined || metres < leastBorderM ? [] : [n]
    }),
  )
  const wanted = others.map((t) => {
    const near = townshipsNear[t.code]
    return { near: near && planar(near), cells: t.villages.length }
  })
  const middles = main.map((tile) => planar(centroidOf(tile.shape)))
  const grouped = group({ middles, neighbours }, wanted)
  return [
    ...main.map((tile, i) => ({
      owner: tile.owner,
      middle: centroidOf(tile.shape),
      township: others[grouped[i] as number]?.code as string,
    })),
    ...own.filter(isApart).map((tile) => ({
      owner: tile.owner,
      middle: centroidOf(tile.shape),
      township: apart[0]?.code as string,
    })),
  ]
}

/** The grids of a village, numbered from west to east (domain.md §2.8), or the village itself. */
function gridsOf({ owner, shape }: Tile): Tile[] {
  if (!owner.startsWith(gridded.county)) return [{ owner, shape }]
  const rings = partsOf(shape)[0] as Ring[]
  const pieces = cut(rings, { count: gridded.grids, chance: chanceFrom(seedOf(owner)), rounds: 12 })
  const west = (cell: number) =>
    Math.min(
      ...pieces.filter((p) => p.cell === cell).map((p) => centroidOf({ type: 'Polygon', coordinates: p.rings })[0]),
    )
  const order = Array.from({ length: gridded.grids }, (_, i) => i).sort((a, b) => west(a) - west(b))
  return pieces.map((piece) => ({
    owner: `${owner}${String(order.indexOf(piece.cell) + 1).padStart(3, '0')}`,
    shape: { type: 'Polygon', coordinates: piece.rings },
  }))
}
