// What hangs under a matter, each with its own clock; and what a task hangs under.
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { MatterView, TaskView } from '../../../contract/views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { findKind } from '../../modules.ts'
import { headlineIn } from '../../parts/headline.ts'
import { OverdueTag } from '../../parts/OverdueTag.tsx'
import { StateTag } from '../../parts/StateTag.tsx'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'

export function MatterTasks({ matter }: { matter: MatterView }) {
  const text = useText()
  const { tasks, taskOf } = matter
  if (tasks.length === 0 && !taskOf) return null
  return (
    <section className="matter-section">
      <h3>{text(taskOf ? words.taskOf : words.tasks)}</h3>
      {taskOf ? (
        <Go href={paths.matter(taskOf.kind, taskOf.id)}>
          {text(findKind(taskOf.kind)?.label)} <span className="lf-numbers">{taskOf.no}</span>
        </Go>
      ) : null}
      <ul className="matter-tasks">
        {tasks.map((task) => {
          const kind = findKind(task.kind)
          return kind ? <TaskLine key={task.id} kind={kind} task={task} /> : null
        })}
      </ul>
    </section>
  )
}

function TaskLine({ kind, task }: { kind: AnyMatterKind; task: TaskView }) {
  const text = useText()
  const format = useFormat()
  return (
    <li>
      <StateTag kind={kind} state={task.state} />
      <Go href={paths.matter(task.kind, task.id)} className="matter-task-name">
        {text(kind.label)}
        {task.headline ? <span className="lf-soft"> {headlineIn(kind, task.headline, text)}</span> : null}
      </Go>
      {task.overdue ? <OverdueTag /> : null}
      {task.dueAt && !task.isEnded ? (
        <time className="lf-soft lf-numbers" dateTime={task.dueAt}>
          {text(words.dueOn, { day: format.instant(task.dueAt, 'day') })}
        </time>
      ) : null}
    </li>
  )
}
