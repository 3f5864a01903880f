// 卷宗封面 and 卷内目录: whose file it is, and what is in it.
import { dayOf } from '../../../contract/calendar.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { dayWords, officeOf, procedureWords, sealsOf, sideRows } from './wording.ts'

/** The cover and the index, once the case is accepted. */
export function cover(file: CaseFile, papers: readonly Paper[]): Paper[] {
  const { data } = file
  if (data.acceptedOn === undefined) return []
  const { name } = procedureWords(file)
  const ended = file.endedAt === null ? '' : dayWords(dayOf(file.endedAt))
  return [
    {
      on: null,
      id: 'cover',
      title: `${name}卷宗`,
      office: officeOf(file),
      body: [
        { part: 'cover', lines: [`${name}卷宗`, ...sealsOf(file)] },
        {
          part: 'form',
          rows: [
            ['案号', file.no, '年度', data.acceptedOn.slice(0, 4)],
            ...sideRows(file),
            ['纠纷类型', file.cause, '发生地', file.place],
            ['受理日期', dayWords(data.acceptedOn), '结案日期', ended],
            ['卷内文书', `${papers.length}份`, '保管期限', file.letters.keeping],
          ],
        },
      ],
    },
    {
      on: null,
      id: 'index',
      title: '卷内目录',
      office: officeOf(file),
      body: [
        {
          part: 'table',
          head: ['序号', '文书名称', '日期', '页次', '备注'],
          widths: [1, 4.6, 3, 1, 1.4],
          rows: papers.map((paper, i) => [`${i + 1}`, paper.title, dayWords(paper.on), '', '']),
        },
      ],
    },
  ]
}
