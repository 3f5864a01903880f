// What divisions were called before, and which codes they bore: codes are renumbered, villages are renamed.

/** A row of `division_aliases`: the code and name from a day until before another. */
export interface DivisionAlias {
  divisionId: number
  code: string
  name: string
  validFrom: string
  validTo: string
}

export interface FormerNames {
  /** Code and name on a day, if other than today's. */
  on(id: number, day: string): DivisionAlias | undefined
  /** Who bore a code on a day, or last of all when no day is given. */
  bearerOf(code: string, day?: string): number | undefined
  /** Since when a division bears its present code and name, if it bore others before. */
  lastEnd(id: number): string | undefined
}

/** Looks former names up by division and by code. */
export function formerNames(aliases: readonly DivisionAlias[]): FormerNames {
  const sorted = aliases.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const byCode = Map.groupBy(sorted, (alias) => alias.code)
  const byDivision = Map.groupBy(sorted, (alias) => alias.divisionId)
  const isOn = (alias: DivisionAlias, day: string) => alias.validFrom <= day && day < alias.validTo
  return {
    on: (id, day) => byDivision.get(id)?.find((alias) => isOn(alias, day)),
    bearerOf: (code, day) => byCode.get(code)?.findLast((alias) => day === undefined || isOn(alias, day))?.divisionId,
    lastEnd: (id) => byDivision.get(id)?.at(-1)?.validTo,
  }
}
