// The small flat map.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planarMap, planarPath } from './planar.ts'

describe('planarMap', () => {
  const map = planarMap([108.8, 27, 109.4, 27.5], 320, 10)

  it('fits the box, with metres as long across as down', () => {
    expect(map.toPixels(108.8, 27.5)).toEqual([10, 10])
    const [x, y] = map.toPixels(109.4, 27)
    expect(x).toBeCloseTo(310)
    expect(y).toBeCloseTo(map.height - 10)
    // 0.6° of longitude at 27.25° north are 59.3 km, 0.5° of latitude 55.6 km.
    expect((x - 10) / (y - 10)).toBeCloseTo(59.31 / 55.6, 2)
  })

  it('takes a tap back to where it was drawn', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 108, max: 110, noNaN: true }),
        fc.double({ min: 26, max: 28, noNaN: true }),
        (lng, lat) => {
          const [backLng, backLat] = map.toDegrees(...map.toPixels(lng, lat))
          expect(backLng).toBeCloseTo(lng, 9)
          expect(backLat).toBeCloseTo(lat, 9)
        },
      ),
    )
  })

  it('draws rings as a path', () => {
    const ring: [number, number][] = [
      [108.8, 27.5],
      [108.8, 27],
      [109.4, 27],
    ]
    expect(planarPath(map, [ring])).toBe(
      `M10.0 10.0L10.0 ${(map.height - 10).toFixed(1)}L310.0 ${(map.height - 10).toFixed(1)}Z`,
    )
  })
})
