// A draw can be computed again by anybody, and nothing in it can be changed unseen.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitmentOf, drawn, whyUnsound } from './draw.ts'

const ids = ['bank', 'mill', 'school', 'station', 'works']
const sha = (text: string) => createHash('sha256').update(text).digest('hex')

test('the drawn are those with the smallest hash of seed and id: computed here in another way', async () => {
  const byHash = [...ids].sort((a, b) => (sha(`seed|${a}`) < sha(`seed|${b}`) ? -1 : 1))
  expect(await drawn('seed', ids, 3)).toEqual(byHash.slice(0, 3))
  expect(await commitmentOf('seed', ['works', 'bank'])).toBe(sha('seed\nbank\nworks'))
})

test('a sound draw is sound; another seed, list or result is named', async () => {
  const told = {
    seed: 'seed',
    ids,
    count: 2,
    commitment: await commitmentOf('seed', ids),
    drawn: await drawn('seed', ids, 2),
  }
  expect(await whyUnsound(told)).toBeNull()
  expect(await whyUnsound({ ...told, seed: 'other' })).toBe('commitment')
  expect(await whyUnsound({ ...told, ids: ids.slice(1) })).toBe('commitment')
  expect(await whyUnsound({ ...told, drawn: [...told.drawn].reverse() })).toBe('drawn')
  expect(await whyUnsound({ ...told, drawn: told.drawn.slice(1) })).toBe('drawn')
})

test('the order in which ids are given changes nothing, and nobody is drawn twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 })),
      fc.string(),
      fc.nat(20),
      async (list, seed, n) => {
        const once = await drawn(seed, list, n)
        expect(await drawn(seed, [...list].reverse(), n)).toEqual(once)
        expect(new Set(once).size).toBe(Math.min(n, list.length))
        expect(await commitmentOf(seed, [...list].reverse())).toBe(await commitmentOf(seed, list))
      },
    ),
    { numRuns: 40 },
  )
})
