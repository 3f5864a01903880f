// Strokes of a signature as they are drawn: whole numbers in a fixed frame, thinned, never more than the server takes.
import { mostNumbers, mostStrokes, padHeight, padWidth, type Strokes } from '../../contract/paper.ts'

export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)))

/** A point of the screen in the frame of the pad. */
export const padPoint = (x: number, y: number, frame: Frame): [number, number] => [
  within(((x - frame.left) / frame.width) * padWidth, padWidth),
  within(((y - frame.top) / frame.height) * padHeight, padHeight),
]

// Nearer points than this add weight and no shape.
const nearest = 3

/** The strokes with one more point on the last of them; a point too near the one before, or too many, changes nothing. */
export function withPoint(strokes: Strokes, [x, y]: readonly [number, number]): Strokes {
  const last = strokes.at(-1)
  if (!last || last.length + 2 > mostNumbers) return strokes
  const [beforeX = -nearest, beforeY = -nearest] = last.slice(-2)
  if (Math.hypot(x - beforeX, y - beforeY) < nearest && last.length > 0) return strokes
  return [...strokes.slice(0, -1), [...last, x, y]]
}

/** The strokes with a new one begun. */
export const withStroke = (strokes: Strokes, point: readonly [number, number]): Strokes =>
  strokes.length >= mostStrokes ? strokes : [...strokes, [...point]]

/** What is worth sending: strokes of more than a tap. */
export const drawnStrokes = (strokes: Strokes): Strokes => strokes.filter((stroke) => stroke.length >= 4)

/** Whether somebody drew more than a dot. */
export const isDrawn = (strokes: Strokes): boolean => strokes.some((stroke) => stroke.length >= 6)
