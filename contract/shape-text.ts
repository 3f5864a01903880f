// Shapes as people can type and paste them: `109.17 27.35; 109.18 27.35; …`, longitude first. Anything richer is GeoJSON.
import { type Label, label } from './label.ts'

type Position = [number, number]
export type TypedShape =
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
  | { type: 'LineString'; coordinates: Position[] }

const positionText = ([lng, lat]: Position): string => `${lng} ${lat}`

/** A shape as one line: positions with `;` between them, or GeoJSON when it has holes or parts. A ring is not closed. */
export function shapeText(shape: TypedShape): string {
  if (shape.type === 'LineString') return shape.coordinates.map(positionText).join('; ')
  const [ring, ...holes] = shape.type === 'Polygon' ? shape.coordinates : []
  if (!ring || holes.length > 0) return JSON.stringify(shape)
  return ring.slice(0, -1).map(positionText).join('; ')
}

const unread = label(
  '应为“经度 纬度; 经度 纬度; …”，例如 109.17 27.35; 109.18 27.35; 109.18 27.36',
  'It must look like 109.17 27.35; 109.18 27.35; 109.18 27.36: longitude, latitude, and a semicolon between',
)

/** The shape a text means, or why it means none. Whether it is sound is for the server to say. */
export function readShapeText(
  typed: string,
  widget: 'boundary' | 'line',
): { shape: TypedShape; fault: null } | { shape: null; fault: Label } {
  const text = typed.normalize('NFKC').trim()
  if (text.startsWith('{')) return readGeoJson(text)
  const positions = text
    .split(/[;\n]+/)
    .filter((part) => part.trim() !== '')
    .map((part) =>
      part
        .trim()
        .split(/[\s,]+/)
        .map(Number),
    )
  const isSound = positions.every((each) => each.length === 2 && each.every(Number.isFinite))
  if (!isSound || positions.length < (widget === 'line' ? 2 : 3)) return { shape: null, fault: unread }
  const line = positions as Position[]
  if (widget === 'line') return { shape: { type: 'LineString', coordinates: line }, fault: null }
  const [first, last] = [line[0] as Position, line.at(-1) as Position]
  const isClosed = first[0] === last[0] && first[1] === last[1]
  return { shape: { type: 'Polygon', coordinates: [isClosed ? line : [...line, first]] }, fault: null }
}

function readGeoJson(text: string): ReturnType<typeof readShapeText> {
  try {
    const { type, coordinates } = JSON.parse(text) as TypedShape
    return { shape: { type, coordinates } as TypedShape, fault: null }
  } catch {
    return { shape: null, fault: unread }
  }
}
