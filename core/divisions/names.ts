// How divisions are named and numbered (domain.md §2.8).

/** By level: how long a statistical code is, down to the grid (village + 3 digits) and micro-grid (+ 2). 0 is the nation. */
export const lengthsOfCodes = [0, 2, 4, 6, 9, 12, 15, 17]

const committee = /(村民|居民|村|居)?委(员)?会?$/
const isPlace = /(村|社区|嘎查|居)$/

/**
 * The place of a committee: the statistical list names villages by their committees (街上村村委会), people by
 * themselves (街上村). A residents' committee without a community of its own name stays one (波洲居委会).
 */
export function placeName(listed: string): string {
  const match = committee.exec(listed)
  if (!match || match.index === 0) return listed
  const place = listed.slice(0, match.index)
  if (isPlace.test(place)) return place
  if (match[1] === undefined) return listed
  return match[1].startsWith('村') ? `${place}村` : `${place}居委会`
}
