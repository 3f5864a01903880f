// Editing a checklist by clicking: every change keeps the rest as it was, and leaves a form that can be filled in.
import { expect, test } from 'vitest'
import { checklistFaults } from '../../../contract/checklist/faults.ts'
import type { Checklist, Question } from '../../../contract/checklist/form.ts'
import { courts } from '../../../testing/fixtures/courts.round.ts'
import {
  addTo,
  choicesText,
  freshName,
  itemAt,
  moveAt,
  newQuestion,
  newSection,
  readChoices,
  removeAt,
  replaceAt,
} from './checklist-edit.ts'

const form: Checklist = courts.checklist

test('a section with an item is added, moved and taken out again', () => {
  const section = addTo(form, [], newSection(form))
  const item = addTo(section.form, section.path, newQuestion(section.form))
  expect(item.path).toEqual([2, 0])
  expect(checklistFaults(item.form)).toEqual([])
  const up = moveAt(item.form, [2], -1)
  expect([up.path, itemAt(up.form, [1, 0])?.name]).toEqual([[1], 'item1'])
  expect(moveAt(up.form, [0], -1)).toEqual({ form: up.form, path: [0] })
  expect(removeAt(up.form, [1])).toEqual(form)
})

test('one item is replaced, its neighbours are the same', () => {
  const mown = itemAt(form, [0, 0]) as Question
  const changed = replaceAt(form, [0, 0], { ...mown, rule: { weight: 'should', finding: ". = 'no'" } })
  expect((itemAt(changed, [0, 0]) as Question).rule?.weight).toBe('should')
  expect(itemAt(changed, [0, 1])).toBe(itemAt(form, [0, 1]))
  expect(itemAt(changed, [1])).toBe(itemAt(form, [1]))
})

test('names are given that nobody has; choices are typed as lines', () => {
  const twice = addTo(addTo(form, [], newQuestion(form)).form, [], { ...newQuestion(form), name: 'item2' }).form
  expect(freshName(twice, 'item')).toBe('item3')
  const mown = itemAt(form, [0, 0]) as Question
  expect(readChoices(choicesText(mown))).toEqual(mown.choices)
  expect(readChoices(' wet | 湿 |\n\n dry')).toEqual([
    { name: 'wet', label: { zh: '湿', en: '湿' } },
    { name: 'dry', label: { zh: 'dry', en: 'dry' } },
  ])
})
