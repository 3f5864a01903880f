// 口头协议登记表: an agreement by word is recorded (art 28); its clocks count from the day it is reached.
import { chapter, obligationTable } from './agreement.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, partyPlaces, signed } from './signing.ts'
import { momentWords, officeOf, procedureWords, sideRows } from './wording.ts'

export function oralAgreement(file: CaseFile): Paper[] {
  const { data } = file
  if (data.form !== 'oral') return []
  return [
    {
      on: data.effectiveOn ?? null,
      id: 'oral-agreement',
      title: `${procedureWords(file).name}口头协议登记表`,
      office: officeOf(file),
      body: [
        {
          part: 'form',
          rows: [...sideRows(file), ['纠纷类型', file.cause], ['达成时间', momentWords(data.effectiveAt)]],
        },
        ...chapter('一、争议事项', data.disputed),
        ...chapter('二、协议内容', data.terms),
        { part: 'heading', text: '三、履行方式和期限' },
        obligationTable(file),
        ...chapter('四、达成经过', data.oralRecord),
        signed(file, [...partyPlaces(file), ...mediatorPlaces(file)], data.effectiveOn),
      ],
    },
  ]
}
