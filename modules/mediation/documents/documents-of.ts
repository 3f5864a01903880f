// Every document of a case in the order of its file; each appears when the case got that far.
import type { WrittenDocument } from '../../../core/documents/document.ts'
import { acceptance } from './acceptance.ts'
import { agreement } from './agreement.ts'
import { application } from './application.ts'
import type { CaseFile } from './case-file.ts'
import { closing } from './closing.ts'
import { courtApplication } from './court-application.ts'
import { cover } from './cover.ts'
import { investigations } from './investigations.ts'
import { oralAgreement } from './oral-agreement.ts'
import type { Paper } from './paper.ts'
import { performance } from './performance.ts'
import { referral } from './referral.ts'
import { revisits } from './revisits.ts'
import { rights } from './rights.ts'
import { sessions } from './sessions.ts'
import { withMarks } from './signed-text.ts'

// The order in which 司法部's forms of 2010 put a file together.
const inOrder: readonly ((file: CaseFile) => Paper[])[] = [
  application,
  acceptance,
  rights,
  investigations,
  sessions,
  agreement,
  oralAgreement,
  performance,
  courtApplication,
  revisits,
  referral,
  closing,
]

/** The documents of a case, with the signatures that were given to the text as it now stands. */
export function documentsOf(file: CaseFile): WrittenDocument[] {
  const papers = inOrder.flatMap((write) => write(file))
  return [...cover(file, papers), ...papers].map(({ on: _, ...paper }) =>
    withMarks({ ...paper, no: file.no }, file.signatures),
  )
}
