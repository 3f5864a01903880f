// How alike two short texts are, for proposing (never deciding) that two reports are one.
import { searchWords } from './words.ts'

/** Dice coefficient of the two texts' words (character pairs in Chinese): 0 nothing shared, 1 the same words. */
export function likeness(a: string, b: string): number {
  const [x, y] = [new Set(searchWords(a)), new Set(searchWords(b))]
  if (x.size === 0 || y.size === 0) return 0
  let shared = 0
  for (const word of x) if (y.has(word)) shared++
  return (2 * shared) / (x.size + y.size)
}
