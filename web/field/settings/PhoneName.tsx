// What this phone is called, so that a centre finds the right one when it is lost.
import { type FormEvent, useState } from 'react'
import type { DeviceView } from '../../../contract/field.ts'
import { label } from '../../../contract/label.ts'
import { randomKey } from '../../../ui/http/command-key.ts'
import { request } from '../../../ui/http/request.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { useOnline } from './use-online.ts'

const longestName = 60

export function PhoneName() {
  const { value, again } = useOnline<DeviceView[]>('/api/field/devices')
  const own = value?.find(({ current }) => current)
  return own ? <Name key={own.name} own={own} onChanged={again} /> : null
}

function Name({ own, onChanged }: { own: DeviceView; onChanged: () => Promise<void> }) {
  const say = useText()
  const attempt = useAttempt()
  const [name, setName] = useState(own.name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt.run(async () => {
      await request('/api/field/devices', { method: 'POST', body: { id: own.id, name: name.trim() }, key: randomKey() })
      await onChanged()
    })
  }
  const isChanged = name.trim() !== '' && name.trim() !== own.name
  return (
    <section className="block">
      <h2>{say(label('这部手机', 'This phone'))}</h2>
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <form className="door-form" onSubmit={submit}>
        <Field
          title={say(label('名称', 'Name'))}
          hint={say(label('手机丢了，中心按这个名称停用它', 'When it is lost, the centre ends it by this name'))}
        >
          {(wiring) => (
            <input
              {...wiring}
              type="text"
              maxLength={longestName}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
          )}
        </Field>
        {isChanged && (
          <button type="submit" className="button" disabled={attempt.busy}>
            {say(label('保存名称', 'Save the name'))}
          </button>
        )}
      </form>
    </section>
  )
}
