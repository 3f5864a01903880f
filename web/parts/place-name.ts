// A place in words: the township and what lies below it. The county is on every screen already.

/** Township and village of `[county, township, village]`; the only name when there is one. */
export const placeName = (division: { names: readonly string[]; name: string }): string => {
  const below = division.names.slice(1)
  return below.length === 0 ? division.name : below.map(shortName).join(' ')
}

// 村村委会 and 居委会 name the committee; in a row of places the village is meant.
const shortName = (name: string): string =>
  name.replace(/(村)?村(民)?委(员)?会$/, '村').replace(/居(民)?委(员)?会$/, '社区')
