// Shapes as short text: whole steps of a hundred-thousandth of a degree, each position told by its distance to the last.
import { type Position, partsOf, type Ring, type Shape, shapeOf } from '../core/geo/shape.ts'

const steps = 1e5

/** `10879102 2708496 12 -4 …`; rings are parted by `;` and polygons by `|`. */
export const shapeText = (shape: Shape): string =>
  partsOf(shape)
    .map((rings) => rings.map(ringText).join(';'))
    .join('|')

/** The shape of a text. */
export const shapeFromText = (text: string): Shape =>
  shapeOf(text.split('|').map((rings) => rings.split(';').map(ringFromText)))

function ringText(ring: Ring): string {
  let last = [0, 0] as Position
  const numbers = ring.slice(0, -1).flatMap((at) => {
    const whole = at.map((degrees) => Math.round(degrees * steps)) as Position
    const [dx, dy] = [whole[0] - last[0], whole[1] - last[1]]
    last = whole
    return [dx, dy]
  })
  return numbers.join(' ')
}

function ringFromText(text: string): Ring {
  const numbers = text.split(' ').map(Number)
  const ring: Ring = []
  let [x, y] = [0, 0]
  for (let i = 0; i < numbers.length; i += 2) {
    x += numbers[i] as number
    y += numbers[i + 1] as number
    ring.push([x / steps, y / steps])
  }
  return [...ring, ring[0] as Position]
}
