// Cuts a polygon into as many cells as it has parts: points spread evenly over it (Lloyd), their Voronoi cells clipped.
import { Delaunay } from 'd3-delaunay'
import polygonClipping from 'polygon-clipping'
import { outlineOf } from '../../core/geo/outline.ts'
import { boundsOfPositions, type Position, type Ring, type Shape } from '../../core/geo/shape.ts'
import type { Chance } from './chance.ts'

/** A piece of a cell. Where the border of the whole is ragged, a cell may come in several pieces. */
export interface Piece {
  cell: number
  rings: Ring[]
}

export interface CutNotes {
  count: number
  chance: Chance
  /** How often points are wanted at a place, relative to others: 1 everywhere when left out. */
  density?: (lng: number, lat: number) => number
  /** More make the cells rounder and more alike. */
  rounds: number
}

const samplesPerCell = 160
const mostDensity = 6

/** Cuts a polygon. The same notes cut the same cells. */
export function cut(rings: Ring[], notes: CutNotes): Piece[] {
  const [west, south, east, north] = boundsOfPositions(rings[0] ?? [])
  // On a plane where a step east is as long as a step north.
  const cos = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const samples = samplesIn(rings, notes)
  let sites = samples.slice(0, notes.count)
  const delaunayOf = (points: Position[]) => new Delaunay(Float64Array.from(points.flatMap(([x, y]) => [x * cos, y])))
  for (let round = 0; round < notes.rounds; round++) sites = centred(sites, samples, delaunayOf(sites), cos)
  const margin = 1
  const voronoi = delaunayOf(sites).voronoi([
    (west - margin) * cos,
    south - margin,
    (east + margin) * cos,
    north + margin,
  ])
  const outline = outlineOf({ type: 'Polygon', coordinates: rings })
  return sites.flatMap((site, cell) => {
    const ring = voronoi.cellPolygon(cell).map(([x, y]): Position => [x / cos, y])
    // Most cells are far from the border; clipping is slow.
    const isInside = outline.edgesIn(...boundsOfPositions(ring)).length === 0 && outline.contains(...site)
    const pieces = isInside ? [[ring]] : polygonClipping.intersection([ring], rings)
    return pieces.map((piece) => ({ cell, rings: piece }))
  })
}

/** Points inside, as dense as wanted. */
function samplesIn(rings: Ring[], { count, chance, density = () => 1 }: CutNotes): Position[] {
  const shape: Shape = { type: 'Polygon', coordinates: rings }
  const outline = outlineOf(shape)
  const [west, south, east, north] = outline.bounds
  const samples: Position[] = []
  while (samples.length < count * samplesPerCell) {
    const [lng, lat] = [west + chance() * (east - west), south + chance() * (north - south)]
    if (chance() * mostDensity < density(lng, lat) && outline.contains(lng, lat)) samples.push([lng, lat])
  }
  return samples
}

/** Each site moved to the middle of the samples nearest to it. */
function centred(sites: Position[], samples: Position[], delaunay: Delaunay<Position>, cos: number): Position[] {
  const sums = sites.map(() => ({ lng: 0, lat: 0, count: 0 }))
  let last = 0
  for (const [lng, lat] of samples) {
    last = delaunay.find(lng * cos, lat, last)
    const sum = sums[last]
    if (!sum) continue
    sum.lng += lng
    sum.lat += lat
    sum.count++
  }
  return sums.map(({ lng, lat, count }, i) => (count > 0 ? [lng / count, lat / count] : (sites[i] as Position)))
}
