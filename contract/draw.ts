// The draw of surprise checks: bound beforehand by a hash, revealed afterwards, computed again by anybody.

const encoder = new TextEncoder()

/** SHA-256 of a text in UTF-8, as lower-case hex. The browser's own, on every machine the same. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const inOrder = (ids: readonly string[]): string[] => [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

/**
 * What is told before the draw: SHA-256 of the seed and of every id that takes part, in order, one a line. It binds both:
 * neither another seed nor another list can be put in its place.
 */
export const commitmentOf = (seed: string, ids: readonly string[]): Promise<string> =>
  sha256([seed, ...inOrder(ids)].join('\n'))

/** The ids drawn: those with the smallest SHA-256 of `seed|id`, so many. In the order of the draw. */
export async function drawn(seed: string, ids: readonly string[], count: number): Promise<string[]> {
  const lots = await Promise.all(
    inOrder(new Set(ids).values().toArray()).map(async (id) => [await sha256(`${seed}|${id}`), id]),
  )
  return lots
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
    .slice(0, Math.max(0, count))
    .map(([, id = '']) => id)
}

/** A draw as it is told afterwards. */
export interface ToldDraw {
  commitment: string
  seed: string
  ids: readonly string[]
  count: number
  drawn: readonly string[]
}

/** What does not fit in a draw: the commitment (another seed or list), the drawn ones; or null when all fits. */
export async function whyUnsound(draw: ToldDraw): Promise<'commitment' | 'drawn' | null> {
  if ((await commitmentOf(draw.seed, draw.ids)) !== draw.commitment) return 'commitment'
  const again = await drawn(draw.seed, draw.ids, draw.count)
  return again.length === draw.drawn.length && again.every((id, i) => id === draw.drawn[i]) ? null : 'drawn'
}
