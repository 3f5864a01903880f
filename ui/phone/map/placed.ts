// A place on the small map, and how it was found.

export interface Placed {
  lng: number
  lat: number
  /** From the phone's own fix; null when tapped. */
  accuracyM: number | null
}
