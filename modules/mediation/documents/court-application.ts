// 司法确认申请书: both sides ask the court together, within 30 days of the agreement's effect (art 33).
import { dayAfter } from '../../../contract/calendar.ts'
import { chapter } from './agreement.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { partyPlaces, signedOnly } from './signing.ts'
import { dayWords, procedureWords, sideRows } from './wording.ts'

const daysToApply = 30

export function courtApplication(file: CaseFile): Paper[] {
  const task = file.confirmation
  const { effectiveOn } = file.data
  if (task === null || effectiveOn === undefined || ['waived', 'lapsed'].includes(task.state)) return []
  const last = dayWords(dayAfter(effectiveOn, daysToApply))
  const on = task.data.appliedOn ?? null
  return [
    {
      on,
      id: 'court-application',
      title: '司法确认申请书',
      office: '双方当事人共同申请',
      body: [
        { part: 'form', rows: [...sideRows(file), ['管辖法院', task.data.court ?? '']] },
        ...chapter(
          '一、申请事项',
          `请求确认申请人于${dayWords(effectiveOn)}经${file.lead}${file.other === null ? '' : `、${file.other}共同`}主持达成的${procedureWords(file).name}协议（编号${file.no}）有效。`,
        ),
        ...chapter('二、事实和理由', file.data.mainFacts),
        ...chapter('三、协议内容', file.data.terms),
        ...chapter('四、承诺', file.letters.promise),
        { part: 'lines', rows: [['申请期限', `协议生效之日起三十日内，至${last}止`]] },
        signedOnly(partyPlaces(file), on),
      ],
    },
  ]
}
