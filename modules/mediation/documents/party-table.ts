// The parties with how to reach them: in the papers that stay with the office, never in the copies both sides get.
import type { Part } from '../../../core/documents/document.ts'
import { sides } from '../choices.fields.ts'
import type { CaseFile } from './case-file.ts'

export const partyTable = (file: CaseFile): Part => ({
  part: 'table',
  head: ['当事人', '称呼', '联系方式'],
  widths: [2, 4, 4],
  rows: (file.data.parties ?? []).map((party) => [sides[party.side].zh, party.name, reachWords(party.reach)]),
})

function reachWords(reach: { name?: string; phone?: string } | undefined): string {
  return [reach?.name, reach?.phone].filter((each) => each !== undefined).join('　')
}
