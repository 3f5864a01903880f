// Strokes stay within the pad and within what the server takes, whatever the finger does.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostNumbers, mostStrokes, padHeight, padWidth, type Strokes } from '../../contract/paper.ts'
import { drawnStrokes, isDrawn, padPoint, withPoint, withStroke } from './strokes.ts'

const frame = { left: 20, top: 300, width: 340, height: 136 }

test('the corners of the pad are the corners of the frame', () => {
  expect(padPoint(20, 300, frame)).toEqual([0, 0])
  expect(padPoint(360, 436, frame)).toEqual([padWidth, padHeight])
  expect(padPoint(-50, 9000, frame)).toEqual([0, padHeight])
})

test('a dot is no signature, a line is; taps are not sent', () => {
  const dot = withStroke([], [10, 10])
  expect(isDrawn(dot)).toBe(false)
  const line = withPoint(withPoint(dot, [40, 40]), [80, 20])
  expect(isDrawn(line)).toBe(true)
  expect(drawnStrokes([...line, [5, 5]])).toEqual(line)
  expect(withPoint(line, [81, 21])).toBe(line)
})

test('no drawing is more than the server takes', () => {
  const move = fc.record({
    down: fc.boolean(),
    x: fc.integer({ min: -999, max: 999 }),
    y: fc.integer({ min: -999, max: 999 }),
  })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 2000 }), (moves) => {
      const drawn = moves.reduce<Strokes>((strokes, { down, x, y }) => {
        const at = padPoint(x, y, frame)
        return down ? withStroke(strokes, at) : withPoint(strokes, at)
      }, [])
      expect(drawn.length).toBeLessThanOrEqual(mostStrokes)
      for (const stroke of drawn) {
        expect(stroke.length).toBeLessThanOrEqual(mostNumbers)
        expect(stroke.every((n) => Number.isInteger(n) && n >= 0 && n <= padWidth)).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})
