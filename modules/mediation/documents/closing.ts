// 结案报告: what the case came to, with its story step by step.
import { dayOf } from '../../../contract/calendar.ts'
import type { MatterKind } from '../../../contract/kind.ts'
import { confirmation } from '../confirmation.matter.ts'
import { dispute } from '../dispute.matter.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, signed } from './signing.ts'
import { dayWords, momentWords, officeOf, procedureWords, sideRows } from './wording.ts'

const kind = dispute as unknown as MatterKind
const stateWords = (states: Record<string, { label: { zh: string } }>, state: string) => states[state]?.label.zh ?? ''

export function closing(file: CaseFile): Paper[] {
  const { data, endedAt } = file
  if (endedAt === null || data.acceptedOn === undefined) return []
  const on = dayOf(endedAt)
  return [
    {
      on,
      id: 'closing',
      title: `${procedureWords(file).name}结案报告`,
      office: officeOf(file),
      body: [
        {
          part: 'form',
          rows: [
            ...sideRows(file),
            ['纠纷类型', file.cause, '结案方式', stateWords(kind.states, file.state)],
            ['受理日期', dayWords(data.acceptedOn), '结案日期', dayWords(on)],
            ['调查次数', `${data.investigations?.length ?? 0}次`, '调解次数', `${data.sessions?.length ?? 0}次`],
            ...agreementRows(file),
            ...(data.reason === undefined || kind.states[file.state]?.end === 'settled' ? [] : [['理由', data.reason]]),
          ],
        },
        { part: 'heading', text: '办理经过' },
        {
          part: 'table',
          head: ['时间', '办理事项', '办理岗位'],
          widths: [3.7, 3, 3.3],
          rows: file.story.map((step) => [momentWords(step.at.toISOString()), stepWords(step.did), step.by]),
        },
        { part: 'text', text: '以上情况属实，同意结案。' },
        signed(file, mediatorPlaces(file), on),
      ],
    },
  ]
}

const stepWords = (did: string): string => (did === 'opened' ? '登记' : (kind.transitions[did]?.label.zh ?? did))

function agreementRows({ data, obligations, revisits, confirmation: court }: CaseFile): string[][] {
  if (data.form === undefined || data.effectiveOn === undefined) return []
  const kept = obligations.filter((task) => task.state === 'kept').length
  const standing = obligations.filter((task) => task.state === 'standing').length
  const visited = revisits.filter((task) => task.state === 'visited').length
  return [
    ['协议形式', data.form === 'written' ? '书面协议' : '口头协议', '生效时间', momentWords(data.effectiveAt)],
    [
      '履行情况',
      `共${obligations.length}项，已履行${kept}项${standing > 0 ? `，持续履行${standing}项` : ''}`,
      '回访',
      `${visited}次`,
    ],
    ...(court === null ? [] : [['司法确认', stateWords(confirmation.states, court.state)]]),
  ]
}
