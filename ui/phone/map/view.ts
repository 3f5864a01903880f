// The window onto the map: which part of it is on the screen, and how large. World units in, pixels out.

export interface View {
  /** World coordinates of the top left corner. */
  x: number
  y: number
  /** Pixels per world unit. */
  scale: number
}

export interface Size {
  width: number
  height: number
}

export interface Box {
  west: number
  north: number
  east: number
  south: number
}

export type Spot = readonly [x: number, y: number]

/** How far one may zoom in, as a multiple of the scale that shows everything: about a metre per pixel for a county. */
const deepest = 250

/** Shows a box of world units in the middle, with a margin in pixels. */
export function fitView(box: Box, size: Size, margin = 16): View {
  const wide = Math.max(1e-6, box.east - box.west)
  const high = Math.max(1e-6, box.south - box.north)
  const scale = Math.min(Math.max(1, size.width - 2 * margin) / wide, Math.max(1, size.height - 2 * margin) / high)
  return {
    x: (box.west + box.east) / 2 - size.width / 2 / scale,
    y: (box.north + box.south) / 2 - size.height / 2 / scale,
    scale,
  }
}

export const toScreen = (view: View, [x, y]: Spot): Spot => [(x - view.x) * view.scale, (y - view.y) * view.scale]

export const toWorld = (view: View, [px, py]: Spot): Spot => [view.x + px / view.scale, view.y + py / view.scale]

/** Moves the map under the finger by pixels. */
export const panBy = (view: View, dx: number, dy: number): View => ({
  ...view,
  x: view.x - dx / view.scale,
  y: view.y - dy / view.scale,
})

/** Zooms so that what is under a pixel stays under it. */
export function zoomAbout(view: View, factor: number, [px, py]: Spot, whole: View): View {
  const scale = Math.min(whole.scale * deepest, Math.max(whole.scale * 0.8, view.scale * factor))
  return { x: view.x + px / view.scale - px / scale, y: view.y + py / view.scale - py / scale, scale }
}

/** Keeps the middle of the window inside the box, so that the map cannot be lost. */
export function heldInside(view: View, box: Box, size: Size): View {
  const halfWide = size.width / 2 / view.scale
  const halfHigh = size.height / 2 / view.scale
  const within = (n: number, low: number, high: number) => Math.min(high, Math.max(low, n))
  return {
    ...view,
    x: within(view.x + halfWide, box.west, box.east) - halfWide,
    y: within(view.y + halfHigh, box.north, box.south) - halfHigh,
  }
}

/** Brings a world spot into the window when it lies outside or at its edge. */
export function following(view: View, spot: Spot, size: Size, margin = 32): View {
  const [px, py] = toScreen(view, spot)
  const off = (n: number, most: number) => (n < margin ? margin - n : n > most - margin ? most - margin - n : 0)
  return panBy(view, off(px, size.width), off(py, size.height))
}

/** A round length in metres for a scale bar of at most `mostPx`, and its width. */
export function scaleBar(metresPerPx: number, mostPx: number): { metres: number; px: number } {
  const most = metresPerPx * mostPx
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power
  return { metres, px: metres / metresPerPx }
}
