// H3 cells: counting and searching points without comparing coordinates.
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js'

// Resolution 9: hexagons of about 0.1 km², some 200 m from centre to corner, fine enough to search 300 m around a point.
const resolution = 9
// Distance between the centres of neighbouring cells at that resolution, at its smallest.
const ringM = 300

/** The H3 cell of resolution 9 that a WGS84 point lies in. */
export const cellOf = (lng: number, lat: number): string => latLngToCell(lat, lng, resolution)

/** The cells that may hold points within `metres` of a point: whole rings of hexagons, one more than the distance needs. */
export const cellsAround = (lng: number, lat: number, metres: number): string[] =>
  gridDisk(cellOf(lng, lat), Math.ceil(metres / ringM) + 1)

/** The centre of a cell: as near as the public is told where a sensitive matter lies. */
export function centreOfCell(cell: string): { lng: number; lat: number } {
  const [lat, lng] = cellToLatLng(cell)
  return { lng: Number(lng.toFixed(5)), lat: Number(lat.toFixed(5)) }
}
