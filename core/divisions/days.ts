// Days as whole numbers, four bytes each: a nation of divisions keeps 1.3 million of them in memory.

const dayMs = 86_400_000
/** Later than any day: an end that is open. */
export const never = 2_147_483_647

/** `2026-11-23` as the number of days since 1970. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)

/** The day of a number. */
export const dayText = (n: number): string => new Date(n * dayMs).toISOString().slice(0, 10)
