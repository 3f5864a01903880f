// Whose phone it is, and the way to lock it.
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useKnown, useOffline } from '../engine.tsx'

export function Head() {
  const say = useText()
  const offline = useOffline()
  const { me } = useKnown()
  return (
    <div className="head-line">
      <Icon name="brand" />
      <b>{me.actor.name}</b>
      <button type="button" className="head-lock" onClick={() => offline.lock()}>
        <Icon name="lock" />
        {say(label('锁上', 'Lock'))}
      </button>
    </div>
  )
}
