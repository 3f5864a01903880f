// The routes that follow from the definition of a kind of matter. Who may is written by hand, kind by kind.
import { openBody, transitionBody } from '../../contract/derive/bodies.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { type PlaceName, pointIn } from '../world-ground.ts'
import { countyOf, type Ground } from './ground.ts'
import { plainValue, type Standing } from './plain-body.ts'
import { filled, plain, type Row } from './row.ts'
import type { Relation, SeatName } from './seats.ts'

/** Who may do what with a kind; a step that is not named is nobody's. */
export interface KindRights {
  /** Who finds one at home. */
  readers: readonly SeatName[]
  opens: readonly SeatName[]
  exports: readonly SeatName[]
  steps: Readonly<Record<string, readonly SeatName[]>>
}

export interface KindNotes {
  kind: AnyMatterKind
  /** `/api/mediation/disputes`. */
  base: string
  /** What one holds, wherever it lies. */
  data: object | ((g: Ground, seat: SeatName, relation: Relation) => Promise<object>)
  rights: KindRights
  /** Made before anything is asked, such as a checklist that a step needs. */
  before?(g: Ground): Promise<void>
  /** What a step asks beyond the plainest body. */
  stepData?: Readonly<Record<string, object>>
}

export const purpose = `purpose=${encodeURIComponent('周例会通报')}`
/** What a plain body names: at home unless said otherwise. */
export const standingOf = (g: Ground, place: PlaceName = 'garden'): Standing => ({
  unitId: g.world.unit[countyOf(place) === 'county' ? 'power' : 'neighbourEmergency'],
  divisionId: g.world.at[place],
  place,
})

/** One matter of the kind, in the state a step is taken from. */
async function oneOf(notes: KindNotes, g: Ground, seat: SeatName, relation: Relation, state?: string) {
  await notes.before?.(g)
  const data = typeof notes.data === 'function' ? await notes.data(g, seat, relation) : notes.data
  return g.matterOf(notes.kind.kind, data, seat, relation, state)
}

/** A row about one matter of the kind. */
export const aboutOne = (
  notes: KindNotes,
  route: string,
  right: Partial<Row>,
  body?: object | ((g: Ground) => object),
  state?: string,
): Row => ({
  route,
  gate: 'staff',
  finds: notes.rights.readers,
  rightOnly: true,
  ask: async (g, seat, relation) => {
    const id = await oneOf(notes, g, seat, relation, state)
    const words = typeof body === 'function' ? body(g) : body
    // One that was shared as it opened is in its second version.
    const version = words && 'version' in words ? { version: await g.versionOf(id) } : {}
    return { url: filled(route, { id }), body: words && { ...words, ...version } }
  },
  ...right,
})

/** The words of a step in order; what they come to is another test's question. */
export function stepBody(g: Ground, { kind, stepData }: Pick<KindNotes, 'kind' | 'stepData'>, name: string): object {
  const transition = (kind as MatterKind).transitions[name] as never
  const { data } = plainValue(transitionBody(transition, kind), standingOf(g)) as { data: object }
  return { data: { ...data, ...stepData?.[name] }, version: 1 }
}

/** The routes of a kind: lists, one, opening, every step. */
export function kindRows(notes: KindNotes): Row[] {
  const { kind, base, rights } = notes
  return [
    plain(`GET ${base}`, 'staff'),
    plain(`GET ${base}/counts`, 'staff'),
    plain(`GET ${base}/map`, 'staff'),
    {
      ...plain(`GET ${base}/export.xlsx`, 'staff'),
      may: rights.exports,
      ask: () => ({ url: `${base}/export.xlsx?${purpose}` }),
    },
    {
      ...plain(`POST ${base}`, 'staff'),
      may: rights.opens,
      rightOnly: true,
      ask: (g) => ({ url: base, body: openingOf(g, kind) }),
    },
    aboutOne(notes, `GET ${base}/{id}`, {}),
    ...Object.entries((kind as MatterKind).transitions).map(([name, step]) =>
      aboutOne(
        notes,
        `POST ${base}/{id}/${name}`,
        { may: rights.steps[name] ?? [] },
        (g: Ground) => stepBody(g, notes, name),
        step.from[0],
      ),
    ),
  ]
}

function openingOf(g: Ground, kind: AnyMatterKind) {
  const body = plainValue(openBody(kind), standingOf(g)) as { data: object }
  const atHome = kind.placeField && kind.askedAtStart.includes(kind.placeField as never)
  return atHome ? { data: { ...body.data, [kind.placeField as string]: pointIn('garden') } } : body
}
