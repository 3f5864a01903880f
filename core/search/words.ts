// Turns text into words that PostgreSQL can index as they are: Chinese as overlapping pairs, so that any two characters in
// a row are found, whatever a dictionary thinks of them. No parser of the database takes part, on neither side.

// Longer texts are searchable by their beginning; a tsvector holds at most 16,383 positions.
const maxWords = 8000

const runs = /[\p{Script=Han}]+|[\p{Letter}\p{Number}]+/gu

/** Words of a text: `路灯坏了 pole7` gives `路灯 灯坏 坏了 pole7`. A lone character stands for itself. */
export function searchWords(text: string): string[] {
  const words: string[] = []
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (words.length >= maxWords) break
    words.push(...wordsOfRun(run))
  }
  return words.slice(0, maxWords)
}

/**
 * What is written into a column of type tsvector: words of open text with weight A, then those of personal text with B.
 * Words are letters and digits only, so quoting them is enough.
 */
export function searchVector(open: string, personal: string): string {
  const first = searchWords(open)
  const parts = first.map((word, i) => `'${word}':${i + 1}A`)
  for (const word of searchWords(personal)) parts.push(`'${word}':${parts.length + 1}B`)
  return parts.join(' ')
}

function wordsOfRun(run: string): string[] {
  if (!/\p{Script=Han}/u.test(run)) return [run.slice(0, 60)]
  const chars = [...run]
  if (chars.length === 1) return chars
  return chars.slice(1).map((c, i) => `${chars[i]}${c}`)
}

/**
 * A value of type tsquery: every run of the input must occur, pairs of one run next to each other.
 * `weights` is `A` for open text only, `AB` to include personal text. Null when the input has no word.
 */
export function searchQuery(input: string, weights: 'A' | 'AB'): string | null {
  const parts: string[] = []
  for (const [run] of input.normalize('NFKC').toLowerCase().slice(0, 200).matchAll(runs)) {
    const words = wordsOfRun(run)
    const isLone = words.length === 1 && [...run].length === 1
    const isLatin = !/\p{Script=Han}/u.test(run)
    // The end of a Latin word or number may still be missing while somebody types; a lone character begins a pair.
    const last = (word: string) => (isLone || isLatin ? `'${word}':*${weights}` : `'${word}':${weights}`)
    parts.push(words.map(last).join(' <-> '))
  }
  return parts.length > 0 ? parts.join(' & ') : null
}
