// What comes next with a matter, in a sentence, and the documents that write themselves on the way.
import { label } from '../../../contract/label.ts'
import type { MatterView } from '../../../contract/views.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { guideFor, withPapers } from '../guides.ts'
import { hashOf } from '../route.ts'

/** A matter that was opened here and not sent has no documents yet. */
const hasPapers = ({ kind, no, state }: MatterView): boolean =>
  withPapers.includes(kind) && no !== '' && state !== 'registered'

export function Ahead({ matter }: { matter: MatterView }) {
  const say = useText()
  const guide = guideFor(matter)
  const paper = guide?.paper
  if (!guide && !hasPapers(matter)) return null
  return (
    <Note {...(guide ? { title: say(label('接下来', 'What comes next')) } : {})}>
      {guide && <p>{say(guide.says)}</p>}
      {hasPapers(matter) && (
        <div className="row">
          {paper !== undefined && (
            <a className="button button-first" href={hashOf({ page: 'papers', id: matter.id, document: paper })}>
              <Icon name="report" />
              {say(label('出示协议并签名', 'Show and sign the agreement'))}
            </a>
          )}
          <a className="button" href={hashOf({ page: 'papers', id: matter.id, document: null })}>
            <Icon name="words" />
            {say(label('文书', 'Documents'))}
          </a>
        </div>
      )}
    </Note>
  )
}
