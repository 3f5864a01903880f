// A long form one question a page: nothing that is known is asked, and every answer finds its place.
import { expect, test } from 'vitest'
import { transitionForm } from '../../../contract/derive/forms.ts'
import { dispute } from '../../../modules/mediation/dispute.matter.ts'
import { keyOf, pagesOf, questionsOf, spokenFor, valueAt, withAnswer } from './questions.ts'

const keys = (pages: ReturnType<typeof pagesOf>) => pages.map((page) => page.map(keyOf))

test('a session asks for the record, with a voice note beside it, and then for what may be left out', () => {
  const fields = transitionForm(dispute, 'mediate')
  const known = { sessions: [{ at: '2026-05-08T00:00:00Z', place: '村委会', present: '双方' }] }
  expect(keys(pagesOf(questionsOf(fields, known, []), known, []))).toEqual([
    ['sessions.0.said', 'sessions.0.voice', 'sessions.0.signed'],
  ])
  expect(keys(pagesOf(questionsOf(fields, {}, []), {}, []))).toEqual([
    ['sessions.0.at'],
    ['sessions.0.place'],
    ['sessions.0.present'],
    ['sessions.0.said', 'sessions.0.voice', 'sessions.0.signed'],
  ])
})

test('an agreement asks each obligation as one, also one that is half known', () => {
  const fields = transitionForm(dispute, 'agree')
  const known = { mainFacts: '院墙越界', copies: 3 }
  const values = { ...known, obligations: [{ what: '拆墙' }, { what: '赔偿' }] }
  expect(keys(pagesOf(questionsOf(fields, values, ['obligations']), known, ['obligations']))).toEqual([
    ['disputed'],
    ['responsibility'],
    ['terms'],
    ['obligations.0'],
    ['obligations.1'],
  ])
})

test('answers go where they were asked, and leave the others alone', () => {
  const values = { obligations: [{ what: '拆墙' }, { what: '赔偿', way: '现金' }], copies: 3 }
  const [, second] = questionsOf(transitionForm(dispute, 'agree'), values, ['obligations']).filter(
    ({ name }) => name === 'obligations',
  )
  if (!second) throw new Error('the second obligation is not asked')
  expect(valueAt(values, second)).toEqual({ what: '赔偿', way: '现金' })
  expect(withAnswer(values, second, { what: '道歉' })).toEqual([{ what: '拆墙' }, { what: '道歉' }])
  const part = { ...second, part: 'way' }
  expect(withAnswer(values, part, '转账')).toEqual([{ what: '拆墙' }, { what: '赔偿', way: '转账' }])
})

test('what was spoken stands for the words', () => {
  const fields = transitionForm(dispute, 'mediate')
  const questions = questionsOf(fields, {}, [])
  const said = questions.find(({ part }) => part === 'said')
  if (!said) throw new Error('the record is not asked')
  expect(spokenFor(questions, { sessions: [{}] }, said)).toBe(false)
  expect(spokenFor(questions, { sessions: [{ voice: ['019a0000-0000-7000-8000-000000000001'] }] }, said)).toBe(true)
})
