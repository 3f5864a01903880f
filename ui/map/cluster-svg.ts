// A group of points as a ring: its parts are the tones, its red heart says that some are late.
import { lateColour } from '../theme/tone.ts'

export interface Part {
  colour: string
  n: number
}

/** The picture of a group of `n` points, `late` of them late. Numbers and colours only: nothing to escape. */
export function clusterSvg(n: number, late: number, parts: readonly Part[]): string {
  const size = n >= 1000 ? 56 : n >= 100 ? 48 : n >= 10 ? 42 : 36
  const centre = size / 2
  const outer = centre - 1
  const inner = outer - 6
  const total = parts.reduce((sum, part) => sum + part.n, 0) || 1
  let from = 0
  const arcs = parts
    .filter((part) => part.n > 0)
    .map((part) => {
      const to = from + part.n / total
      const path = arc(centre, outer, inner, from, to)
      from = to
      return `<path d="${path}" fill="${part.colour}"/>`
    })
    .join('')
  const heart = late > 0 ? ` stroke="${lateColour}" stroke-width="2.5"` : ''
  return (
    `<svg width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${arcs}` +
    `<circle cx="${centre}" cy="${centre}" r="${inner - 0.5}" fill="#fff"${heart}/>` +
    `<text x="${centre}" y="${centre + 4}" text-anchor="middle">${shortNumber(n)}</text></svg>`
  )
}

/** At most four characters: `999`, `1.2k`, `12k`. */
export const shortNumber = (n: number): string =>
  n < 1000 ? String(n) : n < 10_000 ? `${(Math.floor(n / 100) / 10).toString()}k` : `${Math.floor(n / 1000)}k`

function arc(c: number, outer: number, inner: number, from: number, to: number): string {
  // A full circle has no two different ends, so it stops just short.
  const end = to - from >= 1 ? to - 0.0001 : to
  const at = (r: number, turn: number) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2
    return `${(c + r * Math.cos(angle)).toFixed(2)} ${(c + r * Math.sin(angle)).toFixed(2)}`
  }
  const large = end - from > 0.5 ? 1 : 0
  return `M${at(outer, from)}A${outer} ${outer} 0 ${large} 1 ${at(outer, end)}L${at(inner, end)}A${inner} ${inner} 0 ${large} 0 ${at(inner, from)}Z`
}
