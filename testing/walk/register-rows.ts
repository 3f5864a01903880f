// The routes of registers: those that follow from a definition, and those that are the same for all. Rights are by hand.
import { v7 as uuidv7 } from 'uuid'
import { entryData } from '../../contract/derive/entry-bodies.ts'
import { listPath } from '../../contract/derive/paths.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { addEntry } from '../../core/registers/write.ts'
import { type Ground, unitIdOf } from './ground.ts'
import { purpose, standingOf } from './kind-rows.ts'
import { plainValue } from './plain-body.ts'
import { readers as reportReaders } from './rights.ts'
import { filled, placeFor, plain, type Row } from './row.ts'
import type { Relation, SeatName } from './seats.ts'

export interface RegisterNotes {
  register: AnyRegister
  /** Who finds an entry at home, whoever's it is or their own unit's. */
  readers: readonly SeatName[]
  keeps: readonly SeatName[]
  exports: readonly SeatName[]
  imports: readonly SeatName[]
  /** What an entry must name besides its plainest words, such as another entry. */
  more?(g: Ground, seat: SeatName, relation: Relation): Promise<object>
}

let made = 0

/** The same text as nobody else's: a code keeps its length, a word gets a number behind it. */
function numbered(text: string): string {
  made += 1
  return /^\d+$/.test(text) ? String(made).padStart(text.length, '0') : `${text}${made}`
}

/** A text that may say anything: no day, and no id of something that must be there. */
const isWord = ({ fields }: AnyRegister, name: string, value: unknown): value is string =>
  typeof value === 'string' && (fields[name] as { format?: string }).format === undefined

/** The plainest values that no other entry has. */
async function valuesFor(notes: RegisterNotes, g: Ground, seat: SeatName, relation: Relation) {
  const { register } = notes
  const values = plainValue(entryData(register), standingOf(g, placeFor(g, seat, relation))) as Record<string, unknown>
  for (const name of register.unique) if (isWord(register, name, values[name])) values[name] = numbered(values[name])
  const unit = unitIdOf(g.world, seat, relation)
  return {
    ...values,
    ...(register.unitField && unit ? { [register.unitField]: unit } : {}),
    ...(await notes.more?.(g, seat, relation)),
  }
}

/** An entry with this relation to a seat. */
export async function entryOf(notes: RegisterNotes, g: Ground, seat: SeatName, relation: Relation) {
  const divisionId = g.world.at[placeFor(g, seat, relation)]
  const { register } = notes
  return addEntry(g.world.ctx, register, { divisionId, data: await valuesFor(notes, g, seat, relation) })
}

// A department reads registers by division: what another unit has at home it reads too.
const withoutUnits = (seat: SeatName, relation: Relation): boolean =>
  seat === 'department' && (relation === 'sibling' || relation === 'parent')

const about = (notes: RegisterNotes, route: string, right: Partial<Row>): Row => ({
  route,
  gate: 'staff',
  finds: notes.readers,
  rightOnly: true,
  without: withoutUnits,
  ask: async (g, seat, relation) => ({
    url: filled(route, { id: (await entryOf(notes, g, seat, relation)).id }),
  }),
  ...right,
})

interface Step {
  /** Made of the entry before the step is asked for. */
  made?(g: Ground, id: string, other: () => Promise<string>): Promise<unknown>
  body(g: Ground, other: () => Promise<string>): Promise<object> | object
}

const entryTo = (g: Ground, id: string, to: { closed_on: string } | { merged_into: string }) =>
  g.db.updateTable('register_entries').set(to).where('id', '=', id).execute()

const steps: Readonly<Record<string, Step>> = {
  change: { body: () => ({ data: {} }) },
  confirm: { body: () => ({}) },
  close: { body: () => ({ reason: '已经拆除' }) },
  reopen: {
    made: (g, id) => entryTo(g, id, { closed_on: '2026-11-20' }),
    body: () => ({ reason: '恢复使用' }),
  },
  merge: { body: async (_, other) => ({ into: await other(), intoVersion: 1 }) },
  unmerge: {
    made: async (g, id, other) => entryTo(g, id, { merged_into: await other() }),
    body: () => ({}),
  },
  transfer: { body: (g) => ({ divisionId: g.world.at.street, reason: '划归街道' }) },
  withdraw: { body: () => ({}) },
}

const stepRow = (notes: RegisterNotes, route: string, { made, body }: Step): Row => ({
  ...about(notes, route, { may: notes.keeps }),
  ask: async (g, seat, relation) => {
    const another = async () => (await entryOf(notes, g, seat, relation)).id
    const id = await another()
    await made?.(g, id, another)
    return { url: filled(route, { id }), body: { version: 1, ...(await body(g, another)) } }
  },
})

const importsOf = (base: string, may: readonly SeatName[]): Row[] => [
  { ...plain(`GET ${base}/imports/template.xlsx`, 'staff'), may },
  {
    ...plain(`POST ${base}/imports`, 'staff'),
    may,
    rightOnly: true,
    ask: () => ({ url: `${base}/imports`, body: { id: uuidv7(), fileName: '台账.xlsx', content: 'AAAA' } }),
  },
  {
    ...plain(`GET ${base}/imports/{id}/progress`, 'staff'),
    ask: () => ({ url: `${base}/imports/${uuidv7()}/progress` }),
  },
  // Whoever may load finds no sheet that nobody checked.
  {
    ...plain(`POST ${base}/imports/{id}/load`, may),
    finds: [],
    ask: () => ({ url: `${base}/imports/${uuidv7()}/load`, body: {} }),
  },
]

/** The routes of one register. */
export function rowsOfRegister(notes: RegisterNotes): Row[] {
  const base = listPath(notes.register)
  const { keeps } = notes
  return [
    ...['', '/counts', '/map'].map((part) => plain(`GET ${base}${part}`, 'staff')),
    {
      ...plain(`GET ${base}/export.xlsx`, 'staff'),
      may: notes.exports,
      ask: () => ({ url: `${base}/export.xlsx?${purpose}` }),
    },
    ...importsOf(base, notes.imports),
    {
      route: `POST ${base}`,
      gate: 'staff',
      elsewhere: 403,
      may: keeps,
      rightOnly: true,
      without: withoutUnits,
      ask: async (g, seat, relation) => ({
        url: base,
        body: {
          divisionId: g.world.at[placeFor(g, seat, relation)],
          data: await valuesFor(notes, g, seat, relation),
        },
      }),
    },
    ...['', '/history', '/plate', '/versions'].map((part) => about(notes, `GET ${base}/{id}${part}`, {})),
    ...Object.entries(steps).map(([name, step]) => stepRow(notes, `POST ${base}/{id}/${name}`, step)),
  ]
}

/** What is not there, nobody finds. */
const unknown = (route: string, body?: object): Row => ({
  ...plain(route, 'staff'),
  finds: [],
  ask: () => ({ url: filled(route, { id: uuidv7(), code: 'AAAA-BBBB-CCCC' }), body }),
})

/** The routes that are the same for every register, asked about entries of this one. */
export const registerRows = (notes: RegisterNotes): readonly Row[] => [
  {
    ...about(notes, 'GET /api/registers/plate/{code}', {}),
    ask: async (g, seat, relation) => ({
      url: `/api/registers/plate/${(await entryOf(notes, g, seat, relation)).code}`,
    }),
  },
  plain('GET /api/registers/transfers', 'staff'),
  unknown('POST /api/registers/transfers/{id}', { decision: 'accepted' }),
  {
    // A report is linked by whoever finds both.
    ...about(notes, 'POST /api/registers/entries/{id}/link', {
      finds: notes.readers.filter((seat) => reportReaders.includes(seat)),
    }),
    ask: async (g, seat, relation) => ({
      url: `/api/registers/entries/${(await entryOf(notes, g, seat, relation)).id}/link`,
      body: { matterId: await g.matter(seat, relation), why: '同一处' },
    }),
  },
]
