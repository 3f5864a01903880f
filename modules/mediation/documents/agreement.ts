// 调解协议书: what art 29 asks for, in its order. It names no telephone: both sides get the same copy.
import type { Part } from '../../../core/documents/document.ts'
import { sides } from '../choices.fields.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, partyPlaces, recorderPlace, signed } from './signing.ts'
import { officeOf, periodWords, procedureWords, sideRows } from './wording.ts'

export function agreement(file: CaseFile): Paper[] {
  const { data } = file
  if (data.form !== 'written') return []
  const { name } = procedureWords(file)
  return [
    {
      on: data.effectiveOn ?? null,
      id: 'agreement',
      title: `${name}协议书`,
      office: officeOf(file),
      body: [
        { part: 'form', rows: [...sideRows(file), ['纠纷类型', file.cause], ['发生地', file.place]] },
        ...chapter('一、纠纷的主要事实', data.mainFacts),
        ...chapter('二、争议事项', data.disputed),
        ...chapter('三、各方当事人的责任', data.responsibility),
        ...chapter('四、协议内容', `经调解，双方自愿达成如下协议：\n${data.terms ?? ''}`),
        { part: 'heading', text: '五、履行方式和期限' },
        obligationTable(file),
        ...chapter('六、生效和份数', effectWords(file)),
        signed(file, [...partyPlaces(file), ...mediatorPlaces(file), recorderPlace], data.effectiveOn),
      ],
    },
  ]
}

/** A heading with its text. */
export const chapter = (heading: string, text: string | undefined): Part[] => [
  { part: 'heading', text: heading },
  { part: 'text', text: text ?? '' },
]

/** Who performs what, how and by when. */
export const obligationTable = (file: CaseFile): Part => ({
  part: 'table',
  head: ['序号', '履行方', '履行内容', '履行方式', '履行期限'],
  widths: [1, 1.3, 4, 2.6, 2.6],
  rows: (file.data.obligations ?? []).map((o, i) => [`${i + 1}`, sides[o.side].zh, o.what, o.way, periodWords(o)]),
})

/** Arts 29 (effect, copies), 31 (binding, supervised), 33 (judicial confirmation). */
function effectWords(file: CaseFile): string {
  const { mediator, body } = procedureWords(file)
  const both = file.other === null ? body : `双方${body}`
  const lines = [
    `本协议自各方当事人签名、盖章或者按指印，${mediator}签名并加盖${both}印章之日起生效。当事人应当按照约定履行，${body}对履行情况进行监督。`,
    '双方当事人认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认。',
    `本协议一式${file.data.copies ?? '＿＿'}份，各方当事人、${both}各执一份。`,
  ]
  return lines.join('\n')
}
