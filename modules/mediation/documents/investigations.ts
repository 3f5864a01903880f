// 调查记录: one for each inquiry (art 27).
import { dayOf } from '../../../contract/calendar.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { askedPlace, mediatorPlaces, recorderPlace, signedOnly } from './signing.ts'
import { momentWords, officeOf, procedureWords } from './wording.ts'

export const investigations = (file: CaseFile): Paper[] =>
  (file.data.investigations ?? []).map((inquiry, i, all) => {
    const on = dayOf(new Date(inquiry.at))
    return {
      on,
      id: `investigation-${i + 1}`,
      title: `${procedureWords(file).name}调查记录${all.length > 1 ? `（第${i + 1}次）` : ''}`,
      office: officeOf(file),
      body: [
        {
          part: 'form',
          rows: [
            ['调查时间', momentWords(inquiry.at)],
            ['调查地点', inquiry.place],
            ['被调查人', inquiry.asked],
            ['纠纷类型', file.cause],
            ...(inquiry.photos?.length ? [['现场照片', `${inquiry.photos.length}张，附卷`]] : []),
          ],
        },
        { part: 'heading', text: '调查内容' },
        { part: 'text', text: inquiry.found },
        signedOnly([askedPlace, ...mediatorPlaces(file), recorderPlace], on),
      ],
    }
  })
