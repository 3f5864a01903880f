// Only what changed is sent, so that two people who change different fields differ in their version and nothing else.
import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'

const fields = ['name', 'seats', 'office', 'place'].map((name) => ({ name }))
const entry = { version: 3, data: { name: '北场', seats: 40, office: '110', place: { lng: 109, lat: 27 } } }

test('what is as it was is not sent, what was emptied is named', () => {
  const typed = { name: '北场', seats: 41, place: { lng: 109, lat: 27 } }
  expect(changesOf(fields, entry, typed)).toEqual({ version: 3, data: { seats: 41 }, clears: ['office'] })
  expect(changesOf(fields, entry, entry.data)).toEqual({ version: 3, data: {} })
})
