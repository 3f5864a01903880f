// One task in a line one can hit with a thumb: what, where, how long, and whether something waits to be sent.
import { useMemo } from 'react'
import type { MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { readClock } from '../../../ui/clock/clock.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { findKind } from '../../modules.ts'
import { hashOf } from '../route.ts'
import { clockWords } from '../times.ts'
import type { Task } from './heaps.ts'

interface Props {
  task: Task
  now: Date
  category: string | null
  isChosen?: boolean
  /** How far away, in metres, once somebody asked. */
  metres?: number
}

export function TaskRow({ task, now, category, isChosen = false, metres }: Props) {
  const say = useText()
  const state = (findKind(task.kind) as MatterKind | undefined)?.states[task.state]?.label
  const { level } = readClock(task.stateSince, task.dueAt, now)
  const clock = clockWords(task.dueAt, now)
  const next = useMemo(() => (task.isMine ? task.next() : null), [task])
  const classes = ['task', level === 'late' ? 'task-late' : '', isChosen ? 'task-chosen' : '']
  return (
    <a className={classes.filter(Boolean).join(' ')} href={hashOf({ page: 'matter', id: task.id })}>
      <span className="task-what">{task.headline === '' ? category : say(task.headline)}</span>
      {clock && <span className={`task-clock clock-${level}`}>{say(clock)}</span>}
      <span className="task-state">
        {[category, task.place, state ? say(state) : task.state, metres === undefined ? null : say(far(metres))]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {next && <span className="task-next">{say(label('下一步：{step}', 'Next: {step}'), { step: say(next) })}</span>}
      {task.unsent > 0 && (
        <span className="unsent">
          <Icon name="clock" />
          {say(label('还没发出', 'Not sent yet'))}
        </span>
      )}
    </a>
  )
}

const far = (metres: number) =>
  metres < 1000
    ? label(`${Math.max(10, Math.round(metres / 10) * 10)} 米`, `${Math.max(10, Math.round(metres / 10) * 10)} m`)
    : label(`${(metres / 1000).toFixed(1)} 公里`, `${(metres / 1000).toFixed(1)} km`)
