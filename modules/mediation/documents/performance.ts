// 履行情况记录: what became of each obligation (art 31).
import { dayOf } from '../../../contract/calendar.ts'
import { sides } from '../choices.fields.ts'
import { obligation } from '../obligation.matter.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, signed } from './signing.ts'
import { dayWords, officeOf, periodWords, procedureWords, sideRows } from './wording.ts'

type Task = CaseFile['obligations'][number]

export function performance(file: CaseFile): Paper[] {
  const told = file.obligations.filter((task) => task.endedAt !== null || (task.data.reviews ?? []).length > 0)
  if (told.length === 0) return []
  const ended = told.flatMap((task) => task.endedAt ?? [])
  const on = ended.length > 0 ? dayOf(new Date(Math.max(...ended.map((at) => at.getTime())))) : null
  return [
    {
      on,
      id: 'performance',
      title: `${procedureWords(file).name}协议履行情况记录`,
      office: officeOf(file),
      body: [
        { part: 'form', rows: sideRows(file) },
        ...file.obligations.flatMap((task, i) => [
          { part: 'heading' as const, text: `第${i + 1}项　${sides[task.data.side ?? 'first'].zh}履行` },
          { part: 'form' as const, rows: rowsOf(task) },
        ]),
        { part: 'text', text: '以上履行情况经核查属实。' },
        signed(file, mediatorPlaces(file), on),
      ],
    },
  ]
}

function rowsOf({ data, state, endedAt }: Task): string[][] {
  const reviews = (data.reviews ?? []).map(
    (r) => `${dayWords(r.on)}：${r.kept === 'yes' ? '在履行' : '部分履行'}。${r.note}`,
  )
  return [
    ['履行内容', data.what ?? ''],
    ['履行方式', data.way ?? '', '履行期限', periodWords({ what: '', side: 'first', way: '', ...data })],
    ['履行状态', stateWords(state), '办结日期', endedAt === null ? '尚未办结' : dayWords(dayOf(endedAt))],
    ...(data.happenedOn === undefined ? [] : [['成就日期', dayWords(data.happenedOn)]]),
    ...(reviews.length > 0 ? [['核查记录', reviews.join('\n')]] : []),
    ...(data.note === undefined ? [] : [['履行情况', data.note]]),
    ...(data.evidence?.length ? [['履行凭证', `${data.evidence.length}件，附卷`]] : []),
  ]
}

const stateWords = (state: string): string =>
  (obligation.states as Record<string, { label: { zh: string } }>)[state]?.label.zh ?? ''
