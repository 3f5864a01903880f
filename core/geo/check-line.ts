// Checks a line at the door: numbers, ranges, and two different positions at least.
import { type Label, label } from '../../contract/label.ts'
import type { Position } from './shape.ts'

export interface Line {
  type: 'LineString'
  coordinates: Position[]
}

const steps = 1e7
const mostPositions = 20_000

/** The line as it may be kept, rounded to a centimetre and without heights, or why not. */
export function checkLine(input: unknown): { line: Line; fault: null } | { line: null; fault: Label } {
  const { type, coordinates } = (typeof input === 'object' && input !== null ? input : {}) as Partial<Line>
  const wrong = (zh: string, en: string) => ({ line: null, fault: label(zh, en) })
  if (type !== 'LineString' || !Array.isArray(coordinates))
    return wrong('不是 GeoJSON 线（LineString）', 'This is not a GeoJSON LineString')
  if (coordinates.length > mostPositions)
    return wrong(`超过 ${mostPositions} 个点`, `It has more than ${mostPositions} positions`)
  const positions: Position[] = []
  for (const [i, position] of coordinates.entries()) {
    const [lng, lat] = Array.isArray(position) ? position : []
    if (typeof lng !== 'number' || typeof lat !== 'number' || !Number.isFinite(lng) || !Number.isFinite(lat))
      return wrong(`第 ${i + 1} 个点不是一对数字`, `Position ${i + 1} is not a pair of numbers`)
    if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
      return wrong(
        `第 ${i + 1} 个点（${lng}, ${lat}）超出经纬度范围；经度在前，纬度在后`,
        `Position ${i + 1} (${lng}, ${lat}) is out of range; longitude comes first`,
      )
    const next: Position = [Math.round(lng * steps) / steps, Math.round(lat * steps) / steps]
    const last = positions.at(-1)
    if (!last || last[0] !== next[0] || last[1] !== next[1]) positions.push(next)
  }
  if (positions.length < 2) return wrong('线至少要有两个不同的点', 'A line has at least two different positions')
  return { line: { type: 'LineString', coordinates: positions }, fault: null }
}
