// Whatever the server or the way to it says becomes a sentence in both languages that names the next step.
import { expect, test } from 'vitest'
import { label } from '../../contract/label.ts'
import { onTheWay, readProblem } from './trouble.ts'

test('our own sentence wins over the title of the server', () => {
  const trouble = readProblem(429, { code: 'access.too-many', titles: label('太多', 'Too many'), title: 'Too many' })
  expect(trouble.says.zh).toContain('等一分钟')
  expect(trouble.unknown).toBe(false)
})

test('a refusal without a sentence of ours is said in the words of the server', () => {
  const titles = label('该事项已并入另一事项', 'This matter was merged into another')
  expect(readProblem(409, { code: 'matters.merged', titles, title: titles.en }).says).toEqual(titles)
})

test('faults of fields come along', () => {
  const message = label('最多10个字符', 'At most 10 characters')
  const trouble = readProblem(400, { code: 'input.invalid', title: 'x', errors: [{ field: 'data.account', message }] })
  expect(trouble.fields).toEqual([{ field: 'data.account', says: message }])
})

test('an answer that is none of ours is still a sentence', () => {
  for (const [status, body] of [
    [500, null],
    [418, 'teapot'],
    [413, null],
    [503, { code: 7 }],
  ] as const) {
    const { says } = readProblem(status, body)
    expect([says.zh !== '', says.en !== '']).toEqual([true, true])
  }
})

test('only where the server may have saved it is the outcome unknown', () => {
  expect(onTheWay('offline').unknown).toBe(true)
  expect(readProblem(502, null).unknown).toBe(true)
  expect(readProblem(400, null).unknown).toBe(false)
})
