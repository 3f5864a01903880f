// One document on the phone that is handed round: read, signed by one after the other, saved for printing.
import { useCallback } from 'react'
import { label } from '../../../contract/label.ts'
import type { PaperOfAll } from '../../../contract/paper.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { PaperText } from '../../../ui/sign/PaperText.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { Screen } from '../parts/Screen.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { NotReached } from './NotReached.tsx'
import { getPaper, type Subject, saveDocument } from './papers.ts'
import { Signers } from './Signers.tsx'
import { useFetched } from './use-fetched.ts'

export function PaperPage({ of, document }: { of: Subject; document: string }) {
  const say = useText()
  const { kind, id } = of
  const read = useCallback(() => getPaper({ kind, id }, document), [kind, id, document])
  const { fetched, put, again } = useFetched(read)
  const title = fetched.is === 'there' ? fetched.value.title : say(label('文书', 'Documents'))
  return (
    <Screen title={title} back={{ page: 'papers', id, document: null }}>
      {fetched.is === 'waiting' && <Waiting />}
      {fetched.is === 'refused' && <NotReached refusal={fetched.refusal} onAgain={again} />}
      {fetched.is === 'there' && (
        <>
          <PaperText paper={fetched.value} />
          <Signers of={of} document={document} paper={fetched.value} onSigned={put} />
          <Saving of={of} document={document} paper={fetched.value} />
        </>
      )}
    </Screen>
  )
}

function Saving({ of, document, paper }: { of: Subject; document: string; paper: PaperOfAll }) {
  const say = useText()
  const attempt = useAttempt()
  const purpose = `在手机上保存${paper.title}，打印或者交给当事人`
  return (
    <>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <button
        type="button"
        className="button button-wide"
        disabled={attempt.busy}
        onClick={() => void attempt.run(() => saveDocument(of, document, purpose))}
      >
        <Icon name="print" />
        {say(label('存成 Word 文件，用来打印', 'Save as a Word file, for printing'))}
      </button>
      <p className="hint">{say(label('要有网络；每次保存都有记录。', 'Needs a network; every saving is logged.'))}</p>
    </>
  )
}
