// What hangs under a matter: who does what by when, each one tap away.
import type { MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import type { TaskView } from '../../../contract/views.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { useText } from '../../../ui/text/language.tsx'
import { findKind } from '../../modules.ts'
import { useKnown } from '../engine.tsx'
import { hashOf } from '../route.ts'
import { clockWords } from '../times.ts'
import { headlineOf } from './headline.ts'

export function Tasks({ tasks }: { tasks: readonly TaskView[] }) {
  const say = useText()
  if (tasks.length === 0) return null
  return (
    <section className="block">
      <h2>{say(label('要做的事', 'What is to be done'))}</h2>
      <ul className="tasks">
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskLine task={task} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TaskLine({ task }: { task: TaskView }) {
  const say = useText()
  const now = useNow()
  const local = useKnown().matters.find(({ view }) => view.id === task.id)
  const kind = findKind(task.kind) as MatterKind | undefined
  const state = local?.view.state ?? task.state
  const isEnded = kind?.states[state]?.end !== undefined
  const clock = isEnded ? null : clockWords(task.dueAt, now)
  const words = (
    <>
      <span className="task-what">
        {(kind && local && say(headlineOf(kind, local.view.data))) || task.headline || (kind && say(kind.label))}
      </span>
      {clock && <span className="task-clock">{say(clock)}</span>}
      <span className="task-state">
        {[kind && say(kind.label), say(kind?.states[state]?.label ?? state)].filter(Boolean).join(' · ')}
      </span>
    </>
  )
  const look = task.overdue && !isEnded ? 'task task-late' : 'task'
  if (!local) return <div className={look}>{words}</div>
  return (
    <a className={look} href={hashOf({ page: 'matter', id: task.id })}>
      {words}
    </a>
  )
}
