// A small flat map: longitude and latitude to pixels and back, for outlines drawn as SVG without a map library.

export interface Planar {
  width: number
  height: number
  /** Pixels from the left and the top. */
  toPixels(lng: number, lat: number): [x: number, y: number]
  /** Where a tap landed. */
  toDegrees(x: number, y: number): [lng: number, lat: number]
}

/**
 * Fits a box of degrees (west, south, east, north) into a width in pixels, with metres equally long both ways at its
 * middle latitude: true to 1 % for a county. The height follows.
 */
export function planarMap(bounds: readonly [number, number, number, number], width: number, padding = 0): Planar {
  const [west, south, east, north] = bounds
  const cos = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * padding) / Math.max(1e-9, (east - west) * cos)
  return {
    width,
    height: Math.max(1, (north - south) * scale + 2 * padding),
    toPixels: (lng, lat) => [padding + (lng - west) * cos * scale, padding + (north - lat) * scale],
    toDegrees: (x, y) => [west + (x - padding) / (cos * scale), north - (y - padding) / scale],
  }
}

/** The `d` of an SVG path for rings of positions; fill it with `fill-rule="evenodd"` to show holes. */
export const planarPath = (map: Planar, rings: readonly (readonly (readonly [number, number])[])[]): string =>
  rings
    .map((ring) => {
      const points = ring.map(([lng, lat]) =>
        map
          .toPixels(lng, lat)
          .map((n) => n.toFixed(1))
          .join(' '),
      )
      return `M${points.join('L')}Z`
    })
    .join('')
