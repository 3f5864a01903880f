// A longer time for mediation needs the consent of both sides: each says yes or no for itself.
import { type Label, label } from '../../../contract/label.ts'
import type { PartyView } from '../../../contract/views.ts'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { moment } from '../times.ts'
import { usePartyStep } from './use-party-step.ts'

export interface PartyStepProps {
  code: string
  dispute: PartyView
  onDone: (dispute: PartyView, told: Label) => void
  onStale: () => void
}

const told = {
  yes: label('您同意了延期。双方都同意，新的期限才算数。', 'You consented. The new date counts once both sides do.'),
  no: label('您没有同意，期限不变。', 'You did not consent; the date stays.'),
}

export function Consent({ code, dispute, onDone, onStale }: PartyStepProps) {
  const say = useText()
  const { language } = useLanguage()
  const { take, trouble, isBusy } = usePartyStep({ code, onStale })
  const { extension, version } = dispute
  if (!extension) return null
  const answer = (grant: boolean) =>
    void take('consent', { grant, version }, (next) => onDone(next, grant ? told.yes : told.no))
  return (
    <section className="decision">
      <h2>{say(label('调解员想多用一些时间', 'The mediator asks for more time'))}</h2>
      <p>
        {say(label('延长到', 'Until'))} <b>{moment(extension.until, language)}</b>
      </p>
      <p className="typed">{extension.reason}</p>
      {extension.consented ? (
        <p>{say(label('您已经同意，等另一方。', 'You have consented; the other side has not answered yet.'))}</p>
      ) : (
        <div className="row">
          <button type="button" className="button button-first" disabled={isBusy} onClick={() => answer(true)}>
            {say(label('同意延期', 'Consent'))}
          </button>
          <button type="button" className="button" disabled={isBusy} onClick={() => answer(false)}>
            {say(label('不同意', 'Refuse'))}
          </button>
        </div>
      )}
      {trouble && <TroubleNote trouble={trouble} />}
    </section>
  )
}
