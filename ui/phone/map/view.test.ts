// Panning and zooming keep what is under the finger under the finger, and the map on the screen.
import { expect, test } from 'vitest'
import { fitView, following, heldInside, panBy, type Spot, scaleBar, toScreen, toWorld, zoomAbout } from './view.ts'

const box = { west: 0, north: 0, east: 1000, south: 600 }
const size = { width: 360, height: 300 }
const whole = fitView(box, size)

const near = (a: Spot, b: Spot) => {
  expect(a[0]).toBeCloseTo(b[0], 6)
  expect(a[1]).toBeCloseTo(b[1], 6)
}

test('a fitted box lies in the middle, inside the margin', () => {
  near(toScreen(whole, [500, 300]), [180, 150])
  expect(toScreen(whole, [0, 0])[0]).toBeCloseTo(16, 6)
})

test('screen and world are each other back', () => {
  near(toScreen(whole, toWorld(whole, [37, 211])), [37, 211])
})

test('zooming keeps the spot under the finger', () => {
  const finger: Spot = [90, 200]
  near(toWorld(zoomAbout(whole, 3, finger, whole), finger), toWorld(whole, finger))
})

test('zooming ends at both ends', () => {
  expect(zoomAbout(whole, 1e9, [0, 0], whole).scale).toBeCloseTo(whole.scale * 250, 6)
  expect(zoomAbout(whole, 1e-9, [0, 0], whole).scale).toBeCloseTo(whole.scale * 0.8, 6)
})

test('panning moves the world under the finger, but never out of sight', () => {
  near(toScreen(panBy(whole, 10, -5), [500, 300]), [190, 145])
  const lost = heldInside(panBy(whole, 1e6, 1e6), box, size)
  near(toWorld(lost, [180, 150]), [0, 0])
})

test('a pin moved over the edge is followed, one in the middle is not', () => {
  expect(following(whole, [500, 300], size)).toEqual(whole)
  const [x] = toScreen(following(whole, [1500, 300], size), [1500, 300])
  expect(x).toBeCloseTo(size.width - 32, 6)
})

test.each([
  [10, 90, 500],
  [0.7, 90, 50],
  [168, 90, 10_000],
])('at %d m per pixel a bar of at most %d px is %d m long', (metresPerPx, most, metres) => {
  const bar = scaleBar(metresPerPx, most)
  expect(bar.metres).toBe(metres)
  expect(bar.px).toBeLessThanOrEqual(most)
})
