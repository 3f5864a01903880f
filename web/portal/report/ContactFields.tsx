// How to reach somebody: optional, and plain about what becomes of it. The anonymous switch takes it all away.
import { label } from '../../../contract/label.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { type Gap, longest } from './draft.ts'
import { useDraft } from './draft-context.tsx'

export function ContactFields({ fault }: { fault: Gap | undefined }) {
  const say = useText()
  const { draft, change } = useDraft()
  const setAnonymous = (anonymous: boolean) => change(anonymous ? { anonymous, name: '', phone: '' } : { anonymous })
  return (
    <section className="block">
      <h2>{say(label('怎么联系您（可不填）', 'How to reach you (optional)'))}</h2>
      <label className="switch">
        <input type="checkbox" checked={draft.anonymous} onChange={(e) => setAnonymous(e.target.checked)} />
        <span>
          <b>{say(label('匿名报告', 'Report anonymously'))}</b>
          <small>
            {say(
              label(
                '不保存任何能看出您是谁的信息，语音也不发送。只有查询码能看进度，请记好。',
                'Nothing that tells who you are is kept, and a voice note is not sent. Only the tracking code shows the progress: keep it safe.',
              ),
            )}
          </small>
        </span>
      </label>
      {!draft.anonymous && (
        <>
          <Field title={say(label('怎么称呼（可不填）', 'What to call you (optional)'))}>
            {(wiring) => (
              <input
                {...wiring}
                type="text"
                autoComplete="name"
                maxLength={longest.name}
                value={draft.name}
                onChange={(e) => change({ name: e.target.value })}
              />
            )}
          </Field>
          <Field title={say(label('电话（可不填）', 'Telephone (optional)'))} fault={fault && say(fault.says)}>
            {(wiring) => (
              <input
                {...wiring}
                type="tel"
                autoComplete="tel"
                maxLength={20}
                value={draft.phone}
                onChange={(e) => change({ phone: e.target.value })}
              />
            )}
          </Field>
          <p className="hint">
            {say(
              label(
                '称呼和电话单独封存：只有办这件事的人能看，每次查看都有记录，办结 30 天后自动删除。',
                'Name and telephone are sealed: only those handling this report see them, every look is recorded, and they are erased 30 days after it is closed.',
              ),
            )}
          </p>
        </>
      )}
    </section>
  )
}
