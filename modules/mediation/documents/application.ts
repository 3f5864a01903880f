// 调解申请书: a party asks for mediation.
import { dayOf } from '../../../contract/calendar.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { partyTable } from './party-table.ts'
import { partyPlaces, signedOnly } from './signing.ts'
import { procedureWords } from './wording.ts'

/** Only of a dispute that a party applied for; what the committee offers needs no application. */
export function application(file: CaseFile): Paper[] {
  if (file.data.source !== 'applied') return []
  const on = dayOf(file.openedAt)
  const { name, body } = procedureWords(file)
  return [
    {
      on,
      id: 'application',
      title: `${name}申请书`,
      office: file.lead,
      body: [
        partyTable(file),
        { part: 'heading', text: '纠纷简要情况' },
        { part: 'text', text: file.data.account ?? '' },
        { part: 'heading', text: '申请事项' },
        { part: 'text', text: `现自愿申请${file.lead}对上述${file.cause}纠纷进行调解。` },
        {
          part: 'text',
          text: `申请人已知悉调解不收取任何费用，可以接受、拒绝或者要求终止调解，也可以依法通过仲裁、行政、司法等途径维护权利。此致${body}。`,
        },
        signedOnly(partyPlaces(file), on),
      ],
    },
  ]
}
