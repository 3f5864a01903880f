// 回访记录: one for each visit that was made (rule art 39).
import { dayOf } from '../../../contract/calendar.ts'
import { marksOf } from '../../../contract/fields.ts'
import { revisit } from '../revisit.matter.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, partyPlaces, signedOnly } from './signing.ts'
import { dayWords, officeOf, procedureWords, sideRows } from './wording.ts'

type ChoiceField = 'after' | 'visitedHow' | 'outcome'

const chosen = (field: ChoiceField, value: string | undefined): string =>
  marksOf(revisit.fields[field], field)['x-choices']?.[value ?? '']?.zh ?? ''

export const revisits = (file: CaseFile): Paper[] =>
  file.revisits
    .filter((task) => task.state === 'visited')
    .map(({ data, endedAt }, i) => {
      const on = endedAt === null ? null : dayOf(endedAt)
      return {
        on,
        id: `revisit-${i + 1}`,
        title: `${procedureWords(file).name}回访记录（第${i + 1}次）`,
        office: officeOf(file),
        body: [
          {
            part: 'form',
            rows: [
              ...sideRows(file),
              ['协议编号', file.no, '生效日期', dayWords(data.countedFrom)],
              ['回访事由', chosen('after', data.after), '回访日期', dayWords(on)],
              ['回访方式', chosen('visitedHow', data.visitedHow), '回访结果', chosen('outcome', data.outcome)],
            ],
          },
          { part: 'heading', text: '回访情况' },
          { part: 'text', text: data.note ?? '' },
          signedOnly([...partyPlaces(file), ...mediatorPlaces(file)], on),
        ],
      }
    })
