// Says, above a form, that the matter has moved on: both versions side by side, nothing typed is lost.
import { Alert, Button } from 'antd'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { findMessage } from '../../modules.ts'
import { differences } from './actions.ts'
import { Fact, FactName } from './Fact.tsx'
import { words } from './messages.ts'

interface Props {
  kind: AnyMatterKind
  seen: MatterView
  now: MatterView
  /** Why the change is not possible on the new version, or null. */
  why: string | null
  refusal: Refusal | null
  onTake: () => void
}

export function VersionNotice({ kind, seen, now, why, refusal, onTake }: Props) {
  const text = useText()
  if (seen.version === now.version) {
    const isAtFields = refusal !== null && refusal.errors.length > 0
    return refusal && !isAtFields ? <Refused refusal={refusal} /> : null
  }
  const found = differences(seen, now)
  return (
    <Alert
      type="warning"
      showIcon
      className="version"
      title={text(words.staleTitle)}
      description={
        <>
          <p>{text(words.staleHint)}</p>
          {found.length === 0 ? (
            <p>{text(words.staleSame)}</p>
          ) : (
            <table className="version-table">
              <thead>
                <tr>
                  <th scope="col"> </th>
                  <th scope="col">{text(words.staleBefore, { n: seen.version })}</th>
                  <th scope="col">{text(words.staleNow, { n: now.version })}</th>
                </tr>
              </thead>
              <tbody>
                {found.map((each) => (
                  <tr key={each.field}>
                    <th scope="row">
                      <FactName kind={kind} field={each.field} />
                    </th>
                    <td>
                      <Fact kind={kind} field={each.field} value={each.before} />
                    </td>
                    <td>
                      <Fact kind={kind} field={each.field} value={each.now} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {why === null ? (
            <Button size="small" onClick={onTake}>
              {text(words.takeNew)}
            </Button>
          ) : (
            <strong>{text(findMessage(why) ?? why)}</strong>
          )}
        </>
      }
    />
  )
}
