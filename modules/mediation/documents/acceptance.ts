// 调解受理登记表: how the case came in and what it is about.
import { dayOf } from '../../../contract/calendar.ts'
import { levels, safety, scales, sources } from '../choices.fields.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { partyTable } from './party-table.ts'
import { partyPlaces, registrarPlace, signed } from './signing.ts'
import { dayWords, officeOf, procedureWords } from './wording.ts'

export function acceptance(file: CaseFile): Paper[] {
  const { data } = file
  if (data.acceptedOn === undefined) return []
  return [
    {
      on: data.acceptedOn,
      id: 'acceptance',
      title: `${procedureWords(file).name}受理登记表`,
      office: officeOf(file),
      body: [
        {
          part: 'form',
          rows: [
            ['登记日期', dayWords(dayOf(file.openedAt)), '受理日期', dayWords(data.acceptedOn)],
            ['案件来源', data.source ? sources[data.source].zh : '', '纠纷类型', file.cause],
            ['规模', data.scale ? scales[data.scale].zh : '', '等级', data.level ? levels[data.level].zh : ''],
            ['涉及人数', data.persons === undefined ? '' : `${data.persons}人`, '涉及金额', amountWords(data.amount)],
            ['安全提示', data.safety ? safety[data.safety].zh : '', '包案领导', data.leader ?? '无'],
            ['发生地', file.place],
          ],
        },
        partyTable(file),
        { part: 'form', rows: [['简要情况', data.account ?? '']] },
        signed(file, [...partyPlaces(file), registrarPlace], data.acceptedOn),
      ],
    },
  ]
}

const amountWords = (amount: number | undefined): string => (amount === undefined ? '无' : `${amount}元`)
