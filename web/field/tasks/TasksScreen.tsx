// The one list of tasks: mine, overdue, near me; searched on the phone, so it works in a valley.
import { useState } from 'react'
import { label } from '../../../contract/label.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import type { Placed } from '../../../ui/phone/map/placed.ts'
import { useText } from '../../../ui/text/language.tsx'
import { findKind } from '../../modules.ts'
import { useOffer } from '../form/offer.tsx'
import { Screen } from '../parts/Screen.tsx'
import { type Heap, hashOf, heaps } from '../route.ts'
import { found, heapOf, metresBetween, type Task } from './heaps.ts'
import { NearMap } from './NearMap.tsx'
import { TaskRow } from './TaskRow.tsx'

const names = {
  mine: label('我的', 'Mine'),
  overdue: label('超期', 'Overdue'),
  near: label('附近', 'Near me'),
}

const nothing = {
  mine: label('现在没有要您办的事。', 'Nothing waits for you now.'),
  overdue: label('没有超期的事。', 'Nothing is overdue.'),
  near: label('您的辖区里没有未办结的事。', 'Nothing is open in your divisions.'),
}

/** An old phone draws so many rows at once without stuttering; the rest come on demand. */
const pageRows = 40

export function TasksScreen({ tasks, heap }: { tasks: readonly Task[]; heap: Heap }) {
  const say = useText()
  const now = useNow()
  const [typed, setTyped] = useState('')
  const [own, setOwn] = useState<Placed | null>(null)
  const [chosenId, setChosen] = useState<string | null>(null)
  const [shown, setShown] = useState(pageRows)
  const categoryName = useCategoryName()
  const inHeap = heapOf(tasks, heap, now, own)
  const rows = found(
    typed === '' ? inHeap : heap === 'mine' ? [...tasks] : inHeap,
    typed,
    (id) => categoryName(id) ?? '',
  )
  const first = rows.find((task) => task.id === chosenId)
  const ordered = first ? [first, ...rows.filter((task) => task !== first)] : rows
  return (
    <Screen title={say(label('任务', 'Tasks'))}>
      <nav className="tabs" aria-label={say(label('任务分类', 'Heaps of tasks'))}>
        {heaps.map((each) => (
          <a key={each} href={hashOf({ page: 'tasks', heap: each })} aria-current={each === heap ? 'page' : undefined}>
            {say(names[each])} <span>{heapOf(tasks, each, now, null).length}</span>
          </a>
        ))}
      </nav>
      <div className="search">
        <input
          type="search"
          value={typed}
          placeholder={say(label('找编号、地点、内容', 'Find a number, place or word'))}
          aria-label={say(label('查找', 'Find'))}
          onChange={(e) => setTyped(e.target.value)}
        />
      </div>
      {heap === 'near' && (
        <NearMap tasks={rows} now={now} own={own} onOwn={setOwn} chosenId={chosenId} onChoose={setChosen} />
      )}
      {rows.length === 0 && (
        <p className="empty">
          {typed === ''
            ? say(nothing[heap])
            : say(label('没有找到。少写几个字试试。', 'Nothing found. Try fewer words.'))}
        </p>
      )}
      <ul className="tasks">
        {ordered.slice(0, shown).map((task) => (
          <li key={task.id}>
            <TaskRow
              task={task}
              now={now}
              category={task.category === null ? kindName(task, say) : categoryName(task.category)}
              isChosen={task.id === chosenId}
              {...(own && task.point ? { metres: metresBetween(own, task.point) } : {})}
            />
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + pageRows)}>
          <Icon name="plus" />
          {say(label('再显示一些', 'Show more'))}
        </button>
      )}
    </Screen>
  )
}

const kindName = (task: Task, say: ReturnType<typeof useText>): string | null => {
  const kind = findKind(task.kind)
  return kind ? say(kind.label) : null
}

/** The name of a category, whichever kept list it is of. */
export function useCategoryName(): (id: string) => string | null {
  const say = useText()
  const { nameOfEntry } = useOffer()
  return (id) => say(nameOfEntry(id)) || null
}
