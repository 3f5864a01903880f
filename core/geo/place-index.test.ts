// The deepest division at a point.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containsPoint } from './contain.ts'
import { placeIndex } from './place-index.ts'
import { squareAt, starAt } from './shapes.fixture.ts'

describe('placeIndex', () => {
  const index = placeIndex([
    { id: 7, level: 3, polygon: squareAt(109, 27, 0.4) },
    { id: 70, level: 4, polygon: squareAt(109, 27, 0.2) },
    { id: 700, level: 5, polygon: squareAt(109, 27, 0.1) },
    { id: 71, level: 4, polygon: squareAt(109.2, 27, 0.2) },
  ])

  it('answers with the deepest', () => {
    expect(index.size).toBe(4)
    expect(index.divisionAt(109.05, 27.05)).toBe(700)
    expect(index.divisionAt(109.15, 27.05)).toBe(70)
    expect(index.divisionAt(109.3, 27.1)).toBe(71)
    expect(index.divisionAt(109.3, 27.3)).toBe(7)
    expect(index.divisionAt(109.5, 27.3)).toBeUndefined()
    expect(placeIndex([]).divisionAt(109, 27)).toBeUndefined()
  })

  it('agrees with asking every polygon', () => {
    const part = fc.double({ min: 0, max: 0.5, noNaN: true })
    const star = fc.tuple(
      part,
      part,
      fc.array(fc.double({ min: 0.01, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 12 }),
      fc.integer({ min: 3, max: 6 }),
    )
    fc.assert(
      fc.property(
        fc.array(star, { maxLength: 30 }),
        fc.array(fc.tuple(part, part), { maxLength: 30 }),
        (stars, points) => {
          const rows = stars.map(([x, y, radii, level], i) => ({
            id: i + 1,
            level,
            polygon: starAt(109 + x, 27 + y, radii),
          }))
          const found = placeIndex(rows)
          for (const [x, y] of points) {
            const covering = rows.filter((row) => containsPoint(row.polygon, 109 + x, 27 + y))
            const deepest = Math.max(...covering.map((row) => row.level))
            const answer = found.divisionAt(109 + x, 27 + y)
            expect(answer === undefined).toBe(covering.length === 0)
            if (answer !== undefined) expect(rows[answer - 1]?.level).toBe(deepest)
          }
        },
      ),
    )
  })
})
