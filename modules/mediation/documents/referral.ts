// 引导函: told where else to turn when the case is not accepted, mediation fails or the agreement is broken (art 32, rule art 37).
import { dayOf } from '../../../contract/calendar.ts'
import { remedies } from '../choices.fields.ts'
import { chapter } from './agreement.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, signed } from './signing.ts'
import { namesOfSide, officeOf, procedureWords } from './wording.ts'

export function referral(file: CaseFile): Paper[] {
  const { data, state } = file
  const isRefused = state === 'refused'
  if (!(isRefused || state === 'failed' || state === 'archivedFailed') || data.referTo === undefined) return []
  const on = file.endedAt === null ? null : dayOf(file.endedAt)
  const addressed = [namesOfSide(file, 'first'), namesOfSide(file, 'second')].filter((names) => names !== '')
  return [
    {
      on,
      id: 'referral',
      title: isRefused ? '不予受理告知书' : `${procedureWords(file).name}终结引导函`,
      office: officeOf(file),
      body: [
        { part: 'text', text: `${addressed.join('、') || '申请人'}：` },
        {
          part: 'text',
          text: isRefused
            ? `你们申请调解的${file.cause}纠纷，经审查不予受理。`
            : `你们之间的${file.cause}纠纷，经调解${data.effectiveOn === undefined ? '未达成协议' : '达成的协议未能履行'}，调解终结。`,
        },
        ...chapter('一、理由', data.reason),
        ...chapter('二、引导途径', `可以依法向${remedies[data.referTo].zh}提出。`),
        ...chapter('三、说明', file.letters.referral),
        signed(file, mediatorPlaces(file), on),
      ],
    },
  ]
}
