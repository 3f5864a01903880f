// Decides what an import does, row by row: what is new, what was renamed or renumbered, what is refused and why.
import { type Label, label } from '../../contract/label.ts'
import type { Shape } from '../geo/shape.ts'
import { type Ground, type Kept, type NewDivision, type Plan, unknownStart } from './plan.ts'
import { type Places, parentOf, placesOf, sinceWhen } from './plan-places.ts'
import { type ShapeCheck, shapeCheck } from './plan-shapes.ts'
import { whyNotRow } from './row-form.ts'
import type { SourceRow } from './source.ts'

/** Plans an import. Nothing is written; rows come in any order, and a refused row refuses those below it. */
export function planImport(rows: readonly SourceRow[], ground: Ground): Plan {
  const plan: Plan = { added: [], renamed: [], aliases: [], closed: [], drawn: [], rejections: [], unchanged: 0 }
  const places = placesOf(ground)
  const work = { plan, places, ground, shapes: shapeCheck(ground) }
  const sound = rows.filter((row) => {
    const reason = whyNotRow(row)
    if (reason) refuse(plan, row, reason)
    return reason === null
  })
  for (const row of sound.sort((a, b) => a.level - b.level)) {
    const reason = planRow(row, work)
    if (reason) refuse(plan, row, reason)
    places.seen.set(row.code, { line: row.line, isRefused: reason !== null })
  }
  plan.rejections.sort((a, b) => a.line - b.line)
  return plan
}

const refuse = (plan: Plan, { line, code, name }: SourceRow, reason: Label) =>
  plan.rejections.push({ line, code, name, reason })

interface Work {
  plan: Plan
  places: Places
  shapes: ShapeCheck
  ground: Ground
}

/** Plans one row, or says why not. */
function planRow(row: SourceRow, work: Work): Label | null {
  const { places } = work
  const earlier = places.seen.get(row.code)
  if (earlier) return label(`代码重复:第 ${earlier.line} 行已有`, `Duplicate code: line ${earlier.line} has it already`)
  if (row.validTo && row.validTo > work.ground.day) return label('停用日期不能在将来', 'It cannot end in the future')
  const parent = parentOf(row, places)
  if (parent && 'zh' in parent) return parent
  const bearer = places.open.get(row.code)
  const before = bearer ?? (row.previousCode ? places.open.get(row.previousCode) : undefined)
  if (!isReached((before ?? parent)?.path ?? '/', before === undefined, work.ground.within))
    return label('不在您管理的范围内', 'It lies outside the area you administer')
  const reason = before ? whyNotChange(row, before, parent, work) : whyNotNew(row, work)
  if (reason) return reason
  const shape = work.shapes.of(row, parent)
  if (shape && 'zh' in shape) return shape
  if (before) planChange(row, before, shape, work)
  else planNew(row, parent, shape, work)
  return null
}

/** A new division may hang directly below one that is administered; that one itself may not be changed. */
function isReached(path: string, isNew: boolean, within: Ground['within']): boolean {
  if (!within) return true
  const ids = path.split('/').slice(1, isNew ? -1 : -2)
  return within.some((id) => ids.includes(String(id)))
}

function whyNotNew(row: SourceRow, { places, ground }: Work): Label | null {
  const bearerId = places.former.bearerOf(row.code)
  const bearer = bearerId === undefined ? undefined : places.byId.get(bearerId)
  if (bearer && bearer.validTo === null)
    return label(
      `${row.code} 是 ${bearer.code} ${bearer.name} 的旧代码`,
      `${row.code} is a former code of ${bearer.code} ${bearer.name}`,
    )
  if (row.previousCode && !row.validFrom)
    return label('有旧代码时须写明启用日期 valid_from', 'With a previous code, say from which day (valid_from)')
  const ended = places.ended.get(row.code)
  if (ended?.validTo && row.validTo !== ended.validTo && (row.validFrom ?? ground.day) < ended.validTo)
    return label(`${ended.name} 用此代码到 ${ended.validTo}`, `${ended.name} bore this code until ${ended.validTo}`)
  return null
}

function whyNotChange(row: SourceRow, before: Kept, parent: Kept | null, { places, ground }: Work): Label | null {
  if (before.level !== row.level)
    return label(`级别是 ${before.level},不是 ${row.level}`, `Its level is ${before.level}, not ${row.level}`)
  if (before.parentId !== (parent?.id ?? null))
    return label(
      `上级是 ${places.byId.get(before.parentId ?? -1)?.name ?? '无'},不是 ${parent?.name ?? '无'};请停用旧区划再新增`,
      `It is below ${places.byId.get(before.parentId ?? -1)?.name ?? 'none'}, not ${parent?.name ?? 'none'}; close it and add a new one`,
    )
  const listed = before.code === row.code ? undefined : places.seen.get(before.code)
  if (listed)
    return label(
      `旧代码 ${before.code} 在第 ${listed.line} 行仍在使用`,
      `Line ${listed.line} still uses its previous code ${before.code}`,
    )
  const isOther = before.code !== row.code || before.name !== row.name
  const since = sinceWhen(before, places)
  const day = row.validFrom ?? ground.day
  if (isOther && day < since)
    return label(
      `现名自 ${since} 起,不能在 ${day} 更改`,
      `Its present name holds since ${since}; it cannot change on ${day}`,
    )
  return null
}

function planNew(row: SourceRow, parent: Kept | null, shape: Shape | null, { plan, places, ground }: Work): void {
  const ended = places.ended.get(row.code)
  if (ended && ended.validTo === row.validTo) {
    plan.unchanged++
    return
  }
  const id = places.nextId()
  const start = row.previousCode ? unknownStart : (row.validFrom ?? (ended ? ground.day : unknownStart))
  const added: NewDivision = {
    id,
    parentId: parent?.id ?? null,
    countyId: row.level === 3 ? id : (parent?.countyId ?? null),
    level: row.level,
    code: row.code,
    name: row.name,
    path: `${parent?.path ?? '/'}${id}/`,
    validFrom: start,
    validTo: row.validTo,
    polygon: shape,
    geometrySource: shape ? (row.geometrySource ?? 'surveyed') : null,
  }
  plan.added.push(added)
  places.byId.set(id, added)
  const byCode = added.validTo === null ? places.open : places.ended
  byCode.set(added.code, added)
  if (!row.previousCode || !row.validFrom) return
  const alias = { code: row.previousCode, name: row.name, validFrom: start, validTo: row.validFrom }
  plan.aliases.push({ ...alias, countyId: added.countyId, divisionId: id })
}

function planChange(row: SourceRow, before: Kept, shape: Shape | null, { plan, places, ground }: Work): void {
  const { id, countyId } = before
  const isOther = before.code !== row.code || before.name !== row.name
  if (isOther) {
    const validFrom = sinceWhen(before, places)
    const validTo = row.validFrom ?? ground.day
    plan.renamed.push({ id, code: row.code, name: row.name })
    // Named and renamed on one day: only the last name was ever in force.
    if (validFrom < validTo)
      plan.aliases.push({ countyId, divisionId: id, code: before.code, name: before.name, validFrom, validTo })
    places.open.delete(before.code)
    places.open.set(row.code, { ...before, code: row.code, name: row.name })
  }
  if (shape) plan.drawn.push({ id, polygon: shape, geometrySource: row.geometrySource ?? 'surveyed' })
  if (row.validTo) plan.closed.push({ path: before.path, validTo: row.validTo })
  if (!isOther && !shape && !row.validTo) plan.unchanged++
}
