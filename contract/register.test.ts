// A register's definition is checked: no persons, no fields that are not there, no posts without reach.
import { expect, test } from 'vitest'
import { court } from '../testing/fixtures/court.register.ts'
import { contact, integer, listOf, text } from './fields.ts'
import { label } from './label.ts'
import { defineRegister } from './register.ts'
import type { AnyRegister } from './register-kind.ts'

const word = label('词', 'Word')
const sound: AnyRegister = court

const faultsOf = (change: Partial<AnyRegister>): string => {
  try {
    defineRegister({ ...sound, ...change } as never)
    return ''
  } catch (fault) {
    return (fault as Error).message
  }
}

test('the fixture is sound', () => {
  expect(faultsOf({})).toBe('')
})

test.each<[string, Partial<AnyRegister>, RegExp]>([
  ['a contact', { fields: { ...sound.fields, head: contact({ label: word }) } }, /head tells of a person/],
  [
    'a personal field',
    { fields: { ...sound.fields, head: text({ label: word, max: 9, privacy: 'personal' }) } },
    /head tells of a person/,
  ],
  [
    'a list',
    { fields: { ...sound.fields, gates: listOf(text({ label: word, max: 9 }), { label: word, max: 3 }) } },
    /gates is a list/,
  ],
  [
    'a filter’s name',
    { fields: { ...sound.fields, stale: text({ label: word, max: 9, indexed: true }) } },
    /stale has the name/,
  ],
  [
    'a column’s name',
    { fields: { ...sound.fields, code: text({ label: word, max: 9 }) } },
    /code has the name of a column/,
  ],
  [
    'an index nothing filters by',
    { fields: { ...sound.fields, many: integer({ label: word, min: 0, max: 9, indexed: true }) } },
    /many is indexed/,
  ],
  ['a headline that is sealed', { headline: 'keyBox' }, /headline names keyBox, which is sealed/],
  ['a headline that is not there', { headline: 'title' }, /headline names field title, which is not declared/],
  ['a headline that is no text', { headline: 'seats' }, /headline names field seats, which is no text/],
  ['sums of words', { sums: ['name'] }, /sums names field name, which is no number/],
  ['nothing unique', { unique: [] }, /unique is empty/],
  ['a keeper who cannot read', { keeps: { mediator: 'subtree' } }, /mediator keeps what it cannot read/],
  ['an owner', { reads: { ...sound.reads, mediator: 'own' } }, /an entry has no owner/],
  ['a unit’s reach without a unit', { unitField: undefined as never }, /unitField is not said/],
  ['a unit’s reach of a post in no unit', { reads: { ...sound.reads, mediator: 'unit' } }, /it is held in no unit/],
  ['an importer who keeps nothing', { imports: ['patrol'] }, /patrol imports what it does not keep/],
  ['an exporter who reads nothing', { exports: ['mediator'] }, /mediator does not read it/],
  ['working days', { freshFor: '3wd' }, /freshFor must be in days/],
])('%s is refused when the program starts', (_, change, fault) => {
  expect(faultsOf(change)).toMatch(fault)
})
