// The collection of divisions: outlines with where they come from, for everybody.
import { dayOf } from '../../../contract/calendar.ts'
import { fieldProblem, problem } from '../../../contract/errors.ts'
import { label } from '../../../contract/label.ts'
import { levels } from '../../../contract/posts.ts'
import type { Ctx } from '../../../core/context.ts'
import { divisionView } from '../../../core/divisions/view.ts'
import { type Bounds, boundsOf, joinBounds } from '../../../core/geo/shape.ts'
import { boundsMeet, shapeMeets } from './box.ts'
import type { Feature, FeaturePage } from './features.ts'
import type { ItemsAsked, Span } from './parameters.ts'
import { type Outline, outlinesAfter, outlinesById } from './queries.ts'

/** What is remembered of every division that has an outline: enough to choose, too little to weigh. */
interface Known {
  id: number
  level: number
  bounds: Bounds
  validFrom: string
  validTo: string | null
}

const batch = 200
const remembered = new WeakMap<object, Promise<Known[]>>()

/** Keyed by the tree, so that a change of divisions forgets it. */
function knownDivisions(ctx: Ctx): Promise<Known[]> {
  const { tree } = ctx.house.divisions
  const before = remembered.get(tree)
  if (before) return before
  const made = readKnown(ctx)
  remembered.set(tree, made)
  made.catch(() => remembered.delete(tree))
  return made
}

async function readKnown(ctx: Ctx): Promise<Known[]> {
  const known: Known[] = []
  for (let after = 0; ; ) {
    const outlines = await outlinesAfter(ctx, after, batch)
    for (const { id, level, shape, validFrom, validTo } of outlines)
      known.push({ id, level, bounds: boundsOf(shape), validFrom, validTo })
    const last = outlines.at(-1)
    if (!last || outlines.length < batch) return known
    after = last.id
  }
}

/** The box around everything. */
export async function extentOfDivisions(ctx: Ctx): Promise<Bounds> {
  const known = await knownDivisions(ctx)
  return known.length === 0 ? [-180, -90, 180, 90] : joinBounds(known.map((each) => each.bounds))
}

/** A page of divisions in the order of their ids. Without a time, those that are now. */
export async function listDivisions(ctx: Ctx, asked: ItemsAsked): Promise<FeaturePage> {
  const after = readCursor(asked.after)
  const today = { from: ctx.now(), to: ctx.now() }
  const level = asked.level === null ? null : levels.indexOf(asked.level as never)
  const chosen = (await knownDivisions(ctx)).filter(
    (each) =>
      (level === null || each.level === level) &&
      wasWithin(each, asked.span ?? today) &&
      (asked.boxes === null || asked.boxes.some((box) => boundsMeet(box, each.bounds))),
  )
  const ids = chosen.map((each) => each.id).filter((id) => id > after)
  const found: Outline[] = []
  for (let i = 0; i < ids.length && found.length <= asked.limit; i += batch) {
    const outlines = await outlinesById(ctx, ids.slice(i, i + batch))
    found.push(
      ...outlines.filter(({ shape }) => asked.boxes === null || asked.boxes.some((box) => shapeMeets(shape, box))),
    )
  }
  const page = found.slice(0, asked.limit)
  return {
    features: page.map((outline) => featureOf(ctx, outline)),
    next: found.length > asked.limit ? String(page.at(-1)?.id) : null,
    // Within a box the bounds say only what may be in it.
    matched: asked.boxes === null ? chosen.length : null,
  }
}

const wasWithin = ({ validFrom, validTo }: Known, { from, to }: Span): boolean =>
  (to === null || validFrom <= dayOf(to)) && (from === null || validTo === null || validTo > dayOf(from))

function readCursor(after: string | null): number {
  if (after === null) return 0
  if (/^\d{1,9}$/.test(after)) return Number(after)
  throw fieldProblem('after', label('翻页标记无效,请用 next 链接', 'This cursor is not valid; follow the next link'))
}

/** One division. @throws access.not-found */
export async function getDivision(ctx: Ctx, id: string): Promise<Feature> {
  const [outline] = /^\d{1,9}$/.test(id) ? await outlinesById(ctx, [Number(id)]) : []
  if (!outline) throw problem('access.not-found')
  return featureOf(ctx, outline)
}

function featureOf(ctx: Ctx, { id, level, code, name, shape, source, validFrom, validTo }: Outline): Feature {
  const { tree } = ctx.house.divisions
  const { names } = divisionView(tree, id)
  return {
    type: 'Feature',
    id,
    geometry: shape,
    properties: {
      code,
      name,
      fullName: names.join(''),
      level: levels[level] ?? null,
      geometrySource: source,
      validFrom,
      validTo,
    },
  }
}
