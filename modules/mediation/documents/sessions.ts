// 调解记录: one for each session (art 27), with how it ended.
import { dayOf } from '../../../contract/calendar.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, partyPlaces, recorderPlace, signedOnly } from './signing.ts'
import { momentWords, officeOf, procedureWords, sideRows } from './wording.ts'

export const sessions = (file: CaseFile): Paper[] =>
  (file.data.sessions ?? []).map((session, i, all) => {
    const on = dayOf(new Date(session.at))
    return {
      on,
      id: `session-${i + 1}`,
      title: `${procedureWords(file).name}记录（第${i + 1}次）`,
      office: officeOf(file),
      body: [
        {
          part: 'form',
          rows: [
            ['调解时间', momentWords(session.at)],
            ['调解地点', session.place],
            ...sideRows(file),
            ['到场人员', session.present],
          ],
        },
        { part: 'heading', text: '调解记录' },
        { part: 'text', text: session.said },
        { part: 'lines', rows: [['调解结果', i < all.length - 1 ? '继续调解' : outcomeOf(file)]] },
        signedOnly([...partyPlaces(file), ...mediatorPlaces(file), recorderPlace], on),
      ],
    }
  })

function outcomeOf({ data, state }: CaseFile): string {
  if (data.form === 'written') return '达成书面协议'
  if (data.form === 'oral') return '达成口头协议'
  return state === 'failed' || state === 'archivedFailed' ? '未达成协议' : '继续调解'
}
