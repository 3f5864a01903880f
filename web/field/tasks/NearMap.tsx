// Tasks near me on the map. The phone is asked where it is only when somebody taps, and the answer stays on the screen.
import { useState } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { MarksMap } from '../../../ui/phone/map/MarksMap.tsx'
import type { Placed } from '../../../ui/phone/map/placed.ts'
import { canFix, useFix } from '../../../ui/phone/map/use-fix.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { lateColour, toneColours, toneOf } from '../../../ui/theme/tone.ts'
import { findKind } from '../../modules.ts'
import { useOffer } from '../form/offer.tsx'
import type { Task } from './heaps.ts'

interface Props {
  tasks: readonly Task[]
  now: Date
  own: Placed | null
  onOwn: (own: Placed) => void
  chosenId: string | null
  onChoose: (id: string) => void
}

export function NearMap({ tasks, now, own, onOwn, chosenId, onChoose }: Props) {
  const say = useText()
  const { ground, homeId } = useOffer()
  const { fix, ask } = useFix(onOwn)
  const [isOpen, setOpen] = useState(true)
  if (!ground)
    return (
      <Note>
        <p>
          {say(
            label(
              '这部手机上还没有地图。联网一次就有了。',
              'There is no map on this phone yet. One contact brings it.',
            ),
          )}
        </p>
      </Note>
    )
  const marks = tasks.flatMap((task) =>
    task.point ? [{ id: task.id, ...task.point, colour: colourOf(task, now) }] : [],
  )
  return (
    <>
      <div className="row">
        {canFix() && (
          <button type="button" className="button" disabled={fix.state === 'asking'} onClick={ask}>
            <Icon name="fix" />
            {fix.state === 'asking' ? say(label('正在定位…', 'Finding you…')) : say(label('我在哪里', 'Where I am'))}
          </button>
        )}
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="pin" />
          {isOpen ? say(label('收起地图', 'Hide the map')) : say(label('打开地图', 'Show the map'))}
        </button>
      </div>
      {fix.state === 'failed' && (
        <Note tone="mind" isAlert>
          <p>
            {say(
              label(
                '手机现在定不了位。列表按期限排。',
                'The phone cannot find its place now. The list goes by deadline.',
              ),
            )}
          </p>
        </Note>
      )}
      {isOpen && (
        <MarksMap ground={ground} homeId={homeId} marks={marks} chosenId={chosenId} onChoose={onChoose} own={own} />
      )}
    </>
  )
}

function colourOf(task: Task, now: Date): string {
  if (task.dueAt !== null && Date.parse(task.dueAt) < now.getTime()) return lateColour
  const kind: AnyMatterKind | undefined = findKind(task.kind)
  return toneColours[kind ? toneOf(kind, task.state) : 'dropped']
}
