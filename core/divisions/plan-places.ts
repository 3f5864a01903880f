// The divisions an import knows while it is planned: those kept, and those its own rows add.
import { type Label, label } from '../../contract/label.ts'
import { type FormerNames, formerNames } from './former-names.ts'
import { lengthsOfCodes } from './names.ts'
import type { Ground, Kept } from './plan.ts'
import type { SourceRow } from './source.ts'

export interface Places {
  /** By code, those that have not ended. */
  open: Map<string, Kept>
  /** By code, those that ended last. */
  ended: Map<string, Kept>
  byId: Map<number, Kept>
  former: FormerNames
  polygons: Ground['polygons']
  /** Codes of rows already planned. */
  seen: Map<string, { line: number; isRefused: boolean }>
  nextId(): number
}

/** What is known before the first row. */
export function placesOf(ground: Ground): Places {
  const byEnd = ground.kept
    .filter((k) => k.validTo !== null)
    .sort((a, b) => ((a.validTo ?? '') < (b.validTo ?? '') ? -1 : 1))
  let lastId = ground.kept.reduce((most, k) => Math.max(most, k.id), 0)
  return {
    open: new Map(ground.kept.filter((k) => k.validTo === null).map((k) => [k.code, k])),
    ended: new Map(byEnd.map((k) => [k.code, k])),
    byId: new Map(ground.kept.map((k) => [k.id, k])),
    former: formerNames(ground.aliases),
    polygons: ground.polygons,
    seen: new Map(),
    nextId: () => ++lastId,
  }
}

/** Since when a division bears its present code and name. */
export const sinceWhen = (kept: Kept, { former }: Places): string => former.lastEnd(kept.id) ?? kept.validFrom

/** The code a row's parent has: said, or the longest beginning of its own code that is a division. */
export function parentCodeOf(
  { code, level, parentCode }: SourceRow,
  isKnown: (code: string) => boolean,
): string | null {
  if (parentCode !== null || level === 0) return parentCode
  const lengths = lengthsOfCodes.filter((length) => length > 0 && length < code.length)
  return lengths.map((length) => code.slice(0, length)).findLast(isKnown) ?? null
}

/** The parent of a row, null at the top, or why it has none. */
export function parentOf(row: SourceRow, { open, ended, seen }: Places): Kept | null | Label {
  const code = parentCodeOf(row, (c) => open.has(c) || seen.has(c))
  if (code === null && row.level === 0) return null
  const parent =
    code === null ? nationIn(open, row.level) : (open.get(code) ?? (row.validTo ? ended.get(code) : undefined))
  if (parent?.level === row.level - 1) return parent
  if (parent)
    return label(
      `级别 ${row.level} 不能在级别 ${parent.level} 的${parent.name}之下`,
      `Level ${row.level} cannot be below ${parent.name}, which is of level ${parent.level}`,
    )
  const refused = code === null ? undefined : seen.get(code)
  if (refused)
    return label(`上级 ${code}(第 ${refused.line} 行)未被接受`, `Its parent ${code} (line ${refused.line}) was refused`)
  return code === null
    ? label('找不到可归属的上级区划', 'There is no division that it could be below')
    : label(`没有上级区划 ${code}`, `There is no parent ${code}`)
}

function nationIn(open: Map<string, Kept>, level: number): Kept | undefined {
  if (level !== 1) return undefined
  for (const kept of open.values()) if (kept.level === 0) return kept
  return undefined
}
