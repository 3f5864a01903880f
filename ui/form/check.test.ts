// The check before sending says what the schema would say, in words.
import { expect, test } from 'vitest'
import { formFields } from '../../contract/derive/forms.ts'
import { choice, contact, files, integer, optional, paragraph, point } from '../../contract/fields.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { words } from '../messages.ts'
import { faultsOf, toSend } from './check.ts'

const l = label('字', 'word')
const kind = {
  kind: 'tea.order',
  fields: {
    account: paragraph({ label: l, max: 10 }),
    leaf: choice({ green: l }, { label: l }),
    stars: integer({ label: l, min: 1, max: 5 }),
    place: optional(point({ label: l })),
    photos: optional(files({ label: l, max: 2 })),
    contact: optional(contact({ label: l })),
  },
} as unknown as AnyMatterKind
const fields = formFields(kind, ['account', 'leaf', 'stars', 'place', 'photos', 'contact'])
const good = { account: ' tea ', leaf: 'green', stars: 5, place: { lng: 109, lat: 27 } }

test('a good form has no faults, and is sent without what is blank', () => {
  expect(faultsOf(fields, good)).toEqual({})
  expect(toSend(fields, { ...good, photos: [], contact: { name: ' Wang ', phone: '' } })).toEqual({
    account: 'tea',
    leaf: 'green',
    stars: 5,
    place: { lng: 109, lat: 27 },
    contact: { name: 'Wang' },
  })
})

test('what is asked for must be there; what is optional need not', () => {
  expect(Object.keys(faultsOf(fields, { account: '   ' }))).toEqual(['account', 'leaf', 'stars'])
  expect(faultsOf(fields, {}).leaf?.wording).toBe(words.chooseOne)
})

test('limits are named', () => {
  expect(faultsOf(fields, { ...good, account: 'x'.repeat(11) }).account).toEqual({
    wording: words.tooLong,
    filling: { n: 10 },
  })
  expect(faultsOf(fields, { ...good, stars: 6 }).stars?.filling).toEqual({ min: 1, max: 5 })
  expect(faultsOf(fields, { ...good, photos: ['a', 'b', 'c'] }).photos?.filling).toEqual({ n: 2 })
  expect(faultsOf(fields, { ...good, contact: { phone: 'call me' } }).contact?.wording).toBe(words.badPhone)
  expect(faultsOf(fields, { ...good, account: 'a\u0007b' }).account?.wording).toBe(words.badCharacters)
})
