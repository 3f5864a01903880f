// Headlines that are choices are told in the language of the screen; others stay as they were written.
import { expect, test } from 'vitest'
import type { Label } from '../../contract/label.ts'
import { nightCheck } from '../../modules/inspections/night-check.round.ts'
import { dispute } from '../../modules/mediation/dispute.matter.ts'
import { revisit } from '../../modules/mediation/revisit.matter.ts'
import type { Text } from '../../ui/text/language.tsx'
import { headlineIn } from './headline.ts'

const english = ((wording: Label) => wording.en) as Text

test('a choice is translated, words of a person are not', () => {
  expect(headlineIn(revisit, '一周回访', english)).toBe('After a week')
  expect(headlineIn(dispute, '一周回访', english)).toBe('一周回访')
  expect(headlineIn(dispute, '水 / 路', english)).toBe('水 / 路')
})

test('what a check found is kept in both languages', () => {
  expect(headlineIn(nightCheck.findings, '报警装置失效 / The alarm is dead', english)).toBe('The alarm is dead')
})
