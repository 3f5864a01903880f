// Two versions of one matter side by side.
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import type { MatterView } from '../../../contract/views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { factNames } from '../../screens/matter/messages.ts'
import { FieldValue } from '../matter/FieldValue.tsx'
import type { Command } from '../offline/types.ts'
import { versionLines } from './versions.ts'

interface Props {
  kind: AnyMatterKind
  command: Command
  /** What the person saw when they decided. */
  seen: MatterView
  theirs: MatterView
}

export function Versions({ kind, command, seen, theirs }: Props) {
  const say = useText()
  const format = useFormat()
  const lines = versionLines(command, seen, theirs)
  return (
    <section>
      <h2 className="only-read">{say(label('两份对照', 'Both versions'))}</h2>
      <div className="versions">
        <div className="version version-own">
          <h3>{say(label('我的', 'Mine'))}</h3>
          <p className="hint">{format.instant(command.deviceAt, 'short')}</p>
          <Values kind={kind} lines={lines.map(({ field, mine }) => ({ field, value: mine }))} />
        </div>
        <div className="version">
          <h3>{say(label('服务器上的', 'On the server'))}</h3>
          <p className="hint">{format.instant(theirs.stateSince, 'short')}</p>
          <Values kind={kind} lines={lines.map(({ field, theirs: value }) => ({ field, value }))} />
        </div>
      </div>
    </section>
  )
}

function Values({ kind, lines }: { kind: AnyMatterKind; lines: { field: string; value: unknown }[] }) {
  const say = useText()
  return (
    <dl>
      {lines.map(({ field, value }) => (
        <div key={field}>
          <dt>{say(factNames[field] ?? formFields(kind, [field])[0]?.label ?? field)}</dt>
          <dd>
            <Value kind={kind} field={field} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ kind, field, value }: { kind: AnyMatterKind; field: string; value: unknown }) {
  const say = useText()
  if (value === null) return <>—</>
  if (field === '@state') return <>{say((kind as MatterKind).states[String(value)]?.label ?? String(value))}</>
  const [described] = field.startsWith('@') ? [] : formFields(kind, [field])
  return described ? <FieldValue field={described} value={value} /> : String(value)
}
