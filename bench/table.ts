// What a bench prints: one row a promise, with what was measured beside what was promised.

export interface Result {
  promise: string
  measured: string
  wanted: string
  holds: boolean
}

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
}

/** A Markdown table of results. */
export const tableOf = (results: readonly Result[]): string =>
  [
    '| promise | measured | wanted | holds |',
    '|---|---|---|---|',
    ...results.map((r) => `| ${r.promise} | ${r.measured} | ${r.wanted} | ${r.holds ? 'yes' : '**no**'} |`),
  ].join('\n')
