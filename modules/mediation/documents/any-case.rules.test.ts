// Whatever the case: no word of machinery in its documents, every place and label named, the same each time.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MatterKind } from '../../../contract/kind.ts'
import { wordsOf } from '../../../core/documents/document.ts'
import { dispute } from '../dispute.matter.ts'
import { borderCase } from './border-case.fixture.ts'
import type { CaseFile, DisputeData } from './case-file.ts'
import { documentsOf } from './documents-of.ts'
import { blanksOf, placesOf } from './signed-text.ts'

const states = Object.keys((dispute as unknown as MatterKind).states)
const words = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'甲乙丙丁林地边界噪声，。<>&"') })
const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
const moment = day.map((each) => `${each}T03:20:00.000Z`)
const side = fc.constantFrom('first' as const, 'second' as const)
const obligations = fc.array(
  fc.record(
    {
      what: words,
      side,
      way: words,
      dueOn: day,
      afterEvent: words,
      afterDays: fc.nat(90),
      everyMonths: fc.integer({ min: 1, max: 12 }),
    },
    { requiredKeys: ['what', 'side', 'way'] },
  ),
  { maxLength: 4 },
)
const anyData = fc.record(
  {
    cause: fc.constant('land'),
    account: words,
    parties: fc.array(
      fc.record(
        { name: words, side, reach: fc.record({ name: words, phone: words }, { requiredKeys: [] }) },
        { requiredKeys: ['name', 'side'] },
      ),
      { maxLength: 5 },
    ),
    persons: fc.integer({ min: 2, max: 500 }),
    amount: fc.nat(100_000),
    safety: fc.constantFrom('calm', 'tense', 'threat'),
    source: fc.constantFrom('applied', 'offered', 'patrol'),
    scale: fc.constantFrom('01', '02', '03'),
    level: fc.constantFrom('01', '04'),
    track: fc.constantFrom('people', 'administrative', 'judicial'),
    leader: words,
    acceptedOn: day,
    informedOn: day,
    informedHow: fc.constantFrom('spoken', 'written'),
    investigations: fc.array(fc.record({ at: moment, place: words, asked: words, found: words }), { maxLength: 3 }),
    sessions: fc.array(fc.record({ at: moment, place: words, present: words, said: words }), { maxLength: 3 }),
    form: fc.constantFrom('written', 'oral'),
    mainFacts: words,
    disputed: words,
    responsibility: words,
    terms: words,
    obligations,
    copies: fc.integer({ min: 2, max: 9 }),
    oralRecord: words,
    effectiveAt: moment,
    effectiveOn: day,
    reason: words,
    referTo: fc.constantFrom('court', 'arbitration', 'authority'),
  },
  { requiredKeys: ['cause', 'account'] },
) as fc.Arbitrary<DisputeData>

const taskOf = <Data>(states: readonly string[], data: fc.Arbitrary<Data>) =>
  fc.record({ state: fc.constantFrom(...states), endedAt: fc.option(moment.map((each) => new Date(each))), data })

const anyCase: fc.Arbitrary<CaseFile> = fc
  .record({
    state: fc.constantFrom(...states),
    other: fc.option(words),
    endedAt: fc.option(moment.map((each) => new Date(each))),
    data: anyData,
    obligations: fc.array(
      taskOf(
        ['due', 'awaiting', 'standing', 'kept', 'broken'],
        fc.record(
          {
            what: words,
            side,
            way: words,
            dueOn: day,
            note: words,
            reviews: fc.array(
              fc.record({ on: day, kept: fc.constantFrom('yes' as const, 'partly' as const), note: words }),
              { maxLength: 2 },
            ),
          },
          { requiredKeys: [] },
        ),
      ),
      { maxLength: 3 },
    ),
    revisits: fc.array(
      taskOf(
        ['due', 'visited', 'waived'],
        fc.record({ after: fc.constantFrom('week' as const, 'month' as const), note: words }, { requiredKeys: [] }),
      ),
      { maxLength: 3 },
    ),
    confirmation: fc.option(
      taskOf(
        ['open', 'applied', 'waived', 'lapsed'],
        fc.record({ court: words, appliedOn: day }, { requiredKeys: [] }),
      ),
    ),
  })
  .map((drawn) => ({ ...borderCase(), ...drawn }))

test('whatever the case, no document says undefined, null or NaN, or leaves a label without a word', () => {
  fc.assert(
    fc.property(anyCase, (file) => {
      for (const document of documentsOf(file)) {
        expect(wordsOf(document).join('\n')).not.toMatch(/undefined|null|NaN|Invalid|\[object/)
        const places = placesOf(document)
        expect(new Set(places.map((place) => place.key)).size).toBe(places.length)
        const labels = [document.title, ...places.map((place) => place.label), ...blanksOf(document)]
        expect(labels.filter((each) => each.trim() === '')).toEqual([])
        for (const part of document.body) {
          if (part.part !== 'form') continue
          expect(part.rows.filter((row) => ![2, 4, 6].includes(row.length))).toEqual([])
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('ids are one of a kind in a file, and the same case is written the same', () => {
  fc.assert(
    fc.property(anyCase, (file) => {
      const ids = documentsOf(file).map((each) => each.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(documentsOf(file)).toEqual(documentsOf(file))
    }),
    { numRuns: 100 },
  )
})
