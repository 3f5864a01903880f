// The law as pure rules: each check is seen to refuse what lacks it.
import { expect, test } from 'vitest'
import { openBody, transitionBody } from '../../contract/derive/bodies.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { mediation } from './module.ts'
import { agreementTasks, escalationOf, hasBothSeals, hasTwoSides, saysWhen, whyNotCommittee } from './rules.ts'

const one = { what: '恢复原状', side: 'first', way: '机械' } as const

/** The names of all fields in a schema, however deep. */
const namesIn = (schema: unknown): string[] =>
  typeof schema === 'object' && schema !== null
    ? Object.entries(schema).flatMap(([key, inner]) => [
        ...(key === 'properties' ? Object.keys(inner as object) : []),
        ...namesIn(inner),
      ])
    : []

/** Every body that the module takes: those derived from its kinds, and those of its own routes. */
const bodies = [
  ...mediation.matters.flatMap((kind) => [
    openBody(kind),
    ...Object.values((kind as MatterKind).transitions).map((t) => transitionBody(t, kind)),
  ]),
  ...(mediation.routes ?? []).flatMap((route) => [route.body, route.query].filter((each) => each !== undefined)),
]

test('art 4: nothing that the module takes asks for a fee or an identity number', () => {
  const names = [...new Set(bodies.flatMap(namesIn))]
  expect(names).toEqual(expect.arrayContaining(['parties', 'reach', 'oralRecord', 'visitedHow', 'grant', 'strokes']))
  expect(names.filter((name) => /fee|price|paid|payment|charge|cost|idNumber|identity/i.test(name))).toEqual([])
  const words = JSON.stringify(bodies)
  for (const word of ['收费', '费用', '缴费', '身份证', '证件号'])
    expect(words.replaceAll('不填证件号码', ''), word).not.toContain(word)
})

test('art 8: a committee has three to nine members', () => {
  expect([2, 3, 9, 10].map((n) => whyNotCommittee(n) === null)).toEqual([false, true, true, false])
  expect(whyNotCommittee(2)).toEqual(
    label('调解委员会由三至九人组成，现有2人', 'A mediation committee has three to nine members; this one has 2'),
  )
})

test('art 29: every obligation says by when; both sides are parties; the seals are on it', () => {
  expect(
    saysWhen({
      obligations: [
        { ...one, dueOn: '2026-12-01' },
        { ...one, afterEvent: '完工' },
        { ...one, everyMonths: 6 },
      ],
    }),
  ).toBe(true)
  expect(saysWhen({ obligations: [{ ...one, dueOn: '2026-12-01' }, one] })).toBe(false)
  expect(hasTwoSides({ parties: [{ side: 'first' }, { side: 'first' }] })).toBe(false)
  expect(hasTwoSides({ parties: [{ side: 'first' }, { side: 'second' }] })).toBe(true)
  expect(hasBothSeals({ leadSealedOn: '2026-12-01' })).toBe(true)
  expect(hasBothSeals({ leadSealedOn: '2026-12-01', isJoint: true })).toBe(false)
})

test('what an agreement opens: obligations as they fall due, revisits, and confirmation of a written one only', () => {
  const obligations = [
    { ...one, dueOn: '2026-12-01' },
    { ...one, afterEvent: '完工', afterDays: 30 },
    { ...one, everyMonths: 6 },
  ]
  const opened = agreementTasks({ form: 'written', effectiveOn: '2026-08-31', obligations }, new Date(0))
  expect(opened.filter((t) => t.kind === 'mediation.obligation').map((t) => [t.state, t.data.dueOn])).toEqual([
    [undefined, '2026-12-01'],
    ['awaiting', undefined],
    // The sixth month has no 31st: its last day is meant.
    ['standing', '2027-02-28'],
  ])
  expect(opened.filter((t) => t.kind === 'mediation.confirmation')).toHaveLength(1)
  expect(agreementTasks({ form: 'oral', obligations }, new Date(0)).map((t) => t.kind)).not.toContain(
    'mediation.confirmation',
  )
})

test('escalation is of the case, and says its reasons', () => {
  expect(escalationOf({ parties: 2, missedClocks: 0, safety: 'calm' })).toEqual({ band: 'unlikely', because: [] })
  const close = escalationOf({ parties: 8, missedClocks: 1, safety: 'tense', persons: 40, amount: 200_000 })
  expect(close.band).toBe('close')
  expect(close.because.map((why) => why.zh)).toEqual([
    '有对立情绪',
    '涉及40人',
    '当事人8方',
    '涉及金额200000元',
    '超期1次',
  ])
  expect(escalationOf({ parties: 2, missedClocks: 0, safety: 'threat' }).band).toBe('close')
  const own = { persons: 100, amount: 1e6, parties: 20, likely: 1, close: 9 }
  expect(escalationOf({ parties: 8, missedClocks: 0, safety: 'tense', persons: 40 }, own)).toMatchObject({
    band: 'likely',
  })
})
