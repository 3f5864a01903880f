// The audit of dependencies: grave weaknesses fail it, silence does not, and each is said.
import { expect, test } from 'vitest'
import { readAudit } from './audit.ts'

const answer = (vulnerabilities: object) => JSON.stringify({ metadata: { vulnerabilities } })
const none = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 }

test.each([
  ['nothing known', answer(none), false, 'dependency audit: nothing known'],
  [
    'a grave one',
    answer({ ...none, low: 2, high: 1, total: 3 }),
    true,
    'dependency audit: 2 low, 1 high; see npm audit',
  ],
  ['the gravest', answer({ ...none, critical: 1, total: 1 }), true, 'dependency audit: 1 critical; see npm audit'],
  ['lesser ones', answer({ ...none, moderate: 4, total: 4 }), false, 'dependency audit: 4 moderate; see npm audit'],
  [
    'an error',
    '{"error": {"summary": "audit endpoint returned an error"}}',
    false,
    'dependency audit: no answer from the registry',
  ],
  ['nothing', '', false, 'dependency audit: no answer from the registry'],
  ['a page of a proxy', '<html>', false, 'dependency audit: no answer from the registry'],
])('%s', (_, output, isFailure, says) => {
  expect(readAudit(output)).toEqual({ isFailure, says })
})
