// A definition is refused at the start of the program, with every fault and its path.
import { describe, expect, test } from 'vitest'
import { choice, entryRef, listOf, record, text, unitRef } from './fields.ts'
import { label } from './label.ts'
import { defineMatter } from './matter.ts'

const word = label('词', 'Word')
const base = {
  kind: 'club.match',
  label: word,
  fields: {
    court: text({ label: word, max: 20 }),
    outcome: choice({ won: word, lost: word }, { label: word }),
    helper: unitRef({ label: word }),
  },
  askedAtStart: ['court'],
  headline: 'court',
  reads: { gridWorker: 'subtree' },
  opens: { personal: [], sealed: [] },
  partySees: {},
  openedBy: ['gridWorker'],
  operations: {},
  reasons: {},
  routing: [],
  retention: [],
  counts: [],
} as const

test('a state that nothing reaches, and one without a way out', () => {
  expect(() =>
    defineMatter({
      ...base,
      start: 'booked',
      states: { booked: { label: word }, played: { label: word, end: 'settled' }, lost: { label: word } },
      transitions: { play: { label: word, from: ['booked'], to: 'played', by: ['gridWorker'] } },
    }),
  ).toThrow(/state lost cannot be reached; state lost has no way out/)
})

test('an end is left only by a transition that says it reopens', () => {
  const states = { booked: { label: word }, played: { label: word, end: 'settled' } } as const
  const play = { label: word, from: ['booked'], to: 'played', by: ['gridWorker'] } as const
  const again = { label: word, from: ['played'], to: 'booked', by: ['gridWorker'] } as const
  const define = (replay: typeof again & { reopens?: boolean }) =>
    defineMatter({ ...base, start: 'booked', states, transitions: { play, replay } })
  expect(() => define(again)).toThrow(/end state played has a way out/)
  expect(define({ ...again, reopens: true }).kind).toBe('club.match')
})

test('a deadline cannot take a step that needs a person’s input, or that starts elsewhere', () => {
  const states = {
    booked: { label: word, deadline: { within: '3d', onMiss: 'play' } },
    played: { label: word, end: 'settled' },
  } as const
  expect(() =>
    defineMatter({
      ...base,
      start: 'booked',
      states,
      transitions: { play: { label: word, from: ['booked'], to: 'played', by: ['gridWorker'], needs: ['outcome'] } },
    }),
  ).toThrow(/needs a person's input/)
})

test('a matter is given only to a unit that the step asks for', () => {
  expect(() =>
    defineMatter({
      ...base,
      start: 'booked',
      states: { booked: { label: word }, played: { label: word, end: 'settled' } },
      transitions: { play: { label: word, from: ['booked'], to: 'played', by: ['gridWorker'], unit: 'helper' } },
    }),
  ).toThrow(/gives the matter to a unit it does not ask for/)
})

describe('what hangs under a matter, what is added to it, and whom it is shown', () => {
  const sealedNote = text({ label: word, max: 20, privacy: 'sealed' })
  const entry = record({ note: sealedNote }, { label: word })
  const notes = listOf(entry, { label: word, max: 3 })
  const box = entryRef('birds.box', { label: word })
  const states = { booked: { label: word }, played: { label: word, end: 'settled' } } as const
  const play = { label: word, from: ['booked'], to: 'played', by: ['gridWorker'] } as const
  const define = (kind: object) =>
    defineMatter({ ...base, start: 'booked', states, transitions: { play }, ...kind } as never)

  test.each([
    [{ fields: { ...base.fields, notes } }, /field notes is open, but its note is not/],
    [
      { transitions: { play: { ...play, needs: ['court'], appends: ['court'] } } },
      /appends to court, which is not a list/,
    ],
    [
      {
        fields: { ...base.fields, more: listOf(entry, { label: word, max: 3, privacy: 'sealed' }) },
        transitions: { play: { ...play, appends: ['more'] } },
      },
      /appends to more without asking for it/,
    ],
    [
      { states: { ...states, booked: { label: word, deadline: { within: '1d', from: 'court' } } } },
      /counts from court/,
    ],
    [
      { states: { ...states, booked: { label: word, deadline: { within: '9d', remind: [0.5] } } } },
      /reminds on other than/,
    ],
    [
      {
        states: {
          ...states,
          booked: { label: word, deadline: { within: '9d', extension: { most: '20d', mode: 'consent', by: [] } } },
        },
      },
      /asks for the parties' consent, but partiesField names none/,
    ],
    [{ partiesField: 'court' }, /partiesField names court, which is not a list of records/],
    [{ sharesField: 'court' }, /sharesField names court, which is not a field of a division/],
    [{ about: { entry: 'court', sets: {} } }, /about.entry names court, which is no field of kind entry/],
    [
      { fields: { ...base.fields, box }, about: { entry: 'box', sets: {} } },
      /about.entry: box is not asked at the start/,
    ],
    [{ about: { entry: 'court', sets: { nothing: 'name' } } }, /about.sets names field nothing/],
    [
      { about: { entry: 'court', sets: {}, heldBack: { by: ['booked'], why: word } } },
      /heldBack: booked has no deadline/,
    ],
    [{ transitions: { play: { ...play, shares: ['court'] } } }, /transition play: shares names court/],
    [{ reads: { gridWorker: 'part' } }, /gridWorker cannot read by part/],
    [{ opens: { personal: [], sealed: [], within: { mediator: 'part' } } }, /opens.within names mediator/],
    [{ taskOf: 'club.season' }, /opened by a step of what it belongs to, not by hand/],
    [
      {
        transitions: { play, stay: { ...play, to: undefined } },
        states: { ...states, odd: { label: word } },
        startsAlso: ['odd'],
      },
      /state odd has no way out/,
    ],
  ])('is refused when it does not fit: %#', (kind, fault) => {
    expect(() => define(kind)).toThrow(fault)
  })
})

/** What the compiler refuses: each line would be an error of the build if it were accepted. */
const refusedByTheCompiler = () => {
  const states = { one: { label: word }, two: { label: word, end: 'settled' } } as const
  const go = { label: word, from: ['one'], to: 'two', by: ['gridWorker'] } as const
  // @ts-expect-error a state that is not declared
  defineMatter({ ...base, start: 'one', states, transitions: { go: { ...go, from: ['nowhere'] } } })
  // @ts-expect-error a field that is not declared
  defineMatter({ ...base, start: 'one', states, transitions: { go: { ...go, needs: ['nothing'] } } })
  // @ts-expect-error a post that does not exist
  defineMatter({ ...base, start: 'one', states, transitions: { go: { ...go, by: ['king'] } } })
  // @ts-expect-error a reason that has no words
  defineMatter({ ...base, start: 'one', states, transitions: { go: { ...go, guard: () => 'because' as const } } })
}
// Checked by the type checker alone; it is never called.
void refusedByTheCompiler
