// An application says what is missing, field by field, and carries nothing that was left empty.
import { expect, test } from 'vitest'
import { bodyOf, gapsOf, newApplication } from './application.ts'

const whole = { ...newApplication(), cause: 'neighbours', account: ' 排水沟 ', name: '赵家', other: '钱家' }

test('what is missing is named by its field', () => {
  expect(Object.keys(gapsOf(newApplication()))).toEqual(['cause', 'account', 'name', 'other'])
  expect(gapsOf(whole)).toEqual({})
  expect(Object.keys(gapsOf({ ...whole, phone: '打给我' }))).toEqual(['phone'])
})

test('the applicant is the first party; an empty telephone and an unknown village are left out', () => {
  expect(JSON.parse(bodyOf(whole))).toEqual({
    id: whole.id,
    data: {
      cause: 'neighbours',
      account: '排水沟',
      parties: [
        { name: '赵家', side: 'first' },
        { name: '钱家', side: 'second' },
      ],
    },
  })
  expect(JSON.parse(bodyOf({ ...whole, phone: '0745-6222110', division: '17' }))).toMatchObject({
    divisionId: 17,
    data: { parties: [{ reach: { phone: '0745-6222110' } }, {}] },
  })
})
