// The checklist of a round: what is in use, for everybody; versions and the editor, for the county's administrator.
import { useQuery } from '@tanstack/react-query'
import type { RoundView } from '../../../contract/round-views.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { checklistQuery, checklistsQuery } from '../../data/rounds.ts'
import { ChecklistEditor } from './ChecklistEditor.tsx'
import { ChecklistPaper } from './ChecklistPaper.tsx'
import { words } from './plan-messages.ts'
import type { RoundTabProps } from './tabs.ts'

export function ChecklistTab({ round, view }: RoundTabProps) {
  return view.mayPlan ? <Kept round={round} view={view} /> : <InUse view={view} />
}

function Kept({ round, view }: RoundTabProps) {
  const query = useQuery(checklistsQuery(round.kind))
  return (
    <Answered query={query} rows={12}>
      {(kept) => <ChecklistEditor view={view} kept={kept} />}
    </Answered>
  )
}

function InUse({ view }: { view: RoundView }) {
  const text = useText()
  const { checklistVersion } = view
  const query = useQuery({ ...checklistQuery(view.kind, checklistVersion ?? 0), enabled: checklistVersion !== null })
  if (checklistVersion === null) return <Empty title={text(words.none)} hint={text(words.noneHint)} />
  return (
    <Answered query={query} rows={12}>
      {({ form, version }) => (
        <section className="panel">
          <div className="panel-head">
            <h2>{text(form.title)}</h2>
            <span className="lf-soft">{text(words.version, { n: version })}</span>
          </div>
          <div className="panel-body">
            <ChecklistPaper form={form} />
          </div>
        </section>
      )}
    </Answered>
  )
}
